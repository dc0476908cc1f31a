import { eachId, type Trx } from '../machinery/database/database.ts';
import { rowStatement } from '../machinery/database/row-list.ts';
import type { KnownKey, Sighting } from './sighting.ts';
import { userOf } from './sighting.ts';
import type { PersonClaim } from './stretches.ts';

/** An open row of the ledger: over [since, until) this identity is that contact. */
export interface LedgerRow {
  readonly identityId: string;
  /** ms; 0 is "from the beginning". */
  readonly since: number;
  readonly until: number | null;
  readonly personId: string | null;
  readonly homeId: string;
  readonly contactId: string;
  readonly rule: string;
  readonly evidence: string | null;
  /** Nothing but weak claims say so. */
  readonly weak: boolean;
  /** The member who decided so; null: the rules did. */
  readonly actor: string | null;
}

const LEDGER_COLUMNS = `identity_id as "identityId", since, until, person_id as "personId", home_id as "homeId",
  contact_id as "contactId", rule, evidence, weak, actor`;

/**
 * Recorders share, whoever regroups contacts (merge, replay, erasure) is alone: held to the end of the transaction.
 */
export async function lockGrouping(trx: Trx, workspaceId: string, how: 'shared' | 'alone'): Promise<void> {
  const call = how === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await trx.run({ name: `lock_grouping_${how}`, text: `select ${call}(hashtextextended($1, 7))` }, [workspaceId]);
}

/** The open rows of identities, by identity, each list sorted by `since`. */
export async function openLedger(
  trx: Trx,
  workspaceId: string,
  identityIds: readonly string[],
): Promise<Map<string, LedgerRow[]>> {
  const rows = await trx.run<LedgerRow>(
    {
      name: 'ledger_open_of_identities',
      text: eachId(`select ${LEDGER_COLUMNS} from ledger
        where workspace_id = $1 and identity_id = asked.id and closed_at is null order by since`),
    },
    [workspaceId, identityIds],
  );
  return Map.groupBy(rows, (row) => row.identityId);
}

