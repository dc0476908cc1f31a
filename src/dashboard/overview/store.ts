import type { Kpi, Overview } from '../../../wire/api/overview.ts';
import { type Day, dayOf, type Millis } from '../../foundation/time.ts';
import { bucketAt } from '../../intent/heat.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { contactItems, contactRows } from '../contacts/items-store.ts';
import { listContacts } from '../contacts/store.ts';
import { intentOf } from '../intent.ts';
import { countPresent } from '../presence-store.ts';
import { ANY_CONTACT } from '../search/store.ts';
import { dayText } from '../why.ts';
import { bucketHistory, bucketsNow } from './buckets-store.ts';
import {
  channels,
  type DayRange,
  firstDay,
  identified,
  nearEdges,
  signals,
  signalsByDay,
  topPages,
  visitors,
} from './counts-store.ts';

const SHOWN = 8;

/** The overview of the past `days` days, today included. */
export async function overviewOf(trx: Trx, workspaceId: string, days: number, now: Millis): Promise<Overview> {
  const today = dayOf(now);
  const range: DayRange = { first: today - days + 1, last: today, before: today - 2 * days + 1 };
  const buckets = await bucketsNow(trx, workspaceId, now);
  const history = await bucketHistory(trx, workspaceId, range.first - 1, today - 1);
  const begin = await firstDay(trx, workspaceId);
  const wasThere = (day: Day) => begin !== null && begin <= day;
  const compared = (kpi: Kpi): Kpi => (wasThere(range.before) ? kpi : { now: kpi.now, before: null });
  const led = (count: number | undefined) => (wasThere(range.first - 1) ? (count ?? 0) : null);
  const start = history.find((one) => one.day === range.first - 1);
  const byDay = new Map([...history, { day: today, ...buckets }].map((one) => [one.day, one]));
  return {
    kpis: {
      high: { now: buckets.high, before: led(start?.high) },
      medium: { now: buckets.medium, before: led(start?.medium) },
      identified: compared(await identified(trx, workspaceId, range)),
      visitors: compared(await visitors(trx, workspaceId, range)),
      signals: compared(await signals(trx, workspaceId, range)),
    },
    onlineNow: await countPresent(trx, workspaceId, now),
    signalsByDay: await signalsByDay(trx, workspaceId, range),
    leadsByDay: Array.from({ length: days }, (_, index) => {
      const one = byDay.get(range.first + index);
      const day = dayText(range.first + index);
      return { day, High: one?.high ?? 0, Medium: one?.medium ?? 0, Low: one?.low ?? 0 };
    }),
    topPages: await topPages(trx, workspaceId, range),
    channels: await channels(trx, workspaceId, range, now),
    hot: await hottest(trx, workspaceId, now),
    cooling: await coolingSoon(trx, workspaceId, now),
  };
}

async function hottest(trx: Trx, workspaceId: string, now: Millis): Promise<Overview['hot']> {
  const found = await listContacts(trx, workspaceId, ANY_CONTACT, '-score', { seen: null, limit: SHOWN, now });
  const ids = found.filter((one) => one.key !== null).map((one) => one.id);
  return contactItems(trx, workspaceId, ids.slice(0, SHOWN), now);
}

async function coolingSoon(trx: Trx, workspaceId: string, now: Millis): Promise<Overview['cooling']> {
  const rows = await contactRows(trx, workspaceId, await nearEdges(trx, workspaceId, now));
  return [...rows.values()]
    .flatMap(({ id, name, email, heat }) => {
      const { next, points } = intentOf(heat, 'Unknown', false, now);
      return next ? [{ id, name, email, from: bucketAt(heat, now), to: next.value, at: next.at, points }] : [];
    })
    .sort((a, b) => urgency(b) - urgency(a) || a.at.localeCompare(b.at) || b.points - a.points)
    .slice(0, SHOWN);
}

/** Whom to call first: those who are High, and of these whom one can call at all. Buckets change at midnight, so the hour says little. */
function urgency({ from, name, email }: Overview['cooling'][number]): number {
  return (from === 'High' ? 2 : 0) + (name !== null || email !== null ? 1 : 0);
}
