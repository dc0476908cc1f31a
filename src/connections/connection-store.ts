import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CONNECTION_STATES } from '../../wire/api/connections.ts';
import type { Millis } from '../foundation/time.ts';
import type { Secrets } from '../machinery/secrets.ts';
import type { Tables } from '../machinery/tables.ts';

export type ConnectionState = (typeof CONNECTION_STATES)[number];

/** A provider that a workspace authorised. `Settings` is what may be shown, `Hidden` what never leaves the server. */
export interface Connection<Settings extends object, Hidden extends object> {
  readonly workspaceId: string;
  readonly kind: string;
  /** Tells several of a kind apart, such as Slack's teams; '' where there is one. */
  readonly key: string;
  readonly name: string;
  readonly settings: Settings;
  /** Null when it was sealed under another secret of the installation: it must be connected again. */
  readonly hidden: Hidden | null;
  readonly state: ConnectionState;
  /** Why it is not connected and what to do about it, in a sentence. */
  readonly problem: string | null;
  readonly connectedBy: string;
  readonly connectedAt: Millis;
}

export interface NewConnection<Settings extends object, Hidden extends object> {
  readonly kind: string;
  readonly key: string;
  readonly name: string;
  readonly settings: Settings;
  readonly hidden: Hidden;
  readonly by: string;
  readonly at: Millis;
}

/** Which connection of a workspace. */
export interface ConnectionName {
  readonly kind: string;
  readonly key: string;
}

type Q = { readonly q: Kysely<Tables> };

/** Keeps a connection, `connected`; one of the same kind and key is replaced. */
export async function saveConnection<Settings extends object, Hidden extends object>(
  { q }: Q,
  secrets: Secrets,
  workspaceId: string,
  made: NewConnection<Settings, Hidden>,
): Promise<void> {
  const at = new Date(made.at);
  const values = {
    name: made.name,
    settings: JSON.stringify(made.settings),
    secrets: secrets.seal(sealedFor(made.kind), JSON.stringify(made.hidden)),
    state: 'connected',
    problem: null,
    connected_by: made.by,
    connected_at: at,
    updated_at: at,
  };
  await q
    .insertInto('connection')
    .values({ workspace_id: workspaceId, kind: made.kind, key: made.key, ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'kind', 'key']).doUpdateSet(values))
    .execute();
}

/** Connections of a kind, the oldest first. */
export async function listConnections<Settings extends object, Hidden extends object>(
  { q }: Q,
  secrets: Secrets,
  workspaceId: string,
  kind: string,
): Promise<Connection<Settings, Hidden>[]> {
  const rows = await q
    .selectFrom('connection')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .orderBy('connected_at')
    .orderBy('key')
    .execute();
  return rows.map((row) => connectionOf<Settings, Hidden>(secrets, row));
}

export async function findConnection<Settings extends object, Hidden extends object>(
  trx: Q,
  secrets: Secrets,
  workspaceId: string,
  kind: string,
  key = '',
): Promise<Connection<Settings, Hidden> | null> {
  const row = await trx.q
    .selectFrom('connection')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('key', '=', key)
    .executeTakeFirst();
  return row ? connectionOf<Settings, Hidden>(secrets, row) : null;
}

/** Connections of a kind in all workspaces, for what comes in without naming one; `key` null: all of them. */
export async function findConnectionsAnywhere<Settings extends object, Hidden extends object>(
  system: Kysely<Tables>,
  secrets: Secrets,
  kind: string,
  key: string | null,
): Promise<Connection<Settings, Hidden>[]> {
  let select = system.selectFrom('connection').selectAll().where('kind', '=', kind);
  if (key !== null) select = select.where('key', '=', key);
  const rows = await select.orderBy('connected_at').orderBy('workspace_id').orderBy('key').execute();
  return rows.map((row) => connectionOf<Settings, Hidden>(secrets, row));
}

/** Changes the given settings and leaves the others. */
export async function changeConnectionSettings(
  { q }: Q,
  workspaceId: string,
  { kind, key }: ConnectionName,
  change: object,
): Promise<void> {
  await q
    .updateTable('connection')
    .set({ settings: sql`settings || ${JSON.stringify(change)}::jsonb` })
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('key', '=', key)
    .execute();
}

/** Says how it stands. True when that is news. */
export async function setConnectionState(
  { q }: Q,
  workspaceId: string,
  { kind, key }: ConnectionName,
  { state, problem, at }: { readonly state: ConnectionState; readonly problem: string | null; readonly at: Millis },
): Promise<boolean> {
  const { numUpdatedRows } = await q
    .updateTable('connection')
    .set({ state, problem, updated_at: new Date(at) })
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('key', '=', key)
    .where((row) => row.or([row('state', '<>', state), sql<boolean>`problem is distinct from ${problem}`]))
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

/** Takes a connection and its secrets away. Its name, or null when there is none. */
export async function deleteConnection({ q }: Q, workspaceId: string, kind: string, key = ''): Promise<string | null> {
  const row = await q
    .deleteFrom('connection')
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('key', '=', key)
    .returning('name')
    .executeTakeFirst();
  return row?.name ?? null;
}

function sealedFor(kind: string): string {
  return `connection:${kind}`;
}

function connectionOf<Settings extends object, Hidden extends object>(
  secrets: Secrets,
  row: {
    readonly workspace_id: string;
    readonly kind: string;
    readonly key: string;
    readonly name: string;
    readonly settings: unknown;
    readonly secrets: string;
    readonly state: string;
    readonly problem: string | null;
    readonly connected_by: string;
    readonly connected_at: Date;
  },
): Connection<Settings, Hidden> {
  const opened = secrets.open(sealedFor(row.kind), row.secrets);
  return {
    workspaceId: row.workspace_id,
    kind: row.kind,
    key: row.key,
    name: row.name,
    settings: row.settings as Settings,
    hidden: opened === null ? null : (JSON.parse(opened) as Hidden),
    state: row.state as ConnectionState,
    problem: row.problem,
    connectedBy: row.connected_by,
    connectedAt: row.connected_at.getTime(),
  };
}
