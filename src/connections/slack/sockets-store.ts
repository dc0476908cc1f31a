import type { SlackDeps } from './deps-store.ts';
import { type Enveloped, holdSocket } from './inbound/client.ts';
import { answerCommand } from './inbound/command-store.ts';
import { eventIdOfPress } from './inbound/routes.ts';
import { keepEvent } from './inbound/store.ts';
import { findTeamsAnywhere, type SlackTeamConnection, setTeamState, unauthorizedWords } from './team-store.ts';

/** Sockets of the teams that are in socket mode, one for each app token. */
export interface Sockets {
  /** Opens what is missing and closes what is no longer wanted. */
  readonly follow: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Held {
  readonly token: string;
  readonly stop: () => Promise<void>;
}

export function openSockets(deps: SlackDeps): Sockets {
  const held = new Map<string, Held>();
  let isOpen = true;
  let turn: Promise<void> = Promise.resolve();
  const follow = async (): Promise<void> => {
    if (!isOpen) return;
    const teams = await findTeamsAnywhere(deps.db.system, deps.secrets, null);
    const wanted = new Map(teams.flatMap((team) => (team.hidden?.appToken ? [[nameOf(team), team] as const] : [])));
    for (const [name, socket] of held) {
      if (wanted.get(name)?.hidden?.appToken === socket.token) continue;
      held.delete(name);
      await socket.stop();
    }
    for (const [name, team] of wanted) {
      const token = team.hidden?.appToken;
      if (token && !held.has(name)) held.set(name, { token, stop: holdFor(deps, team, token) });
    }
  };
  return {
    follow: () => {
      turn = turn.then(follow).catch((error) => deps.log.warn({ err: error }, 'slack sockets'));
      return turn;
    },
    stop: async () => {
      isOpen = false;
      await turn;
      await Promise.all([...held.values()].map((socket) => socket.stop()));
      held.clear();
    },
  };
}

function nameOf({ workspaceId, key }: SlackTeamConnection): string {
  return `${workspaceId} ${key}`;
}

function holdFor(deps: SlackDeps, team: SlackTeamConnection, appToken: string): () => Promise<void> {
  const { workspaceId, key: teamId } = team;
  const stands = (problem: string | null) => {
    const state = problem === null ? 'connected' : problem === 'unreachable' ? 'unreachable' : 'unauthorized';
    const words =
      problem === null
        ? null
        : problem === 'unreachable'
          ? 'Slack does not answer. Trying on.'
          : unauthorizedWords(problem);
    // A working socket says nothing of the bot's own token, so it ends only what was said of reaching Slack.
    deps.db
      .inWorkspace(workspaceId, async (trx) => {
        const present = await trx.run<{ state: string }>(
          {
            name: 'slack_team_state',
            text: `select state from connection where workspace_id = $1 and kind = 'slack' and key = $2`,
          },
          [workspaceId, teamId],
        );
        if (problem === null && present[0]?.state !== 'unreachable') return;
        await setTeamState(trx, workspaceId, teamId, { state, problem: words, at: deps.clock() });
      })
      .catch((error) => deps.log.warn({ err: error }, 'slack sockets'));
  };
  const { apiUrl, log } = deps;
  return holdSocket({ apiUrl, log, appToken, stands, take: (envelope) => take(deps, team, envelope) }).stop;
}

/** The same as what comes by HTTP, after the envelope. The team is asked for again, since it may have changed. */
async function take(
  deps: SlackDeps,
  { workspaceId, key }: SlackTeamConnection,
  { type, body }: Enveloped,
): Promise<object | undefined> {
  const team = (await findTeamsAnywhere(deps.db.system, deps.secrets, key)).find(
    (one) => one.workspaceId === workspaceId,
  );
  if (!team) return undefined;
  if (type === 'slash_commands') return answerCommand(deps, team);
  const id = type === 'events_api' ? body['event_id'] : eventIdOfPress(body);
  if (typeof id === 'string') await keepEvent(deps, team, id, body);
  return undefined;
}
