import type { CONNECTION_STATES } from '../../../../wire/api/connections.ts';

type State = (typeof CONNECTION_STATES)[number];

const WORDS: Readonly<Record<State, string>> = {
  connected: 'Connected',
  unauthorized: 'Access withdrawn',
  unreachable: 'Cannot be reached',
  off: 'Off',
};

export function ConnectionState({ state }: { state: State }) {
  return (
    <span className="connection-state small" data-state={state}>
      {WORDS[state]}
    </span>
  );
}
