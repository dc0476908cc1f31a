import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ChatStatus, InboxCounts } from '../../../wire/api/conversations.ts';
import type { IntentType } from '../../../wire/signal.ts';
import { conversationsOf } from '../../chat/ledger-store.ts';
import { OPEN_STATUSES } from '../../chat/machine/status.ts';
import type { Context } from '../../context.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { matchContacts } from '../search/match-store.ts';
import { prefixQuery } from '../search/words.ts';

export interface InboxFilter {
  readonly statuses: readonly ChatStatus[] | null;
  /** A rep's id, or `none`. */
  readonly owner: string | null;
  readonly types: readonly IntentType[] | null;
  readonly contactId: string | null;
  readonly linkId: string | null;
  readonly unread: boolean;
  /** Conversations that a search found; null: not searched. */
  readonly found: readonly string[] | null;
}

/** Where a page ended. */
export interface InboxPlace {
  /** ms */
  readonly activeAt: number;
  readonly id: string;
}

/** One more than `limit` when there are more: latest activity first. */
export async function listConversations(
  trx: Trx,
  workspaceId: string,
  filter: InboxFilter,
  { after, limit }: { readonly after: InboxPlace | null; readonly limit: number },
): Promise<InboxPlace[]> {
  const where = sql.join(conditions(workspaceId, filter, after), sql` and `);
  const { rows } = await sql<{ id: string; activeAt: Date }>`
    select c.id, c.active_at as "activeAt" from conversation c where ${where}
    order by c.active_at desc, c.id limit ${limit + 1}`.execute(trx.q);
  return rows.map(({ id, activeAt }) => ({ id, activeAt: activeAt.getTime() }));
}

function conditions(workspaceId: string, filter: InboxFilter, after: InboxPlace | null): RawBuilder<SqlBool>[] {
  const { statuses, owner, types, contactId, linkId, unread, found } = filter;
  const where = [sql<SqlBool>`c.workspace_id = ${workspaceId}`];
  if (statuses !== null) where.push(sql`c.status = any(${statuses}::text[])`);
  if (owner === 'none') where.push(sql`c.owner_id is null`);
  else if (owner !== null) where.push(sql`c.owner_id = ${owner}`);
  if (types !== null) where.push(sql`c.intent_type = any(${types}::text[])`);
  if (linkId !== null) where.push(sql`c.link_id = ${linkId}`);
  if (unread) where.push(sql`c.last_lead_seq > c.team_read_seq`);
  if (found !== null) where.push(sql`c.id = any(${found}::uuid[])`);
  if (contactId !== null) {
    where.push(sql`c.id in (select l.id from ${of(workspaceId, [contactId])} l)`);
  }
  if (after !== null) {
    const at = new Date(after.activeAt);
    where.push(sql`c.active_at <= ${at} and (c.active_at < ${at} or c.id > ${after.id})`);
  }
  return where;
}

// The one fragment that says whose a conversation is, with values in place of its parameters.
function of(workspaceId: string, contactIds: readonly string[]): RawBuilder<unknown> {
  const [head = '', tail = ''] = conversationsOf('$CONTACTS', '$WORKSPACE').split('$WORKSPACE');
  const [middle = '', end = ''] = tail.split('$CONTACTS');
  return sql`${sql.raw(head)}${workspaceId}${sql.raw(middle)}${contactIds}::uuid[]${sql.raw(end)}`;
}

/** Conversations that a search looks through: the latest of those found. */
const FOUND_MAX = 2_000;

/**
 * Conversations whose messages have words that begin like the typed ones, or whose contact does. Asked outside row-level security,
 * naming the workspace: under it PostgreSQL may not use a full-text index.
 */
export async function searchConversations(ctx: Context, workspaceId: string, typed: string): Promise<string[]> {
  const query = prefixQuery(typed);
  if (query === null) return [];
  const contacts = await matchContacts(ctx, workspaceId, typed);
  const contactIds = contacts.kind === 'ids' ? contacts.ids : [];
  const { rows } = await sql<{ id: string }>`
    (select distinct conversation_id as id from (
      select conversation_id from message where workspace_id = ${workspaceId}
        and to_tsvector('simple', text) @@ (${query}::tsquery || to_tsquery('simple', ${query}))
      order by at desc limit ${FOUND_MAX}) said)
    union
    (select held.id from ${of(workspaceId, contactIds)} held limit ${FOUND_MAX})`.execute(ctx.db.system);
  return rows.map(({ id }) => id);
}

/** How many conversations wait in each view. `repId`: the caller's own, null for none. */
export async function countInbox(trx: Trx, workspaceId: string, repId: string | null): Promise<InboxCounts> {
  const [row] = await trx.run<InboxCounts>(
    {
      name: 'inbox_counts',
      text: `select count(*)::integer as open, (count(*) filter (where owner_id = $3))::integer as mine,
          (count(*) filter (where owner_id is null))::integer as unassigned,
          (count(*) filter (where status = 'Rep Reply Needed'))::integer as "needReply",
          (count(*) filter (where last_lead_seq > team_read_seq))::integer as unread
        from conversation where workspace_id = $1 and status = any($2::text[])`,
    },
    [workspaceId, OPEN_STATUSES, repId],
  );
  return row ?? { open: 0, mine: 0, unassigned: 0, needReply: 0, unread: 0 };
}
