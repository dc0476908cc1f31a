import { contactsWithRoots } from '../identity/contact-store.ts';
import { forgetStatements } from '../identity/forget-store.ts';
import { contactIdOf } from '../identity/keys.ts';
import { recomputeTraits } from '../identity/profile-store.ts';
import { forgetTouches } from '../intent/forget-store.ts';
import { computeStandings, deleteStandings, saveStandings } from '../intent/store.ts';
import type { Trx } from '../machinery/database/database.ts';
import { dailyCounts } from '../signals/daily.ts';
import { bumpDaily } from '../signals/store.ts';
import { removeEmptyAccounts } from './account-removal-store.ts';
import { SAMPLE_BROWSER_PREFIX, SAMPLE_EMAIL_SUFFIX } from './people.ts';

const BROWSERS_CHUNK = 30;
const FILTERED_CHUNK = 500;
const BROWSERS = `${SAMPLE_BROWSER_PREFIX}%`;
const EMAILS = `%${SAMPLE_EMAIL_SUFFIX}`;

/**
 * Takes some of the sample's people out of everything, as if they had never been recorded: signals, counts, ledger, contacts,
 * scores, accounts. What real visitors did stays, also where they share a contact or an account with the sample. Answers how many
 * signals went, or null when nothing of the sample is left. Needs `lockGrouping` alone.
 */
export async function removeSamplePart(trx: Trx, workspaceId: string): Promise<number | null> {
  const ids = await sampleIdentities(trx, workspaceId);
  if (ids.length === 0) return removeFiltered(trx, workspaceId);
  const touched = await contactsOf(trx, workspaceId, ids);
  await uncount(trx, workspaceId, ids);
  const signals = await deleteTraces(trx, workspaceId, ids);
  const founded = ids.map((id) => contactIdOf(workspaceId, id));
  const involved = [...new Set([...touched, ...founded])];
  const accountIds = [...(await contactsWithRoots(trx, workspaceId, involved)).values()].map((one) => one.accountId);
  const kept = await withIdentities(trx, workspaceId, involved);
  await deleteContacts(
    trx,
    workspaceId,
    founded.filter((id) => !kept.has(id)),
  );
  await settleKept(trx, workspaceId, [...kept], signals);
  await removeEmptyAccounts(trx, workspaceId, [...new Set(accountIds.filter((id) => id !== null))], signals);
  return signals.size;
}

/**
 * Some browsers of the sample with the e-mails they stated and all browsers that stated one of those, and so on: people are
 * taken whole. An e-mail that a real visitor stated too is not the sample's alone and is left.
 */
async function sampleIdentities(trx: Trx, workspaceId: string): Promise<string[]> {
  const first = await trx.run<{ id: string }>(
    {
      name: 'sample_browsers',
      text: `select id from identity where workspace_id = $1 and kind = 'browser' and value like $2 order by id limit $3`,
    },
    [workspaceId, BROWSERS, BROWSERS_CHUNK],
  );
  const browsers = new Set(first.map((row) => row.id));
  for (;;) {
    const stated = await trx.run<{ id: string; browserIds: string[]; shared: boolean }>(
      { name: 'sample_emails', text: EMAILS_OF },
      [workspaceId, [...browsers], EMAILS, BROWSERS],
    );
    const own = stated.filter((email) => !email.shared);
    const size = browsers.size;
    for (const { browserIds } of own) for (const id of browserIds) browsers.add(id);
    if (browsers.size === size) return [...browsers, ...own.map((email) => email.id)];
  }
}

const EMAILS_OF = `with email as (select distinct i.id from claim c join identity i on i.workspace_id = $1 and i.id = c.object_id
    where c.workspace_id = $1 and c.subject_id = any($2::uuid[]) and i.kind = 'email' and i.value like $3)
  select e.id, array_agg(c.subject_id::text) filter (where s.kind = 'browser' and s.value like $4) as "browserIds",
    bool_or(s.kind <> 'browser' or s.value not like $4) or exists (select from signal where workspace_id = $1 and identity_id = e.id) as shared
  from email e join claim c on c.workspace_id = $1 and c.object_id = e.id
    join identity s on s.workspace_id = $1 and s.id = c.subject_id group by e.id`;

async function contactsOf(trx: Trx, workspaceId: string, identityIds: readonly string[]): Promise<string[]> {
  const rows = await trx.run<{ id: string }>(
    {
      name: 'sample_contacts',
      text: `select distinct contact_id as id from ledger
        where workspace_id = $1 and identity_id = any($2::uuid[]) and closed_at is null`,
    },
    [workspaceId, identityIds],
  );
  return rows.map((row) => row.id);
}

