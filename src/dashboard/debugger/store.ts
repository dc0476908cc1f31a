import type { DebuggerState, FilteredSignal } from '../../../wire/api/debugger.ts';
import { CATEGORIES, FILTER_REASONS, SIGNAL_KINDS } from '../../../wire/signal.ts';
import type { Device } from '../../capture/draft.ts';
import { DAY, dayOf, type Millis, startOfDay } from '../../foundation/time.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { idAt } from '../../machinery/database/partitions.ts';
import { instant } from '../intent.ts';
import { deviceWords, wordOf } from '../record/signal-item.ts';
import { refusalItemOf, type StoredRefusal } from './refusal-item.ts';

const SHOWN = 200;
// Counted one by one up to here; beyond, the daily counts must do.
const COUNTED_MAX = 50_000;

/** What capture refused and filtered lately. */
export async function debuggerState(trx: Trx, workspaceId: string, now: Millis): Promise<DebuggerState> {
  const since = new Date(now - DAY);
  const refused = await trx.run<{ reason: string; count: number }>(
    {
      name: 'dashboard_refused',
      text: `select reason, count(*) from refusal where workspace_id = $1 and at > $2
        group by reason order by count(*) desc, reason`,
    },
    [workspaceId, since],
  );
  const refusals = await trx.run<StoredRefusal>(
    {
      name: 'dashboard_refusals',
      text: `select id, at, source, reason, field, message, event from refusal where workspace_id = $1
        order by id desc limit ${SHOWN}`,
    },
    [workspaceId],
  );
  const filtered = await trx.run<{ reason: string; count: number }>(
    {
      name: 'dashboard_filtered',
      text: `select reason, count(*) from (
          select filtered as reason from signal where workspace_id = $1 and at >= $2 and filtered is not null
          order by at desc, id desc limit ${COUNTED_MAX}) s
        group by reason order by count(*) desc, reason`,
    },
    [workspaceId, since],
  );
  return {
    accepted: await acceptedCount(trx, workspaceId, now),
    refused,
    filtered: filtered.flatMap(({ reason, count }) => {
      const word = wordOf(FILTER_REASONS, reason);
      return word ? [{ reason: word, count }] : [];
    }),
    refusals: refusals.map(refusalItemOf),
    filteredSignals: await filteredSignals(trx, workspaceId),
  };
}

/** Recorded in the past 24 hours: exact up to 50,000; beyond, today's count and yesterday's in proportion. */
async function acceptedCount(trx: Trx, workspaceId: string, now: Millis): Promise<number> {
  const [counted] = await trx.run<{ n: number }>(
    {
      name: 'dashboard_accepted',
      text: `select count(*) as n from (select from signal where workspace_id = $1 and id >= $2 limit ${COUNTED_MAX}) s`,
    },
    [workspaceId, idAt(now - DAY)],
  );
  const n = counted?.n ?? 0;
  if (n < COUNTED_MAX) return n;
  const days = await trx.run<{ day: number; n: number }>(
    {
      name: 'dashboard_accepted_days',
      text: `select day, sum(n) as n from daily_count where workspace_id = $1 and day >= $2 and dimension = 'kind' group by day`,
    },
    [workspaceId, dayOf(now) - 1],
  );
  const ofDay = (day: number) => days.find((one) => one.day === day)?.n ?? 0;
  const passed = (now - startOfDay(dayOf(now))) / DAY;
  return Math.max(n, Math.round(ofDay(dayOf(now)) + ofDay(dayOf(now) - 1) * (1 - passed)));
}

interface FilteredRow {
  readonly id: string;
  readonly at: Date;
  readonly reason: string;
  readonly kind: string;
  readonly category: string;
  readonly path: string | null;
  readonly device: Device | null;
  readonly contactId: string | null;
}

async function filteredSignals(trx: Trx, workspaceId: string): Promise<FilteredSignal[]> {
  const rows = await trx.run<FilteredRow>(
    {
      name: 'dashboard_filtered_signals',
      text: `select s.id, s.at, s.filtered as reason, s.kind, s.category, s.path, s.context->'device' as device,
          (select l.contact_id from ledger l where l.workspace_id = $1 and l.identity_id = s.identity_id and l.closed_at is null
            order by l.since desc limit 1) as "contactId"
        from signal s where s.workspace_id = $1 and s.filtered is not null order by s.at desc, s.id desc limit ${SHOWN}`,
    },
    [workspaceId],
  );
  return rows.flatMap((row) => {
    const reason = wordOf(FILTER_REASONS, row.reason);
    if (!reason) return [];
    return [
      {
        id: row.id,
        at: instant(row.at),
        reason,
        kind: wordOf(SIGNAL_KINDS, row.kind) ?? 'track',
        category: wordOf(CATEGORIES, row.category) ?? 'Other',
        path: row.path,
        // The header itself is not kept; what was read from it is.
        userAgent: deviceWords(row.device),
        contactId: row.contactId,
      },
    ];
  });
}
