import type { LedgerRow } from '../identity/store.ts';
import type { Trx } from '../machinery/database/database.ts';
import type { Standing } from './standing.ts';
import { type StandingRow, standingOf } from './store.ts';

/** A contact as far as what its browsers do changes it. */
export interface VisitorContact {
  readonly accountId: string | null;
  readonly identified: boolean;
  readonly mergedInto: string | null;
}

/** What is recorded of browsers: who they are and how those stand. */
export interface Visitors {
  /** Open rows by identity, each list sorted by `since`. */
  readonly ledger: ReadonlyMap<string, readonly LedgerRow[]>;
  readonly contacts: ReadonlyMap<string, VisitorContact>;
  /** Without the touches themselves: `PlacedTouch.touch` is null. Absent: nothing counted yet. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** Whether one of them belonged to somebody who was erased. */
  readonly hasErased: boolean;
}

type Stored = LedgerRow & VisitorContact & StandingRow;
/** An identity without open rows has one row of nulls, a contact that nothing counts for has no sums. */
type VisitorRow = { readonly identityId: string; readonly erased: boolean } & {
  [Key in keyof Stored]: Stored[Key] | null;
};

/** Looks identities up in one statement, and locks the standings of their contacts until the transaction ends, in one order for all. */
export async function lockVisitors(trx: Trx, workspaceId: string, identityIds: readonly string[]): Promise<Visitors> {
  const rows = await trx.run<VisitorRow>({ name: 'visitors_lock', text: LOOK }, [workspaceId, identityIds]);
  const ledger = new Map<string, LedgerRow[]>();
  const contacts = new Map<string, VisitorContact>();
  const standings = new Map<string, Standing>();
  let hasErased = false;
  for (const row of rows) {
    hasErased ||= row.erased;
    if (!isPlaced(row)) continue;
    const open = ledger.get(row.identityId);
    if (open) open.push(row);
    else ledger.set(row.identityId, [row]);
    contacts.set(row.contactId, row);
    if (row.sums !== null) standings.set(row.contactId, standingOf(row));
  }
  for (const open of ledger.values()) open.sort((a, b) => a.since - b.since);
  return { ledger, contacts, standings, hasErased };
}

function isPlaced(row: VisitorRow): row is VisitorRow & Stored {
  return row.contactId !== null;
}

// Of who was erased nothing is left but the tombstone. Each look is by its key, whatever the planner believes of the tables (`eachId`).
const LOOK = `with own as materialized (
    select asked.id as "identityId", l.*
    from unnest($2::uuid[]) as asked (id)
      left join lateral (select since, until, person_id as "personId", home_id as "homeId", contact_id as "contactId", rule, evidence, weak
        from ledger where workspace_id = $1 and identity_id = asked.id and closed_at is null offset 0) as l on true
    order by l."contactId")
  select own.*, c.*, h.*, t.id is not null as erased from own
    left join lateral (select identity_id as id from tombstone
      where own."contactId" is null and workspace_id = $1 and identity_id = own."identityId" offset 0) as t on true
    left join lateral (select account_id as "accountId", identified, merged_into as "mergedInto"
      from contact where workspace_id = $1 and id = own."contactId" offset 0) as c on true
    left join lateral (select sums, signals,
        (date_part('epoch', first_signal_at) * 1000)::bigint as "firstSignalAt",
        (date_part('epoch', last_signal_at) * 1000)::bigint as "lastSignalAt",
        null as "firstTouch", first_touch_at as "firstTouchAt", first_touch_id as "firstTouchId",
        null as "latestTouch", latest_touch_at as "latestTouchAt", latest_touch_id as "latestTouchId"
      from contact_heat where workspace_id = $1 and contact_id = own."contactId" offset 0 for update) as h on true`;
