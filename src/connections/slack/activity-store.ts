import { MINUTE, type Millis } from '../../foundation/time.ts';
import type { SlackDeps } from './deps-store.ts';
import { findTeamsAnywhere } from './team-store.ts';

/** Somebody who wrote or pressed something is at work for so long. */
const ACTIVE_MS = 10 * MINUTE;
/** Who was asked about within so long is looked up. */
const ASKED_MS = 5 * MINUTE;
/** Look-ups in one round, a minute apart: Slack takes fifty. */
const LOOKS_MAX = 20;
const KNOWN_MAX = 5_000;

/** Who of the reps is at work in Slack, as far as this process knows. */
export interface Activity {
  /** Answers at once, from what is known; whoever is asked about is looked up within a minute. */
  readonly isActive: (workspaceId: string, repId: string) => boolean;
  /** They just did something there. */
  readonly saw: (workspaceId: string, repId: string) => void;
  /** Looks up who was asked about lately. */
  readonly look: (deps: Pick<SlackDeps, 'db' | 'secrets' | 'clients'>) => Promise<void>;
}

interface Known {
  readonly workspaceId: string;
  readonly repId: string;
  askedAt: Millis;
  activeUntil: Millis;
}

export function slackActivity(clock: () => Millis): Activity {
  const known = new Map<string, Known>();
  const find = (workspaceId: string, repId: string): Known => {
    const name = `${workspaceId} ${repId}`;
    const before = known.get(name);
    if (before) return before;
    if (known.size >= KNOWN_MAX) known.clear();
    const made: Known = { workspaceId, repId, askedAt: 0, activeUntil: 0 };
    known.set(name, made);
    return made;
  };
  return {
    isActive: (workspaceId, repId) => {
      const rep = find(workspaceId, repId);
      rep.askedAt = clock();
      return rep.activeUntil > clock();
    },
    saw: (workspaceId, repId) => {
      find(workspaceId, repId).activeUntil = clock() + ACTIVE_MS;
    },
    look: async (deps) => {
      const now = clock();
      const asked = [...known.values()]
        .filter((rep) => now - rep.askedAt < ASKED_MS && rep.activeUntil <= now + MINUTE)
        .sort((a, b) => a.activeUntil - b.activeUntil)
        .slice(0, LOOKS_MAX);
      for (const rep of asked) if (await isPresent(deps, rep)) rep.activeUntil = clock() + 2 * MINUTE;
    },
  };
}

async function isPresent(
  { db, secrets, clients }: Pick<SlackDeps, 'db' | 'secrets' | 'clients'>,
  { workspaceId, repId }: Known,
): Promise<boolean> {
  const users = await db.inWorkspace(workspaceId, (trx) =>
    trx.run<{ teamId: string; userId: string }>(
      {
        name: 'slack_users_of_rep',
        text: `select team_id as "teamId", user_id as "userId" from slack_user where workspace_id = $1 and rep_id = $2 and active`,
      },
      [workspaceId, repId],
    ),
  );
  for (const { teamId, userId } of users) {
    const teams = await findTeamsAnywhere(db.system, secrets, teamId);
    const team = teams.find((one) => one.workspaceId === workspaceId && one.state === 'connected');
    if (!team?.hidden) continue;
    const told = await clients.call(team.hidden.botToken, (client) => client.users.getPresence({ user: userId }));
    if (told.ok && told.value.presence === 'active') return true;
  }
  return false;
}
