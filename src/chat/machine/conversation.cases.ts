import { MINUTE } from '../../foundation/time.ts';
import { readSetup } from '../setup.ts';
import type { ChatEvent, Effect } from '../state.ts';
import { begun, receive } from './receive.ts';

/** Words that the tests of conversations are told in. */
export const { timers } = readSetup({});
export const T0 = Date.UTC(2026, 5, 15, 12);
export const ANN = { repId: 'ann', name: 'Ann' };
export const BOB = { repId: 'bob', name: 'Bob' };
export const KEY = { repId: null, name: 'Zapier' };

/** What happened, each at its minute. */
export type Story = readonly (readonly [number, ChatEvent])[];

let number = 0;
export const said = (text = 'Hello') => {
  number += 1;
  return { id: `id-${number}`, clientId: `client-${number}`, text, via: 'widget' as const };
};
export const lead = (): ChatEvent => ({ kind: 'lead', said: said(), answer: null });
export const rep = (by: { repId: string | null; name: string } = ANN): ChatEvent => ({
  kind: 'rep',
  said: said(),
  by,
  away: false,
});
export const ask = (decidedAt: number): ChatEvent => ({
  kind: 'agent',
  said: said(),
  choices: [{ value: 'Buying', label: 'Buying' }],
  decidedAt,
});

/** What a conversation is after events, each at its minute; and all effects. */
export function told(events: Story, ownerId: string | null = null) {
  let state = begun(T0, ownerId);
  const effects: Effect[] = [];
  for (const [minutes, event] of events) {
    const received = receive(state, event, { at: T0 + minutes * MINUTE, timers });
    if (!received.ok) throw new Error(received.message);
    state = received.value.state;
    effects.push(...received.value.effects);
  }
  return { state, effects };
}
