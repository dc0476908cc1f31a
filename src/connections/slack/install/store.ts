import type { SlackMode, SlackTeam } from '../../../../wire/api/connections.ts';
import type { Trx } from '../../../machinery/database/database.ts';
import { recordAudit } from '../../../workspace/audit-store.ts';
import { deleteConnection } from '../../connection-store.ts';
import type { SlackDeps } from '../deps-store.ts';
import { countPeople } from '../people-store.ts';
import { findTeam, type SlackTeamConnection, saveTeam, type TeamSecrets, type UsableTeam } from '../team-store.ts';
import { FROM_SLACK, TO_SLACK } from '../told.ts';

/** A team that may be connected: Slack said who it is. */
export interface NewTeam {
  readonly id: string;
  readonly name: string;
  readonly mode: SlackMode;
  readonly botUserId: string;
  readonly scopes: readonly string[];
  readonly hidden: TeamSecrets;
}

/** Connects a team, again or for the first time, and lets go what waited for it. */
export async function connectTeam(
  deps: SlackDeps,
  workspaceId: string,
  team: NewTeam,
  actor: string,
): Promise<UsableTeam> {
  const at = deps.clock();
  const { id, name, mode, botUserId, scopes, hidden } = team;
  const saved = await deps.db.inWorkspace(workspaceId, async (trx) => {
    await saveTeam(trx, deps.secrets, workspaceId, {
      id,
      name,
      settings: { mode, botUserId, scopes },
      hidden,
      by: actor,
      at,
    });
    await recordAudit(trx, workspaceId, {
      at,
      actor,
      action: 'slack.connected',
      summary: `Connected the Slack team "${name}".`,
    });
    await hurry(trx, workspaceId, at);
    return findTeam(trx, deps.secrets, workspaceId, id);
  });
  deps.outbox.kick();
  if (!saved?.hidden) throw new Error('a team was saved and is not there');
  return { ...saved, hidden: saved.hidden };
}

/** Lets deliveries that wait for a better time go now. */
export async function hurry(trx: Trx, workspaceId: string, now: number): Promise<void> {
  await trx.q
    .updateTable('delivery')
    .set({ due_at: new Date(now) })
    .where('workspace_id', '=', workspaceId)
    .where('topic', 'in', [TO_SLACK, FROM_SLACK])
    .where('state', '=', 'waiting')
    .where('due_at', '>', new Date(now))
    .execute();
}

/** Takes a team's tokens away. Its threads stay known, for when it is connected again. Its name, or null. */
export async function disconnectTeam(
  deps: SlackDeps,
  workspaceId: string,
  teamId: string,
  actor: string,
): Promise<string | null> {
  return deps.db.inWorkspace(workspaceId, async (trx) => {
    const name = await deleteConnection(trx, workspaceId, 'slack', teamId);
    const summary = `Disconnected the Slack team "${name}".`;
    if (name !== null)
      await recordAudit(trx, workspaceId, { at: deps.clock(), actor, action: 'slack.disconnected', summary });
    return name;
  });
}

/** A team as the dashboard shows it. */
export async function shownTeam(trx: Trx, workspaceId: string, team: SlackTeamConnection): Promise<SlackTeam> {
  const { mode, channel, directMessages } = team.settings;
  return {
    ...{ id: team.key, name: team.name, mode, state: team.state, problem: team.problem, channel, directMessages },
    ...(await countPeople(trx, workspaceId, team.key)),
    ...{ connectedBy: team.connectedBy, connectedAt: new Date(team.connectedAt).toISOString() },
  };
}
