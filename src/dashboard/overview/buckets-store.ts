import { DAY, type Day, dayOf, type Millis } from '../../foundation/time.ts';
import type { ActivityRow } from '../../intent/activity.ts';
import { activityOfContacts } from '../../intent/activity-store.ts';
import { heatThreshold } from '../../intent/heat.ts';
import type { Database, Trx } from '../../machinery/database/database.ts';
import { type BucketDay, bucketsByDay, LEAD_DAYS } from './bucket-history.ts';

// Up to so many contacts the days are worked out when asked for: always right, also after a merge or replay.
const WORKED_OUT_MAX = 2_000;
const CHUNK = 5_000;

/** Contacts in each bucket now. Low counts those with a signal in the past 90 days. */
export async function bucketsNow(trx: Trx, workspaceId: string, now: Millis): Promise<Omit<BucketDay, 'day'>> {
  const rows = await trx.run<Omit<BucketDay, 'day'>>(
    {
      name: 'dashboard_buckets_now',
      text: `select
          (select count(*) from contact_heat where workspace_id = $1 and heat >= $2) as high,
          (select count(*) from contact_heat where workspace_id = $1 and heat >= $3 and heat < $2) as medium,
          (select count(*) from contact_heat where workspace_id = $1 and last_signal_at > $4
            and (heat < $3 or heat is null)) as low`,
    },
    [workspaceId, heatThreshold('High', now), heatThreshold('Medium', now), new Date(now - LEAD_DAYS * DAY)],
  );
  return rows[0] ?? { high: 0, medium: 0, low: 0 };
}

/** Buckets at the end of each past day: worked out for few contacts, else as they were counted at night. Uncounted days are absent. */
export async function bucketHistory(trx: Trx, workspaceId: string, first: Day, last: Day): Promise<BucketDay[]> {
  const ids = await contactIdsAfter(trx, workspaceId, null, WORKED_OUT_MAX + 1);
  if (ids.length <= WORKED_OUT_MAX) {
    const activity = await activityOfContacts(trx, workspaceId, ids);
    return bucketsByDay(activity.values(), first, last);
  }
  return trx.run<BucketDay>(
    {
      name: 'dashboard_bucket_counts',
      text: 'select day, high, medium, low from bucket_count where workspace_id = $1 and day between $2 and $3 order by day',
    },
    [workspaceId, first, last],
  );
}

/**
 * Counts the buckets at the end of the past days that are not counted yet, or of all past 90 days with `again`, from the activity of all
 * contacts, some at a time. Run nightly, and with `again` after a replay or import.
 */
export async function countBuckets(
  db: Database,
  workspaceId: string,
  now: Millis,
  again: boolean,
): Promise<readonly Day[]> {
  const last = dayOf(now) - 1;
  const first = last - LEAD_DAYS + 1;
  const counted = await db.inWorkspace(workspaceId, (trx) => countedDays(trx, workspaceId, first, last));
  const missing = again ? first : firstMissing(counted, first, last);
  if (missing === null) return [];
  let sums = bucketsByDay([], missing, last);
  for (let after: string | null = null; ; ) {
    const ids: string[] = await db.inWorkspace(workspaceId, (trx) => contactIdsAfter(trx, workspaceId, after, CHUNK));
    if (ids.length === 0) break;
    const activity: Map<string, ActivityRow[]> = await db.inWorkspace(workspaceId, (trx) =>
      activityOfContacts(trx, workspaceId, ids),
    );
    const part = bucketsByDay(activity.values(), missing, last);
    sums = sums.map((one, index) => added(one, part[index]));
    after = ids.at(-1) ?? null;
  }
  await db.inWorkspace(workspaceId, (trx) => saveBuckets(trx, workspaceId, sums));
  return sums.map((one) => one.day);
}

function added(a: BucketDay, b: BucketDay | undefined): BucketDay {
  return b ? { day: a.day, high: a.high + b.high, medium: a.medium + b.medium, low: a.low + b.low } : a;
}

function firstMissing(counted: ReadonlySet<Day>, first: Day, last: Day): Day | null {
  for (let day = first; day <= last; day += 1) if (!counted.has(day)) return day;
  return null;
}

async function countedDays(trx: Trx, workspaceId: string, first: Day, last: Day): Promise<ReadonlySet<Day>> {
  const rows = await trx.run<{ day: Day }>(
    {
      name: 'dashboard_counted_days',
      text: 'select day from bucket_count where workspace_id = $1 and day between $2 and $3',
    },
    [workspaceId, first, last],
  );
  return new Set(rows.map((row) => row.day));
}

async function contactIdsAfter(trx: Trx, workspaceId: string, after: string | null, limit: number): Promise<string[]> {
  const rows = await trx.run<{ id: string }>(
    {
      name: 'dashboard_contact_ids',
      text: `select contact_id as id from contact_heat where workspace_id = $1 and ($2::uuid is null or contact_id > $2)
        order by contact_id limit $3`,
    },
    [workspaceId, after, limit],
  );
  return rows.map((row) => row.id);
}

async function saveBuckets(trx: Trx, workspaceId: string, days: readonly BucketDay[]): Promise<void> {
  await trx.run(
    {
      name: 'dashboard_save_buckets',
      text: `insert into bucket_count (workspace_id, day, high, medium, low)
        select $1::uuid, day, high, medium, low from json_to_recordset($2::json) as r(day int, high int, medium int, low int)
        on conflict (workspace_id, day) do update set high = excluded.high, medium = excluded.medium, low = excluded.low`,
    },
    [workspaceId, JSON.stringify(days)],
  );
}
