import type { Kysely } from 'kysely';
import type { SlackMode } from '../../../wire/api/connections.ts';
import type { Millis } from '../../foundation/time.ts';
import type { Trx } from '../../machinery/database/database.ts';
import type { Secrets } from '../../machinery/secrets.ts';
import type { Tables } from '../../machinery/tables.ts';
import {
  type Connection,
  changeConnectionSettings,
  findConnection,
  findConnectionsAnywhere,
  listConnections,
  saveConnection,
  setConnectionState,
} from '../connection-store.ts';

/** What may be shown of a team. */
export interface TeamSettings {
  readonly mode: SlackMode;
  /** Where new conversations are posted; null: nowhere yet. */
  readonly channel: { readonly id: string; readonly name: string } | null;
  readonly directMessages: boolean;
  readonly botUserId: string;
  readonly scopes: readonly string[];
  /** When its people were imported last; ms. */
  readonly peopleAt: Millis | null;
}

export interface TeamSecrets {
  readonly botToken: string;
  readonly appToken: string | null;
  /** Null where requests are signed with the app's own. */
  readonly signingSecret: string | null;
}

/** A Slack team that a workspace is connected with. */
export type SlackTeamConnection = Connection<TeamSettings, TeamSecrets>;
/** One that can be used: its secrets are readable. */
export type UsableTeam = SlackTeamConnection & { readonly hidden: TeamSecrets };

const KIND = 'slack';

export function listTeams(trx: Trx, secrets: Secrets, workspaceId: string): Promise<SlackTeamConnection[]> {
  return listConnections(trx, secrets, workspaceId, KIND);
}

export function findTeam(
  trx: Trx,
  secrets: Secrets,
  workspaceId: string,
  teamId: string,
): Promise<SlackTeamConnection | null> {
  return findConnection(trx, secrets, workspaceId, KIND, teamId);
}

/** The same team in every workspace that is connected with it; `null`: all teams. */
export function findTeamsAnywhere(
  system: Kysely<Tables>,
  secrets: Secrets,
  teamId: string | null,
): Promise<SlackTeamConnection[]> {
  return findConnectionsAnywhere(system, secrets, KIND, teamId);
}

/** Connects a team, or connects it again: what was decided about it before stays. */
export async function saveTeam(
  trx: Trx,
  secrets: Secrets,
  workspaceId: string,
  made: {
    readonly id: string;
    readonly name: string;
    readonly settings: Pick<TeamSettings, 'mode' | 'botUserId' | 'scopes'>;
    readonly hidden: TeamSecrets;
    readonly by: string;
    readonly at: Millis;
  },
): Promise<void> {
  const before = await findTeam(trx, secrets, workspaceId, made.id);
  const { channel = null, directMessages = true, peopleAt = null } = before?.settings ?? {};
  await saveConnection<TeamSettings, TeamSecrets>(trx, secrets, workspaceId, {
    kind: KIND,
    key: made.id,
    name: made.name,
    settings: { channel, directMessages, peopleAt, ...made.settings },
    hidden: made.hidden,
    by: made.by,
    at: made.at,
  });
}

export function changeTeam(
  trx: Trx,
  workspaceId: string,
  teamId: string,
  change: Partial<TeamSettings>,
): Promise<void> {
  return changeConnectionSettings(trx, workspaceId, { kind: KIND, key: teamId }, change);
}

/** Teams of a workspace that something may be told to: id and channel. Cheap; reads no secrets. */
export async function teamsToTell(
  trx: Trx,
  workspaceId: string,
): Promise<{ readonly id: string; readonly hasChannel: boolean; readonly directMessages: boolean }[]> {
  return trx.run(TO_TELL, [workspaceId]);
}

const TO_TELL = {
  name: 'slack_teams_to_tell',
  text: `select key as id, settings->'channel' <> 'null' as "hasChannel", (settings->>'directMessages')::boolean as "directMessages"
    from connection where workspace_id = $1 and kind = 'slack'`,
};

/** Says how a team's connection stands. True when that is news. */
export function setTeamState(
  trx: { readonly q: Kysely<Tables> },
  workspaceId: string,
  teamId: string,
  state: Parameters<typeof setConnectionState>[3],
): Promise<boolean> {
  return setConnectionState(trx, workspaceId, { kind: KIND, key: teamId }, state);
}

/** What an `unauthorized` answer means for who can change it. */
export function unauthorizedWords(error: string): string {
  if (error === 'missing_scope' || error === 'no_permission')
    return 'The app may not do something that it needs: add the scopes of the manifest in Slack, install the app again, and connect the team again.';
  if (error === 'uninstalled') return 'The app was removed from this team in Slack. Install it again to go on.';
  return `Slack no longer takes the token (${error}). Install the app again in Slack and connect the team again.`;
}
