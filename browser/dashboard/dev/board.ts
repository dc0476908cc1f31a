import { CATEGORIES } from '../../../wire/signal.ts';
import { COMPANIES, explain, iso, NOW, people } from './people.ts';

/** Lists and sums over the made-up people. */

const DAY = 86_400_000;

export function contactsFor(query: Record<string, string>) {
  const has = (word: string | undefined, value: string) => !word || word.split(',').includes(value);
  let list = people.map((one) => one.item);
  list = list.filter((one) => has(query['intentScore'], one.intentScore) && has(query['intentType'], one.intentType));
  if (query['q'])
    list = list.filter((one) =>
      `${one.name} ${one.email} ${one.account?.name}`.toLowerCase().includes(String(query['q']).toLowerCase()),
    );
  if (query['identified']) list = list.filter((one) => String(one.identified) === query['identified']);
  if (query['online']) list = list.filter((one) => one.online);
  if (query['account']) list = list.filter((one) => one.account?.id === query['account']);
  if (query['channel']) list = list.filter((one) => one.channel === query['channel']);
  const sort = query['sort'] ?? '-score';
  const key = (one: (typeof list)[number]) =>
    sort.endsWith('score') ? one.points : Date.parse(sort.includes('last') ? one.lastSignalAt : one.firstSeenAt);
  return [...list].sort((a, b) => (sort.startsWith('-') ? key(b) - key(a) : key(a) - key(b)));
}

export const accounts = COMPANIES.map((company) => {
  const members = people.filter((one) => one.item.account?.id === company.id);
  const signals = members.flatMap((one) => one.signals).sort((a, b) => b.at.localeCompare(a.at));
  const score = explain(signals);
  return {
    signals,
    score,
    item: {
      ...company,
      intentScore: score.value,
      intentType: 'Buying' as const,
      intentTypeFinal: false,
      points: score.points,
      next: score.next,
      contactCount: members.length,
      highCount: members.filter((one) => one.item.intentScore === 'High').length,
      reasons: score.contributions
        .slice(0, 2)
        .map(({ kind, category, count, points }) => ({ kind, category, count, points })),
      activity: new Array(30).fill(0).map((_, i) => members.reduce((sum, one) => sum + (one.item.activity[i] ?? 0), 0)),
      signalCount: signals.length,
      firstSeenAt: signals.at(-1)?.at ?? iso(NOW),
      lastSignalAt: signals[0]?.at ?? iso(NOW),
      source: 'Google',
      channel: 'Organic search',
      online: members.some((one) => one.item.online),
    },
  };
}).sort((a, b) => b.item.points - a.item.points);

export function overview(days: number) {
  const list = people.map((one) => one.item);
  const signals = people.flatMap((one) => one.signals);
  const since = (n: number) => signals.filter((one) => Date.parse(one.at) > NOW - n * DAY).length;
  const day = (back: number) => iso(NOW - back * DAY).slice(0, 10);
  const span = Array.from({ length: days }, (_, i) => day(days - 1 - i));
  const count = new Map<
    string,
    { title: string | null; category: (typeof CATEGORIES)[number]; visitors: Set<string>; views: number }
  >();
  for (const one of signals) {
    if (!one.page) continue;
    const row = count.get(one.page.path) ?? {
      title: one.page.title,
      category: one.category,
      visitors: new Set(),
      views: 0,
    };
    row.visitors.add(one.contact.id);
    row.views += 1;
    count.set(one.page.path, row);
  }
  const channels = [...new Set(list.map((one) => one.channel ?? 'Direct'))].map((channel) => ({
    channel,
    visitors: list.filter((one) => one.channel === channel).length,
    high: list.filter((one) => one.channel === channel && one.intentScore === 'High').length,
  }));
  const n = (score: string) => list.filter((one) => one.intentScore === score).length;
  return {
    kpis: {
      high: { now: n('High'), before: 19 },
      medium: { now: n('Medium'), before: 61 },
      identified: { now: 41, before: 37 },
      visitors: { now: 214, before: 188 },
      signals: { now: since(days), before: since(days * 2) - since(days) },
    },
    onlineNow: list.filter((one) => one.online).length,
    signalsByDay: span.map((d) => ({
      day: d,
      counts: Object.fromEntries(
        CATEGORIES.map((c) => [c, signals.filter((one) => one.category === c && one.at.startsWith(d)).length]).filter(
          ([, v]) => Number(v) > 0,
        ),
      ),
    })),
    leadsByDay: span.map((d, i) => ({
      day: d,
      High: Math.round(14 + 9 * Math.sin(i / 5) + i / 4),
      Medium: Math.round(40 + 12 * Math.cos(i / 6) + i / 3),
      Low: 220 + i,
    })),
    topPages: [...count]
      .map(([path, row]) => ({
        path,
        title: row.title,
        category: row.category,
        visitors: row.visitors.size,
        views: row.views,
      }))
      .sort((a, b) => b.visitors - a.visitors)
      .slice(0, 10),
    channels: channels.sort((a, b) => b.visitors - a.visitors),
    hot: list.slice(0, 8),
    cooling: list
      .filter((one) => one.next && Date.parse(one.next.at) < NOW + 7 * DAY)
      .sort((a, b) => String(a.next?.at).localeCompare(String(b.next?.at)))
      .slice(0, 8)
      .map((one) => ({
        id: one.id,
        name: one.name,
        email: one.email,
        from: one.intentScore,
        to: one.next?.value,
        at: one.next?.at,
        points: one.points,
      })),
  };
}
