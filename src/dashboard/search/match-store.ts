import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Context } from '../../context.ts';
import { identityIdOf } from '../../identity/keys.ts';
import { addressOf, prefixQuery } from './words.ts';

/**
 * Beyond this many matches a word is common: a list walks its own order and tests each row, and soon has a page. As many as lists count
 * exactly, so that a common word alone needs no counting.
 */
const RARE_MAX = 10_000;

/** Who a typed text finds: few enough to name, or a condition to test rows by. */
export type Matches =
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  | { readonly kind: 'test'; readonly query: string };

/**
 * Contacts whose name, company or e-mail has words that begin like the typed ones, who have exactly that e-mail, user id or browser id, or
 * wrote as that e-mail, or whose account is found by its name and domain.
 * Asked outside row-level security, naming the workspace: under it PostgreSQL may not use a full-text index. Each part stops at 10,001 rows;
 * the people of the accounts that are found are looked up account by account, by their key, never by reading all contacts.
 */
export async function matchContacts(ctx: Context, workspaceId: string, typed: string): Promise<Matches> {
  const query = prefixQuery(typed);
  if (query === null) return { kind: 'ids', ids: [] };
  const { email, domain } = addressOf(typed);
  const exactly = typed.trim();
  const keys = [{ kind: 'user', value: exactly } as const, { kind: 'browser', value: exactly } as const];
  const named = email === null ? keys : [...keys, { kind: 'email', value: email } as const];
  const owners = named.map((key) => identityIdOf(workspaceId, key));
  const { rows } = await sql<{ id: string }>`
    (select id from contact where workspace_id = ${workspaceId} and merged_into is null and ${matches(query)} limit ${RARE_MAX + 1})
    union
    (select contact_id from ledger where workspace_id = ${workspaceId} and identity_id = any(${owners}::uuid[])
      and closed_at is null limit 100)
    union
    (select l.contact_id from role_mailbox m join ledger l on l.workspace_id = m.workspace_id and l.identity_id = m.identity_id
        and l.closed_at is null and m.at >= to_timestamp(l.since / 1000.0) and (l.until is null or m.at < to_timestamp(l.until / 1000.0))
      where m.email = ${email} and m.workspace_id = ${workspaceId} limit 1000)
    union
    (select h.contact_id from account_domain d join contact_heat h on h.workspace_id = d.workspace_id and h.account_id = d.account_id
      where d.workspace_id = ${workspaceId} and d.domain = ${domain} limit ${RARE_MAX + 1})
    union
    (select c.id from (select id from account where workspace_id = ${workspaceId} and ${matches(query)} limit ${RARE_MAX + 1}) a
      cross join lateral (select id from contact c where c.workspace_id = ${workspaceId} and c.account_id = a.id and c.merged_into is null
        limit ${RARE_MAX + 1}) c limit ${RARE_MAX + 1})
    limit ${RARE_MAX + 1}`.execute(ctx.db.system);
  return rows.length > RARE_MAX ? { kind: 'test', query } : { kind: 'ids', ids: rows.map((row) => row.id) };
}

/** Accounts by the words of their names and domains; outside row-level security as above. */
export async function matchAccounts(ctx: Context, workspaceId: string, typed: string): Promise<Matches> {
  const query = prefixQuery(typed);
  if (query === null) return { kind: 'ids', ids: [] };
  const { rows } = await sql<{ id: string }>`select id from account
    where workspace_id = ${workspaceId} and ${matches(query)} limit ${RARE_MAX + 1}`.execute(ctx.db.system);
  return rows.length > RARE_MAX ? { kind: 'test', query } : { kind: 'ids', ids: rows.map((row) => row.id) };
}

/** The condition on a table's `search`: the words as typed, which finds the beginning of an address, or as PostgreSQL splits them. */
export function matches(query: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`search @@ (${query}::tsquery || to_tsquery('simple', ${query}))`;
}
