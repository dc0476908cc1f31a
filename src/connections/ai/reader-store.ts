import type { Logger } from 'pino';
import type { Millis } from '../../foundation/time.ts';
import type { ReadVerdict, TypeReader } from '../../intent/type/verdict.ts';
import type { Database } from '../../machinery/database/database.ts';
import type { Secrets } from '../../machinery/secrets.ts';
import { setConnectionState } from '../connection-store.ts';
import type { AiWord, AskProvider } from './client.ts';
import { AI_KIND, accessOf, findAi } from './store.ts';
import { verdictOf } from './verdict.ts';

export interface AiReaderDeps {
  readonly db: Database;
  readonly secrets: Secrets;
  readonly clock: () => Millis;
  readonly log: Logger;
  readonly ask: AskProvider;
  /** Answers where no provider is set up, or where it does not. */
  readonly builtIn: TypeReader;
}

/**
 * Why a lead came, by the workspace's provider; by the built-in model when there is none, nothing was said, or the provider errs, refuses or takes
 * longer than its time. A failure is kept with the connection, for its owner to see; the next answer clears it.
 */
export function aiTypeReader(deps: AiReaderDeps): TypeReader {
  return {
    read: async (workspaceId, input) => {
      const builtIn = await deps.builtIn.read(workspaceId, input);
      if (input.answer !== null || input.messages.length === 0) return builtIn;
      const { db, secrets } = deps;
      const found = await db.inWorkspace(workspaceId, (trx) => findAi(trx, secrets, workspaceId));
      const access = found && accessOf(found);
      if (!found || !access) return builtIn;
      const asked = await askFor(deps, workspaceId, found.problem === null, () => deps.ask(access, input));
      const verdict = asked && verdictOf(asked, input, builtIn);
      return verdict ? ({ ...verdict, by: 'provider' } satisfies ReadVerdict) : builtIn;
    },
  };
}

async function askFor(
  { db, clock, log }: AiReaderDeps,
  workspaceId: string,
  wasWell: boolean,
  ask: () => ReturnType<AskProvider>,
) {
  const asked = await ask();
  if (asked.ok && wasWell) return asked.value;
  if (!asked.ok) log.warn({ workspaceId, reason: asked.reason }, 'the AI provider did not say why a lead came');
  const standing = asked.ok
    ? { state: 'connected' as const, problem: null }
    : { state: stateAfter(asked.reason), problem: asked.message };
  await db.inWorkspace(workspaceId, (trx) =>
    setConnectionState(trx, workspaceId, { kind: AI_KIND, key: '' }, { ...standing, at: clock() }),
  );
  return asked.ok ? asked.value : null;
}

/** How a connection stands after a failure. A lead's words can make a model refuse or ramble, so that says nothing of the connection. */
export function stateAfter(reason: AiWord): 'connected' | 'unauthorized' | 'unreachable' {
  if (reason === 'unauthorized') return 'unauthorized';
  return reason === 'refused' || reason === 'malformed' ? 'connected' : 'unreachable';
}