/** The open rows that belong to contacts now. */
export async function openLedgerOfContacts(
  trx: Trx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<LedgerRow[]> {
  return trx.run<LedgerRow>(
    {
      name: 'ledger_open_of_contacts',
      text: eachId(`select ${LEDGER_COLUMNS} from ledger
        where workspace_id = $1 and contact_id = asked.id and closed_at is null order by identity_id, since`),
    },
    [workspaceId, contactIds],
  );
}

/** The open rows of browsers that claim to be one of these persons. */
export async function openLedgerOfPersons(
  trx: Trx,
  workspaceId: string,
  personIds: readonly string[],
): Promise<LedgerRow[]> {
  return trx.run<LedgerRow>(
    {
      name: 'ledger_open_of_persons',
      text: eachId(`select ${LEDGER_COLUMNS} from ledger
        where workspace_id = $1 and person_id = asked.id and closed_at is null order by identity_id, since`),
    },
    [workspaceId, personIds],
  );
}

export async function closeLedger(
  trx: Trx,
  workspaceId: string,
  rows: readonly { readonly identityId: string; readonly since: number }[],
): Promise<void> {
  if (rows.length === 0) return;
  await trx.run(
    {
      name: 'ledger_close',
      text: `update ledger set closed_at = now()
        from json_to_recordset($2::json) as r("identityId" uuid, since bigint)
        where ledger.workspace_id = $1 and identity_id = r."identityId" and ledger.since = r.since and closed_at is null`,
    },
    [workspaceId, JSON.stringify(rows)],
  );
}

export async function openRows(trx: Trx, workspaceId: string, rows: readonly LedgerRow[]): Promise<void> {
  if (rows.length === 0) return;
  await trx.run(
    {
      name: 'ledger_insert',
      text: `insert into ledger (workspace_id, identity_id, since, until, person_id, home_id, contact_id, rule, evidence, actor, weak)
        select $1::uuid, "identityId", since, until, "personId", "homeId", "contactId", rule, evidence, actor, coalesce(weak, false)
        from json_to_recordset($2::json) as r("identityId" uuid, since bigint, until bigint, "personId" uuid, "homeId" uuid,
          "contactId" uuid, rule text, evidence uuid, actor text, weak boolean)`,
    },
    [workspaceId, JSON.stringify(rows)],
  );
}

export async function insertIdentities(trx: Trx, workspaceId: string, keys: readonly KnownKey[]): Promise<void> {
  if (keys.length === 0) return;
  await trx.run(
    {
      name: 'identity_insert',
      text: `insert into identity (workspace_id, id, kind, value)
        select $1::uuid, id, kind, value from json_to_recordset($2::json) as r(id uuid, kind text, value text) order by id
        on conflict do nothing`,
    },
    [workspaceId, JSON.stringify(keys)],
  );
}

/** A browser that nobody knew, and the contact that it founds. */
export interface Founding {
  readonly identity_id: string;
  readonly value: string;
  readonly contact_id: string;
  readonly since: number;
  readonly rule: string;
}

const sendFoundings = rowStatement<Founding>(
  'browsers_found',
  { identity_id: 'uuid', value: 'text', contact_id: 'uuid', since: 'bigint', rule: 'text' },
  (list) => `with founding as materialized (select * from ${list}),
    identities as (insert into identity (workspace_id, id, kind, value)
      select $1::uuid, identity_id, 'browser', value from founding on conflict do nothing),
    rows as (insert into ledger (workspace_id, identity_id, since, home_id, contact_id, rule)
      select $1::uuid, identity_id, since, contact_id, contact_id, rule from founding on conflict do nothing)
    insert into contact (workspace_id, id) select $1::uuid, contact_id from founding on conflict do nothing returning id`,
);

/** Makes each browser a contact of its own. Answers how many of the contacts were new: one that was there may have been merged. */
export async function foundBrowsers(trx: Trx, workspaceId: string, foundings: readonly Founding[]): Promise<number> {
  const inOrder = foundings.toSorted((a, b) => (a.contact_id < b.contact_id ? -1 : 1));
  return (await sendFoundings(trx, workspaceId, inOrder)).length;
}

export async function markDetached(trx: Trx, workspaceId: string, identityIds: readonly string[]): Promise<void> {
  await trx.run(
    {
      name: 'identity_detach',
      text: 'update identity set detached = true where workspace_id = $1 and id = any($2::uuid[])',
    },
    [workspaceId, identityIds],
  );
}

export async function kindsOf(
  trx: Trx,
  workspaceId: string,
  identityIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await trx.run<{ id: string; kind: string }>(
    {
      name: 'identity_kinds',
      text: 'select id, kind from identity where workspace_id = $1 and id = any($2::uuid[])',
    },
    [workspaceId, identityIds],
  );
  return new Map(rows.map((row) => [row.id, row.kind]));
}

/** Which of these identities a member took out of their contact by hand. */
export async function detachedAmong(
  trx: Trx,
  workspaceId: string,
  identityIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await trx.run<{ id: string }>(
    {
      name: 'identity_detached',
      text: 'select id from identity where workspace_id = $1 and id = any($2::uuid[]) and detached',
    },
    [workspaceId, identityIds],
  );
  return new Set(rows.map((row) => row.id));
}

/** Which of these identities belong to erased people. */
export async function erasedAmong(
  trx: Trx,
  workspaceId: string,
  identityIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await trx.run<{ id: string }>(
    {
      name: 'tombstone_among',
      text: eachId('select identity_id as id from tombstone where workspace_id = $1 and identity_id = asked.id'),
    },
    [workspaceId, identityIds],
  );
  return new Set(rows.map((row) => row.id));
}

interface ClaimRow {
  subjectId: string;
  objectId: string;
  verified: boolean;
  at: number;
  signalId: string;
}

/** Keeps for each (subject, object) the earliest statement and whether any was verified. */
export async function keepClaims(trx: Trx, workspaceId: string, sightings: readonly Sighting[]): Promise<void> {
  const rows = new Map<string, ClaimRow>();
  const keep = (subjectId: string, objectId: string, { at, signalId, verified }: Sighting) => {
    const known = rows.get(subjectId + objectId);
    const earlier = known && (known.at < at || (known.at === at && known.signalId <= signalId));
    rows.set(subjectId + objectId, {
      subjectId,
      objectId,
      verified: verified || (known?.verified ?? false),
      ...(earlier ? { at: known.at, signalId: known.signalId } : { at, signalId }),
    });
  };
  for (const sighting of sightings) {
    const user = userOf(sighting);
    if (sighting.person) keep(sighting.identity.id, sighting.person.id, sighting);
    if (user && sighting.email) keep(user.id, sighting.email.id, sighting);
  }
  if (rows.size === 0) return;
  const sorted = [...rows.values()].sort((a, b) => (a.subjectId + a.objectId < b.subjectId + b.objectId ? -1 : 1));
  await trx.run(
    {
      name: 'claim_keep',
      text: `insert into claim (workspace_id, subject_id, object_id, verified, at, signal_id)
        select $1::uuid, "subjectId", "objectId", verified, at, "signalId"
        from json_to_recordset($2::json) as r("subjectId" uuid, "objectId" uuid, verified boolean, at bigint, "signalId" uuid)
        on conflict (workspace_id, subject_id, object_id) do update set
          verified = claim.verified or excluded.verified,
          at = case when (excluded.at, excluded.signal_id) < (claim.at, claim.signal_id) then excluded.at else claim.at end,
          signal_id = case when (excluded.at, excluded.signal_id) < (claim.at, claim.signal_id) then excluded.signal_id else claim.signal_id end
        where (excluded.at, excluded.signal_id) < (claim.at, claim.signal_id) or (excluded.verified and not claim.verified)`,
    },
    [workspaceId, JSON.stringify(sorted)],
  );
  const verified = sorted.filter((row) => row.verified).map((row) => row.objectId);
  if (verified.length > 0) await markVerified(trx, workspaceId, verified);
}

async function markVerified(trx: Trx, workspaceId: string, identityIds: readonly string[]): Promise<void> {
  await trx.run(
    {
      name: 'identity_verified',
      text: 'update identity set verified = true where workspace_id = $1 and id = any($2::uuid[]) and not verified',
    },
    [workspaceId, identityIds],
  );
}

/** The e-mails that users were said to have, each user's earliest first. */
export async function emailsOfUsers(
  trx: Trx,
  workspaceId: string,
  userIds: readonly string[],
): Promise<Map<string, { emailId: string; signalId: string }[]>> {
  const rows = await trx.run<{ userId: string; emailId: string; signalId: string }>(
    {
      name: 'claim_emails',
      text: eachId(`select c.subject_id as "userId", c.object_id as "emailId", c.signal_id as "signalId" from claim c
        join identity i on i.workspace_id = c.workspace_id and i.id = c.object_id and i.kind = 'email'
        where c.workspace_id = $1 and c.subject_id = asked.id order by c.at, c.signal_id`),
    },
    [workspaceId, userIds],
  );
  return Map.groupBy(rows, (row) => row.userId);
}

/** Every claim that browsers made in their signals: what their stretches are computed from. */
export async function claimsOfBrowsers(
  trx: Trx,
  workspaceId: string,
  identityIds: readonly string[],
): Promise<Map<string, (PersonClaim & { identityId: string })[]>> {
  const rows = await trx.run<PersonClaim & { identityId: string }>(
    {
      name: 'signal_claims',
      text: `select identity_id as "identityId", id as "signalId", claim_id as "personId", claim_weak as weak,
          (extract(epoch from at) * 1000)::bigint as at
        from signal where workspace_id = $1 and identity_id = any($2::uuid[]) and claim_id is not null`,
    },
    [workspaceId, identityIds],
  );
  return Map.groupBy(rows, (row) => row.identityId);
}

/** When each of these identities was last seen in an unfiltered signal, ms, leaving `signalIds` aside. Absent: never. */
export async function seenUntil(
  trx: Trx,
  workspaceId: string,
  identityIds: readonly string[],
  signalIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await trx.run<{ id: string; at: number }>(
    {
      name: 'signal_seen_until',
      text: eachId(`select identity_id as id, (extract(epoch from at) * 1000)::bigint as at from signal
        where workspace_id = $1 and identity_id = asked.id and filtered is null and not (id = any($3::uuid[]))
        order by signal.at desc limit 1`),
    },
    [workspaceId, identityIds, signalIds],
  );
  return new Map(rows.map((row) => [row.id, row.at]));
}
