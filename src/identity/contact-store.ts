import { eachId, type Trx } from '../machinery/database/database.ts';
import { companyName, displayName, type Traits } from './traits.ts';

export interface ContactRow {
  readonly id: string;
  readonly email: string | null;
  readonly traits: Traits;
  readonly accountId: string | null;
  readonly accountRule: string | null;
  readonly identified: boolean;
  readonly mergedInto: string | null;
  readonly mergedBy: string | null;
}

const COLUMNS = `contact.id, email, traits, account_id as "accountId", account_rule as "accountRule", identified,
  merged_into as "mergedInto", merged_by as "mergedBy"`;

/** Contacts by id, and those they were merged into, to the end of each chain. */
export async function contactsWithRoots(
  trx: Trx,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, ContactRow>> {
  const found = new Map<string, ContactRow>();
  // Few contacts were ever merged: a look at those asked for, and one more for each step of a chain.
  let asked: readonly string[] = ids;
  while (asked.length > 0) {
    const rows = await trx.run<ContactRow>(
      {
        name: 'contact_by_id',
        text: eachId(`select ${COLUMNS} from contact where workspace_id = $1 and contact.id = asked.id`),
      },
      [workspaceId, asked],
    );
    for (const row of rows) found.set(row.id, row);
    asked = rows.flatMap(({ mergedInto }) => (mergedInto !== null && !found.has(mergedInto) ? [mergedInto] : []));
  }
  return found;
}

/** The contact that `id` is now: itself, or where merges led. */
export function rootOf(contacts: ReadonlyMap<string, Pick<ContactRow, 'mergedInto'>>, id: string): string {
  const seen = new Set<string>();
  let root = id;
  for (let next = contacts.get(root)?.mergedInto; next && !seen.has(next); next = contacts.get(root)?.mergedInto) {
    seen.add(next);
    root = next;
  }
  return root;
}

/** Which of these contacts a member merged into another, and where each leads now. */
export async function handMerges(
  trx: Trx,
  workspaceId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const contacts = await contactsWithRoots(trx, workspaceId, ids);
  const merged = ids.filter((id) => contacts.get(id)?.mergedBy != null);
  return new Map(merged.map((id) => [id, rootOf(contacts, id)]));
}

/** Inserts contacts that are not there yet, and answers those that were new. */
export async function insertContacts(
  trx: Trx,
  workspaceId: string,
  contacts: readonly { readonly id: string; readonly email: string | null; readonly identified: boolean }[],
): Promise<ContactRow[]> {
  if (contacts.length === 0) return [];
  return trx.run<ContactRow>(
    {
      name: 'contact_insert',
      text: `insert into contact (workspace_id, id, email, identified, search)
        select $1::uuid, id, email, identified, ${searchVector('email', 'null::text', 'null::text')}
        from json_to_recordset($2::json) as r(id uuid, email text, identified boolean) order by id
        on conflict do nothing returning ${COLUMNS}`,
    },
    [workspaceId, JSON.stringify(contacts)],
  );
}

/** Writes what was said of contacts: traits, the name they make, and the words they are found by. */
export async function saveTraits(
  trx: Trx,
  workspaceId: string,
  contacts: readonly { readonly id: string; readonly traits: Traits }[],
): Promise<void> {
  if (contacts.length === 0) return;
  const rows = contacts.map(({ id, traits }) => ({
    id,
    traits,
    name: displayName(traits),
    company: companyName(traits),
  }));
  await trx.run(
    {
      name: 'contact_traits',
      text: `update contact set traits = r.traits, name = r.name, search = ${searchVector('contact.email', 'r.name', 'r.company')}
        from json_to_recordset($2::json) as r(id uuid, traits jsonb, name text, company text)
        where contact.workspace_id = $1 and contact.id = r.id`,
    },
    [workspaceId, JSON.stringify(rows)],
  );
}

// Words by prefix: the name, the company, the address and its parts. Null for those who said nothing: they are not searched.
function searchVector(email: string, name: string, company: string): string {
  return `case when coalesce(${email}, ${name}, ${company}) is not null then to_tsvector('simple',
    concat_ws(' ', ${name}, ${company}, ${email}, translate(${email}, '@.-_+', '     '))) end`;
}

export async function setMergedInto(
  trx: Trx,
  workspaceId: string,
  merges: readonly { readonly id: string; readonly into: string | null; readonly by: string | null }[],
): Promise<void> {
  if (merges.length === 0) return;
  await trx.run(
    {
      name: 'contact_merged',
      text: `update contact set merged_into = r.into, merged_by = r.by
        from json_to_recordset($2::json) as r(id uuid, "into" uuid, "by" text)
        where contact.workspace_id = $1 and contact.id = r.id`,
    },
    [workspaceId, JSON.stringify(merges)],
  );
}

/** Says where contacts went whose founder is another's now. One that a member merged stays where the member put it. */
export async function redirectContacts(
  trx: Trx,
  workspaceId: string,
  redirects: readonly { readonly id: string; readonly into: string }[],
): Promise<void> {
  if (redirects.length === 0) return;
  await trx.run(
    {
      name: 'contact_redirect',
      text: `update contact set merged_into = r.into from json_to_recordset($2::json) as r(id uuid, "into" uuid)
        where contact.workspace_id = $1 and contact.id = r.id and merged_by is null`,
    },
    [workspaceId, JSON.stringify(redirects)],
  );
}

export async function setAccounts(
  trx: Trx,
  workspaceId: string,
  moves: readonly { readonly id: string; readonly accountId: string | null; readonly rule: string | null }[],
): Promise<void> {
  if (moves.length === 0) return;
  await trx.run(
    {
      name: 'contact_account',
      text: `update contact set account_id = r."accountId", account_rule = r.rule
        from json_to_recordset($2::json) as r(id uuid, "accountId" uuid, rule text)
        where contact.workspace_id = $1 and contact.id = r.id`,
    },
    [workspaceId, JSON.stringify(moves)],
  );
}

export async function accountExists(trx: Trx, workspaceId: string, accountId: string): Promise<boolean> {
  const statement = { name: 'account_exists', text: 'select from account where workspace_id = $1 and id = $2' };
  return (await trx.run(statement, [workspaceId, accountId])).length > 0;
}

/** The accounts of domains, made with that name when they are new. Answers the account of each domain. */
export async function ensureAccounts(
  trx: Trx,
  workspaceId: string,
  domains: readonly { readonly domain: string; readonly accountId: string; readonly name: string }[],
): Promise<Map<string, string>> {
  if (domains.length === 0) return new Map();
  const json = JSON.stringify([...domains].sort((a, b) => (a.domain < b.domain ? -1 : 1)));
  const shape = '"accountId" uuid, domain text, name text';
  await trx.run(
    {
      name: 'account_domain_insert',
      text: `insert into account_domain (workspace_id, domain, account_id)
        select $1::uuid, domain, "accountId" from json_to_recordset($2::json) as r(${shape}) on conflict do nothing`,
    },
    [workspaceId, json],
  );
  await trx.run(
    {
      name: 'account_insert',
      text: `insert into account (workspace_id, id, name, search)
        select $1::uuid, d.account_id, r.name, to_tsvector('simple', concat_ws(' ', r.name, r.domain, translate(r.domain, '.-', '  ')))
        from json_to_recordset($2::json) as r(${shape})
        join account_domain d on d.workspace_id = $1 and d.domain = r.domain on conflict do nothing`,
    },
    [workspaceId, json],
  );
  const rows = await trx.run<{ domain: string; accountId: string }>(
    {
      name: 'account_of_domain',
      text: `select domain, account_id as "accountId" from account_domain where workspace_id = $1 and domain = any($2::text[])`,
    },
    [workspaceId, domains.map((one) => one.domain)],
  );
  return new Map(rows.map((row) => [row.domain, row.accountId]));
}

/** Names accounts as their people do. The domain stays searchable. */
export async function renameAccounts(
  trx: Trx,
  workspaceId: string,
  names: readonly {
    readonly accountId: string;
    readonly name: string;
    readonly at: number;
    readonly signalId: string;
  }[],
): Promise<void> {
  if (names.length === 0) return;
  await trx.run(
    {
      name: 'account_rename',
      text: `update account set name = r.name,
          traits = jsonb_set(account.traits, '{name}', jsonb_build_object('v', r.name, 'at', r.at, 'id', r."signalId")),
          search = to_tsvector('simple', concat_ws(' ', r.name, (select string_agg(domain || ' ' || translate(domain, '.-', '  '), ' ')
            from account_domain d where d.workspace_id = account.workspace_id and d.account_id = account.id)))
        from json_to_recordset($2::json) as r("accountId" uuid, name text, at bigint, "signalId" text)
        where account.workspace_id = $1 and account.id = r."accountId"
          and (r.at, r."signalId") > (coalesce((account.traits #>> '{name,at}')::bigint, -1), coalesce(account.traits #>> '{name,id}', ''))`,
    },
    [workspaceId, JSON.stringify(names)],
  );
}

/** Two identified contacts that evidence connects: to be looked at, never merged by a rule. */
export async function notePossibleDuplicates(
  trx: Trx,
  workspaceId: string,
  pairs: readonly {
    readonly a: string;
    readonly b: string;
    readonly reason: string;
    readonly evidence: string | null;
  }[],
): Promise<void> {
  const rows = pairs
    .filter(({ a, b }) => a !== b)
    .map((pair) => (pair.a < pair.b ? pair : { ...pair, a: pair.b, b: pair.a }));
  if (rows.length === 0) return;
  await trx.run(
    {
      name: 'possible_duplicate_insert',
      text: `insert into possible_duplicate (workspace_id, contact_a, contact_b, reason, evidence)
        select $1::uuid, a, b, reason, evidence from json_to_recordset($2::json) as r(a uuid, b uuid, reason text, evidence uuid)
        on conflict do nothing`,
    },
    [workspaceId, JSON.stringify(rows)],
  );
}
