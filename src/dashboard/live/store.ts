import type { ContactItem } from '../../../wire/api/contacts.ts';
import type { LiveNow, LiveVisitor } from '../../../wire/api/live.ts';
import type { LiveSignal } from '../../../wire/api/timeline.ts';
import { HOUR, type Millis } from '../../foundation/time.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { newestOf } from '../accounts/timeline-store.ts';
import { accountOf, type ContactRow, contactRows } from '../contacts/items-store.ts';
import { instant, intentOf } from '../intent.ts';
import { AT_A_PAGE, isPresent, ONLINE_MS } from '../presence-store.ts';
import { signalItems } from '../record/timeline-routes.ts';
import { columnsOf, NO_FILTER, type Stretch, stretchesOfContacts } from '../record/timeline-store.ts';
import { type Seen, visitNow } from './visit.ts';

const ONLINE_MAX = 200;
const LATEST = 100;
// How far back, and over how many signals of one browser, a present visit is followed.
const VISIT_MS = 12 * HOUR;
const VISIT_SIGNALS = 100;

/** Who is on the site now, and the latest signals of anybody. */
export async function liveNow(trx: Trx, workspaceId: string, now: Millis): Promise<LiveNow> {
  const online = await presentContacts(trx, workspaceId, now - ONLINE_MS, ONLINE_MAX);
  const rows = await contactRows(trx, workspaceId, online);
  const stretches = await stretchesOfContacts(trx, workspaceId, online);
  const seen = await recentlySeen(trx, workspaceId, stretches, now);
  return {
    online: online.flatMap((id) => {
      const row = rows.get(id);
      return row ? [visitorOf(row, seen.get(id) ?? [], now)] : [];
    }),
    latest: await latestSignals(trx, workspaceId, now),
  };
}

function visitorOf(row: ContactRow, seen: readonly Seen[], now: Millis): LiveVisitor {
  const visit = visitNow(seen);
  const { intentScore, points } = intentOf(row.heat, row.intentType, row.intentTypeFinal, now);
  return {
    contact: { id: row.id, name: row.name, email: row.email },
    account: accountOf(row),
    intentScore,
    points,
    page: visit?.page ?? null,
    source: visit?.source ?? row.firstTouch?.source ?? null,
    country: visit?.country ?? null,
    since: instant(visit?.since ?? row.lastSignalAt),
    lastAt: instant(seen[0]?.at ?? row.lastSignalAt),
    signalCount: visit?.signals ?? 1,
    // All that was read is of this visit, and more may be.
    more: visit !== null && visit.signals >= VISIT_SIGNALS,
  };
}

/** The latest signals of the workspace, newest first, with who did them. */
async function latestSignals(trx: Trx, workspaceId: string, now: Millis): Promise<LiveSignal[]> {
  const candidates = (skip: number, count: number) =>
    trx.run<{ id: string; lastSignalAt: Date }>(
      {
        name: 'dashboard_latest_contacts',
        text: `select contact_id as id, last_signal_at as "lastSignalAt" from contact_heat where workspace_id = $1
          order by last_signal_at desc, contact_id limit $2 offset $3`,
      },
      [workspaceId, count, skip],
    );
  const found = await newestOf(trx, workspaceId, candidates, NO_FILTER, { place: null, limit: LATEST });
  const rows = await contactRows(trx, workspaceId, [...new Set(found.map((one) => one.contactId))]);
  const { items } = await signalItems(trx, workspaceId, found, rows, null);
  return items.map((item) => ({ ...item, ...standingOf(rows.get(item.contact.id), now) }));
}

/** What the feed adds to a signal: the company, and how ready the contact is. */
export function standingOf(
  row: ContactRow | undefined,
  now: Millis,
): { account: ContactItem['account']; intentScore: LiveSignal['intentScore']; points: number } {
  const { intentScore, points } = intentOf(row?.heat ?? null, 'Unknown', false, now);
  return { account: row ? accountOf(row) : null, intentScore, points };
}

async function presentContacts(trx: Trx, workspaceId: string, after: Millis, max: number): Promise<string[]> {
  const rows = await trx.run<{ id: string }>(
    {
      name: 'dashboard_online',
      text: `select contact_id as id from contact_heat where workspace_id = $1 and last_signal_at > $2
          and ${isPresent('contact_heat.contact_id', '$2')}
        order by last_signal_at desc, contact_id limit $3`,
    },
    [workspaceId, new Date(after), max],
  );
  return rows.map((row) => row.id);
}

/** What these stretches did on pages in the last hours, by contact, newest first. */
async function recentlySeen(
  trx: Trx,
  workspaceId: string,
  stretches: readonly Stretch[],
  now: Millis,
): Promise<Map<string, Seen[]>> {
  const rows = await trx.run<Omit<Seen, 'at'> & { contactId: string; at: Date }>(
    {
      name: 'dashboard_visits',
      text: `select st.contact_id as "contactId", s.*
        from unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::uuid[]) as st(identity_id, since, until, contact_id)
        join identity i on i.workspace_id = $1 and i.id = st.identity_id
        cross join lateral (
          select s.at, s.kind, s.path, s.title, s.context->>'session' as session, s.context->>'country' as country,
            case when (s.context->'touch'->>'entry')::boolean then s.context->'touch'->>'source' end as source
          from signal s where s.workspace_id = $1 and s.identity_id = st.identity_id and s.at >= $6
            and s.at >= st.since and s.at < st.until and ${AT_A_PAGE}
          order by s.at desc, s.id desc limit ${VISIT_SIGNALS}) s
        order by s.at desc`,
    },
    [workspaceId, ...columnsOf(stretches), stretches.map((one) => one.contactId), new Date(now - VISIT_MS)],
  );
  return Map.groupBy(
    rows.map((row) => ({ ...row, at: row.at.getTime() })),
    (row) => row.contactId,
  );
}