/** Takes their signals out of the workspace's daily counts. */
async function uncount(trx: Trx, workspaceId: string, identityIds: readonly string[]): Promise<void> {
  const signals = await trx.run<Parameters<typeof dailyCounts>[0][number]>(
    {
      name: 'sample_counted',
      text: `select (extract(epoch from at) * 1000)::bigint as at, kind, category, path,
          case when (context->'touch'->>'entry')::boolean then context->'touch'->>'channel' end as channel
        from signal where workspace_id = $1 and identity_id = any($2::uuid[]) and filtered is null
          and not (kind = 'track' and name is not distinct from 'page_engaged')`,
    },
    [workspaceId, identityIds],
  );
  const counts = dailyCounts(signals).map((count) => ({ ...count, n: -count.n }));
  await bumpDaily(trx, workspaceId, counts);
  await trx.run(
    {
      name: 'sample_empty_daily',
      text: 'delete from daily_count where workspace_id = $1 and day = any($2::int[]) and n <= 0',
    },
    [workspaceId, [...new Set(counts.map((count) => count.day))]],
  );
}

/** What identities left behind. Answers their signals. */
async function deleteTraces(
  trx: Trx,
  workspaceId: string,
  identityIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const values = [workspaceId, identityIds];
  const gone = await trx.run<{ id: string }>(
    {
      name: 'sample_delete_signals',
      text: 'delete from signal where workspace_id = $1 and identity_id = any($2::uuid[]) returning id',
    },
    values,
  );
  for (const [table, column] of [
    ['activity', 'identity_id'],
    ['claim', 'subject_id'],
    ['claim', 'object_id'],
    ['role_mailbox', 'identity_id'],
    ['ledger', 'identity_id'],
    ['identity', 'id'],
  ] as const) {
    await trx.run(
      {
        name: `sample_delete_${table}_${column}`,
        text: `delete from ${table} where workspace_id = $1 and ${column} = any($2::uuid[])`,
      },
      values,
    );
  }
  return new Set(gone.map((row) => row.id));
}

/** Which of these contacts still have an identity. */
async function withIdentities(
  trx: Trx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await trx.run<{ id: string }>(
    {
      name: 'sample_contacts_kept',
      text: `select distinct contact_id as id from ledger
        where workspace_id = $1 and contact_id = any($2::uuid[]) and closed_at is null`,
    },
    [workspaceId, contactIds],
  );
  return new Set(rows.map((row) => row.id));
}

async function deleteContacts(trx: Trx, workspaceId: string, ids: readonly string[]): Promise<void> {
  await deleteStandings(trx, workspaceId, ids);
  await trx.run(
    {
      name: 'sample_delete_duplicates',
      text: `delete from possible_duplicate
        where workspace_id = $1 and (contact_a = any($2::uuid[]) or contact_b = any($2::uuid[]))`,
    },
    [workspaceId, ids],
  );
  await trx.run(
    { name: 'sample_delete_contacts', text: 'delete from contact where workspace_id = $1 and id = any($2::uuid[])' },
    [workspaceId, ids],
  );
}

/** Contacts that a real visitor shares are what that visitor alone makes of them. */
async function settleKept(
  trx: Trx,
  workspaceId: string,
  ids: readonly string[],
  signalIds: ReadonlySet<string>,
): Promise<void> {
  if (ids.length === 0) return;
  await forgetStatements(trx, workspaceId, ids, signalIds);
  await forgetTouches(trx, workspaceId, ids, signalIds);
  await recomputeTraits(trx, workspaceId, ids);
  const contacts = await contactsWithRoots(trx, workspaceId, ids);
  const standings = await computeStandings(trx, workspaceId, ids);
  await deleteStandings(
    trx,
    workspaceId,
    ids.filter((id) => !standings.has(id)),
  );
  await saveStandings(
    trx,
    workspaceId,
    [...standings].map(([contactId, standing]) => ({
      contactId,
      accountId: contacts.get(contactId)?.accountId ?? null,
      identified: contacts.get(contactId)?.identified ?? false,
      standing,
    })),
  );
}

/** Programs have signals but no identity; their sessions are named after their browsers. */
async function removeFiltered(trx: Trx, workspaceId: string): Promise<number | null> {
  const gone = await trx.run<{ n: number }>(
    {
      name: 'sample_delete_filtered',
      text: `with part as (select id from signal where workspace_id = $1 and filtered is not null and context->>'session' like $2 limit $3),
          gone as (delete from signal where workspace_id = $1 and id in (select id from part) returning 1)
        select count(*)::int as n from gone`,
    },
    [workspaceId, BROWSERS, FILTERED_CHUNK],
  );
  return gone[0]?.n || null;
}
