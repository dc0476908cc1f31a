import type { Delivering, DeliveryOutcome } from '../../machinery/outbox.ts';
import type { SlackProblem } from './client.ts';
import type { SlackDeps } from './deps-store.ts';
import { findTeam, setTeamState, type UsableTeam, unauthorizedWords } from './team-store.ts';

export const DONE: DeliveryOutcome = { done: true };
/** Who somebody is cannot be asked just now; after so many tries it goes on without knowing. */
export const PERSON_TRIES = 2;
export const UNKNOWN_YET: DeliveryOutcome = { done: false, problem: 'unclear: Slack does not say who this is' };
const WAIT_UNAUTHORIZED_MS = 10 * 60_000;
/** After a failure without an answer: long enough for what was posted to be readable. */
const LOOK_AGAIN_MS = 3_000;
const UNREACHABLE_AFTER = 3;

const BUSY_MS = 1_000;

/**
 * One try at a lane at a time. The outbox sees to that, until a try takes so long that it is taken for dead: then two would do the same,
 * or in another order.
 */
export async function alone(
  { busy }: Pick<SlackDeps, 'busy'>,
  lane: string,
  run: () => Promise<DeliveryOutcome>,
): Promise<DeliveryOutcome> {
  if (busy.has(lane)) return { done: false, problem: 'busy: another try is under way', afterMs: BUSY_MS, isFree: true };
  busy.add(lane);
  try {
    return await run();
  } finally {
    busy.delete(lane);
  }
}

/** The team of a delivery, when it can be used; else what becomes of the delivery. */
export async function usableTeam(
  deps: SlackDeps,
  workspaceId: string,
  teamId: string,
): Promise<{ readonly team: UsableTeam } | { readonly outcome: DeliveryOutcome }> {
  const team = await deps.db.inWorkspace(workspaceId, (trx) => findTeam(trx, deps.secrets, workspaceId, teamId));
  // Disconnected by hand: nothing is owed to it. Its threads go on when it is connected again.
  if (!team) return { outcome: DONE };
  if (team.state === 'unauthorized') return { outcome: waiting(team.problem ?? 'The team must be connected again.') };
  if (!team.hidden) {
    const problem = 'KNOCK_SECRET is another than when this team was connected: connect it again.';
    await setState(deps, workspaceId, teamId, 'unauthorized', problem);
    return { outcome: waiting(problem) };
  }
  return { team: { ...team, hidden: team.hidden } };
}

/** What a failed call means for a delivery; also keeps how the team's connection stands. `refused` is the caller's to judge. */
export async function outcomeOf(
  deps: SlackDeps,
  team: UsableTeam,
  problem: SlackProblem,
  delivery: Pick<Delivering, 'attempts'>,
): Promise<DeliveryOutcome> {
  switch (problem.word) {
    case 'rate_limited':
      return { done: false, problem: 'rate_limited: Slack asks to wait', afterMs: problem.afterMs, isFree: true };
    case 'unauthorized': {
      const words = unauthorizedWords(problem.error);
      await setState(deps, team.workspaceId, team.key, 'unauthorized', words);
      return waiting(words);
    }
    case 'unclear':
      if (delivery.attempts + 1 >= UNREACHABLE_AFTER)
        await setState(deps, team.workspaceId, team.key, 'unreachable', 'Slack does not answer. Trying on.');
      return {
        done: false,
        problem: 'unclear: no answer from Slack',
        ...(delivery.attempts < UNREACHABLE_AFTER && { afterMs: LOOK_AGAIN_MS }),
      };
    case 'refused':
      return { done: false, problem: `refused: Slack says ${problem.error}` };
    default:
      return problem satisfies never;
  }
}

/** Slack answered: what was said of not reaching it is over. */
export async function answered(deps: SlackDeps, team: UsableTeam): Promise<void> {
  if (team.state === 'unreachable') await setState(deps, team.workspaceId, team.key, 'connected', null);
}

function waiting(words: string): DeliveryOutcome {
  return { done: false, problem: `unauthorized: ${words}`, afterMs: WAIT_UNAUTHORIZED_MS, isFree: true };
}

async function setState(
  deps: SlackDeps,
  workspaceId: string,
  teamId: string,
  state: 'connected' | 'unauthorized' | 'unreachable',
  problem: string | null,
): Promise<void> {
  const at = deps.clock();
  await deps.db.inWorkspace(workspaceId, (trx) => setTeamState(trx, workspaceId, teamId, { state, problem, at }));
}
