import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { AuditItem, AuditPage, AuditQuery } from '../../wire/api/privacy.ts';
import type { Millis } from '../foundation/time.ts';
import type { Tables } from '../machinery/tables.ts';

/** Something a member, a key or Knock itself did that another member may ask about later. */
export interface Deed {
  readonly at: Millis;
  /** `actorName(principal)`, or `Knock`. */
  readonly actor: string;
  /** A word and a past tense: `member.invited`, `contact.merged`. */
  readonly action: string;
  /** One sentence. Nothing in it about a person who may be erased: the log cannot be changed. */
  readonly summary: string;
}

/** Writes the deed in the transaction that does it, so that neither is there without the other. */
export async function recordAudit(trx: { readonly q: Kysely<Tables> }, workspaceId: string, deed: Deed): Promise<void> {
  await trx.q
    .insertInto('audit')
    .values({ workspace_id: workspaceId, ...deed, at: new Date(deed.at) })
    .execute();
}

const PAGE_SIZE = 50;

const ID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;
/** Deeds whose sentences are about contacts and accounts. */
const ABOUT_PEOPLE = /^(contact|duplicate)\./;

/** Newest first. The cursor is the id of the last row of the page before; the caller has checked that it is a number. */
export async function listAudit(
  trx: { readonly q: Kysely<Tables> },
  workspaceId: string,
  query: z.infer<typeof AuditQuery>,
): Promise<AuditPage> {
  const limit = query.limit ?? PAGE_SIZE;
  let select = trx.q
    .selectFrom('audit')
    .select(['id', 'at', 'actor', 'action', 'summary'])
    .where('workspace_id', '=', workspaceId);
  if (query.cursor) select = select.where('id', '<', Number(query.cursor));
  if (query.q) {
    const part = `%${query.q.replace(/[\\%_]/g, '\\$&')}%`;
    select = select.where((row) =>
      row.or([row('actor', 'ilike', part), row('action', 'ilike', part), row('summary', 'ilike', part)]),
    );
  }
  const rows = await select
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const namesOf = await readNames(trx, workspaceId, page.flatMap(idsIn));
  const items = page.map(
    (row): AuditItem => ({ ...row, id: String(row.id), at: row.at.toISOString(), about: idsIn(row).map(namesOf) }),
  );
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

function idsIn({ action, summary }: Pick<Deed, 'action' | 'summary'>): string[] {
  return ABOUT_PEOPLE.test(action) ? [...new Set(summary.match(ID))] : [];
}

// Names are looked up when somebody reads: the log cannot be changed, and people may be erased.
async function readNames(
  { q }: { readonly q: Kysely<Tables> },
  workspaceId: string,
  ids: readonly string[],
): Promise<(id: string) => AuditItem['about'][number]> {
  if (ids.length === 0) return (id) => ({ id, contact: null, account: null });
  const contacts = await q
    .selectFrom('contact')
    .select(['id', 'name', 'email'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', ids)
    .execute();
  const accounts = await q
    .selectFrom('account')
    .select(['id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', ids)
    .execute();
  return (id) => ({
    id,
    contact: contacts.find((one) => one.id === id) ?? null,
    account: accounts.find((one) => one.id === id) ?? null,
  });
}
