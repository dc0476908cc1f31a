import type { Belonging } from '../identity/stretches.ts';
import type { Trx } from '../machinery/database/database.ts';
import type { Standing } from './standing.ts';
import { type StandingRow, standingOf } from './store.ts';

/** A contact as far as what its browsers do changes it. */
export interface VisitorContact {
  readonly accountId: string | null;
  readonly identified: boolean;
}

/** What is recorded of browsers: who they are and how those stand. */
export interface Visitors {
  /** Open rows by identity, each list sorted by `since`. */
  readonly ledger: ReadonlyMap<string, readonly Belonging[]>;
  readonly contacts: ReadonlyMap<string, VisitorContact>;
  /** Without the touches themselves: `PlacedTouch.touch` is null. Absent: nothing counted yet. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** Whether one of them belonged to somebody who was erased, or to a contact that is part of another. */
  readonly isUnsettled: boolean;
}

type Stored = Belonging & VisitorContact & Omit<StandingRow, 'firstTouch' | 'latestTouch'>;
/** An identity without open rows has one row of nulls, a contact that nothing counts for has no sums. */
type VisitorRow = { readonly identityId: string; readonly unsettled: boolean } & {
  [Key in keyof Stored]: Stored[Key] | null;
};

/** Looks identities up in one statement, and locks the standings of their contacts until the transaction ends, in one order for all. */
export async function lockVisitors(trx: Trx, workspaceId: string, identityIds: readonly string[]): Promise<Visitors> {
  const rows = await trx.run<VisitorRow>({ name: 'visitors_lock', text: LOOK }, [workspaceId, identityIds]);
  const ledger = new Map<string, Belonging[]>();
  const contacts = new Map<string, VisitorContact>();
  const standings = new Map<string, Standing>();
  let isUnsettled = false;
  for (const row of rows) {
    isUnsettled ||= row.unsettled;
    if (!isPlaced(row)) continue;
    const open = ledger.get(row.identityId);
    if (open) open.push(row);
    else ledger.set(row.identityId, [row]);
    contacts.set(row.contactId, row);
    if (row.sums !== null) standings.set(row.contactId, standingOf({ ...row, ...NOT_READ }));
  }
  for (const open of ledger.values()) open.sort((a, b) => a.since - b.since);
  return { ledger, contacts, standings, isUnsettled };
}

function isPlaced(row: VisitorRow): row is VisitorRow & Stored {
  return row.contactId !== null;
}

const NOT_READ = { firstTouch: null, latestTouch: null };

// Of who was erased nothing is left but the tombstone. A standing knows its contact's account; only where there is none the contact is looked
// at. Each look is by its key, whatever the planner believes of the tables (`eachId`).
const LOOK = `with own as materialized (
    select asked.id as "identityId", l.*
    from unnest($2::uuid[]) as asked (id)
      left join lateral (select since, home_id as "homeId", contact_id as "contactId"
        from ledger where workspace_id = $1 and identity_id = asked.id and closed_at is null offset 0) as l on true
    order by l."contactId")
  select own.*, coalesce(h.account_id, c.account_id) as "accountId", coalesce(h.identified, c.identified) as identified, h.sums, h.signals,
      (date_part('epoch', first_signal_at) * 1000)::bigint as "firstSignalAt",
      (date_part('epoch', last_signal_at) * 1000)::bigint as "lastSignalAt",
      first_touch_entry as "firstTouchEntry", first_touch_at as "firstTouchAt", first_touch_id as "firstTouchId",
      latest_touch_at as "latestTouchAt", latest_touch_id as "latestTouchId",
      t.id is not null or c.merged_into is not null as unsettled
    from own
    left join lateral (select identity_id as id from tombstone
      where own."contactId" is null and workspace_id = $1 and identity_id = own."identityId" offset 0) as t on true
    left join lateral (select account_id, identified, sums, signals, first_signal_at, last_signal_at,
        (first_touch->>'entry')::boolean as first_touch_entry, first_touch_at, first_touch_id, latest_touch_at, latest_touch_id
      from contact_heat where workspace_id = $1 and contact_id = own."contactId" offset 0 for update) as h on true
    left join lateral (select account_id, identified, merged_into
      from contact where h.sums is null and workspace_id = $1 and id = own."contactId" offset 0) as c on true`;
