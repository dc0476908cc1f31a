import { sql } from 'kysely';
import type { SearchAnswer } from '../../../wire/api/search.ts';
import type { Context } from '../../context.ts';
import { DAY, dayOf, type Millis } from '../../foundation/time.ts';
import { bucketAt } from '../../intent/heat.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { idAt } from '../../machinery/database/partitions.ts';
import { type AccountFilter, listAccounts } from '../accounts/store.ts';
import { contactRows } from '../contacts/items-store.ts';
import { type ContactFilter, listContacts } from '../contacts/store.ts';
import { matchAccounts, matchContacts } from './match-store.ts';

const EACH = 6;
const PAGES_DAYS = 90;
// Visitors of a page are told apart among this many newest signals.
const VISITORS_FROM = 20_000;

/** What the command palette finds: the hottest contacts and accounts, and the most viewed pages. */
export async function searchAll(ctx: Context, workspaceId: string, typed: string, now: Millis): Promise<SearchAnswer> {
  const contacts = await matchContacts(ctx, workspaceId, typed);
  const accounts = await matchAccounts(ctx, workspaceId, typed);
  return ctx.db.inWorkspace(workspaceId, async (trx) => ({
    contacts: await hottestContacts(trx, workspaceId, { ...ANY_CONTACT, found: contacts }, now),
    accounts: await hottestAccounts(trx, workspaceId, { buckets: null, types: null, found: accounts }, now),
    pages: await pagesLike(trx, workspaceId, typed, now),
  }));
}

export const ANY_CONTACT: ContactFilter = {
  buckets: null,
  types: null,
  identified: null,
  accountId: null,
  channel: null,
  online: false,
  openers: null,
  found: null,
};

async function hottestContacts(
  trx: Trx,
  workspaceId: string,
  filter: ContactFilter,
  now: Millis,
): Promise<SearchAnswer['contacts']> {
  const page = { seen: null, limit: EACH, now };
  const found = (await listContacts(trx, workspaceId, filter, '-score', page)).slice(0, EACH);
  const rows = await contactRows(
    trx,
    workspaceId,
    found.map((one) => one.id),
  );
  return found.flatMap(({ id }) => {
    const row = rows.get(id);
    if (!row) return [];
    const { name, email, accountName } = row;
    return [{ id, name, email, accountName, intentScore: bucketAt(row.heat, now) }];
  });
}

async function hottestAccounts(
  trx: Trx,
  workspaceId: string,
  filter: AccountFilter,
  now: Millis,
): Promise<SearchAnswer['accounts']> {
  const page = { seen: null, limit: EACH, now };
  const found = (await listAccounts(trx, workspaceId, filter, '-score', page)).slice(0, EACH);
  const rows = await trx.run<{ id: string; name: string; domain: string | null }>(
    {
      name: 'dashboard_account_refs',
      text: `select a.id, a.name, (select d.domain from account_domain d where d.workspace_id = $1 and d.account_id = a.id
          order by d.domain limit 1) as domain
        from account a where a.workspace_id = $1 and a.id = any($2::uuid[])`,
    },
    [workspaceId, found.map((one) => one.id)],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return found.flatMap(({ id, key }) => {
    const row = byId.get(id);
    return row ? [{ ...row, intentScore: bucketAt(key, now) }] : [];
  });
}

/** Pages by part of their path, most viewed first. Their titles and visitors are those of the newest 20,000 signals. */
async function pagesLike(trx: Trx, workspaceId: string, typed: string, now: Millis): Promise<SearchAnswer['pages']> {
  const { rows: paths } = await sql<{ path: string; views: number }>`
    select value as path, sum(n)::int as views from daily_count
    where workspace_id = ${workspaceId} and day > ${dayOf(now) - PAGES_DAYS} and dimension = 'page'
      and position(${typed.toLowerCase()} in lower(value)) > 0
    group by value order by views desc, value limit ${EACH}`.execute(trx.q);
  const seen = await visitorsOfPages(
    trx,
    workspaceId,
    paths.map((one) => one.path),
    { since: now - PAGES_DAYS * DAY, newest: VISITORS_FROM },
  );
  return paths.map(({ path, views }) => {
    const page = seen.get(path);
    return { path, title: page?.title ?? null, visitors: page?.visitors ?? Math.min(views, 1) };
  });
}

export interface SeenPage {
  readonly path: string;
  readonly title: string | null;
  readonly category: string;
  readonly visitors: number;
}

/** Distinct browsers that viewed these pages, and how the pages were called last, among the newest signals since a time. */
export async function visitorsOfPages(
  trx: Trx,
  workspaceId: string,
  paths: readonly string[],
  among: { readonly since: Millis; readonly newest: number },
): Promise<Map<string, SeenPage>> {
  if (paths.length === 0) return new Map();
  const rows = await trx.run<SeenPage>(
    {
      name: 'dashboard_page_visitors',
      text: `select left(path, 200) as path, count(distinct identity_id)::int as visitors,
          (array_agg(title order by id desc) filter (where title is not null))[1] as title,
          (array_agg(category order by id desc))[1] as category
        from (select id, identity_id, path, title, category, kind, filtered from signal
          where workspace_id = $1 and id >= $2 order by id desc limit $4) s
        where kind = 'page_view' and filtered is null and left(path, 200) = any($3::text[])
        group by left(path, 200)`,
    },
    [workspaceId, idAt(among.since), paths, among.newest],
  );
  return new Map(rows.map((row) => [row.path, row]));
}
