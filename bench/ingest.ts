/**
 * How fast signals are answered, and how fast they are recorded and scored, against the floor (floor-server.ts) in the same run on the
 * same database.
 * `node bench/ingest.ts [postgres://...]`; without an address the embedded database. A database must be empty: it is filled.
 */
import { randomUUID } from 'node:crypto';
import { fire, type Load, type Shot } from './load.ts';
import { API_KEY, startFloor, startKnock, TAG_ID } from './servers.ts';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 15);
const TURNS = 5;
const PATHS = [
  '/',
  '/pricing',
  '/product/scheduling',
  '/docs/api',
  '/blog/launch',
  '/customers/acme',
  '/careers',
  '/demo',
];

let visitor = 0;
function visit(count: number): { anonymousId: string; events: { at: string; path: string; id: string }[] } {
  visitor += 1;
  // A visitor comes back three times on average: as many new browsers as known ones.
  const known = Math.floor(Math.random() * (visitor / 3 + 200));
  // As the tag and Segment's libraries name a browser.
  const anonymousId = `5f0c2a7e-3b1d-4c8e-9a60-${known.toString(16).padStart(12, '0')}`;
  const now = Date.now();
  const events = Array.from({ length: count }, (_, index) => ({
    at: new Date(now - (count - index) * 700).toISOString(),
    path: PATHS[(visitor + index) % PATHS.length] ?? '/',
    id: randomUUID(),
  }));
  return { anonymousId, events };
}

const BASIC = `Basic ${Buffer.from(`${API_KEY}:`).toString('base64')}`;

/** Twenty page views of one visitor, as a Segment server library sends them. */
function batchOf20(): Shot {
  const { anonymousId, events } = visit(20);
  const batch = events.map(({ at, path, id }) => ({
    type: 'page',
    messageId: id,
    anonymousId,
    timestamp: at,
    name: 'Page',
    properties: { path, url: `https://www.acme.test${path}`, title: `Acme ${path}` },
    context: {
      page: { path, url: `https://www.acme.test${path}`, title: `Acme ${path}`, referrer: 'https://www.google.com/' },
      userAgent:
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
      locale: 'en-GB',
    },
  }));
  const body = JSON.stringify({ batch, sentAt: new Date().toISOString() });
  return {
    path: '/v1/batch',
    headers: { 'content-type': 'application/json', authorization: BASIC },
    body,
    signals: 20,
  };
}

/** One page view, as the tag sends it. */
function single(): Shot {
  const { anonymousId, events } = visit(1);
  const session = randomUUID();
  const body = JSON.stringify({
    tagId: TAG_ID,
    anonymousId,
    sentAt: Date.now(),
    events: events.map(({ at, path, id }) => ({
      id,
      kind: 'page_view',
      at: Date.parse(at),
      page: { url: `https://www.acme.test${path}`, path, title: `Acme ${path}`, referrer: 'https://www.google.com/' },
      pageView: randomUUID(),
      session,
      ordinal: 1,
    })),
  });
  const userAgent =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
  return { path: '/collect', headers: { 'content-type': 'text/plain', 'user-agent': userAgent }, body, signals: 1 };
}

/** What several loads come to: the rates over all their time, the latencies of the middle one. */
function together(loads: readonly Load[]): Load {
  const mean = (of: (load: Load) => number) => loads.reduce((sum, load) => sum + of(load), 0) / loads.length;
  const middle = (of: (load: Load) => number) => loads.map(of).sort((a, b) => a - b)[loads.length >> 1] ?? Number.NaN;
  return {
    signalsPerSecond: mean((load) => load.signalsPerSecond),
    requestsPerSecond: mean((load) => load.requestsPerSecond),
    p50: middle((load) => load.p50),
    p99: middle((load) => load.p99),
    failures: loads.reduce((sum, load) => sum + load.failures, 0),
  };
}

interface Measured {
  readonly floor: Load;
  readonly knock: Load;
  /** Knock's signals a second from the first request until all are recorded and scored. */
  readonly recordedPerSecond: number;
}

/** The floor and Knock by turns, since a shared machine is not equally fast for long. */
async function measure(url: string | null, shot: () => Shot, connections: number): Promise<Measured> {
  const [floor, knock] = [await startFloor(url), await startKnock(url)];
  try {
    for (const { port } of [floor, knock]) await fire(port, shot, connections, 3);
    await allRecorded(knock.port);
    const loads: { floor: Load[]; knock: Load[] } = { floor: [], knock: [] };
    let seconds = 0;
    for (let turn = 0; turn < TURNS; turn += 1) {
      loads.floor.push(await fire(floor.port, shot, connections, SECONDS / TURNS));
      loads.knock.push(await fire(knock.port, shot, connections, SECONDS / TURNS));
      seconds += SECONDS / TURNS + (await allRecorded(knock.port));
    }
    const answered = together(loads.knock);
    return {
      floor: together(loads.floor),
      knock: answered,
      recordedPerSecond: (answered.signalsPerSecond * SECONDS) / seconds,
    };
  } finally {
    for (const server of [floor, knock]) await server.stop();
  }
}

/** Resolves when nothing waits that was acknowledged, to the seconds for which something did. */
async function allRecorded(port: number): Promise<number> {
  const from = performance.now();
  for (let waited = 0; ; waited = (performance.now() - from) / 1000) {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    if (/^knock_signals_waiting 0$/m.test(text)) return waited;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const url = process.argv[2] ?? null;
const rows: string[][] = [];
// As many as keep both cores busy: further ones make neither the floor nor Knock faster by more than the noise.
for (const [what, shot, connections] of [
  ['batches of 20 through /v1/batch', batchOf20, 128],
  ['single events through /collect', single, 1_024],
] as const) {
  const { floor, knock, recordedPerSecond } = await measure(url, shot, connections);
  const ratio = (perSecond: number) => (perSecond / floor.signalsPerSecond).toFixed(2);
  rows.push([
    what,
    `${Math.round(floor.signalsPerSecond)}/s`,
    `${Math.round(knock.signalsPerSecond)}/s`,
    ratio(knock.signalsPerSecond),
    `${Math.round(recordedPerSecond)}/s`,
    ratio(recordedPerSecond),
    `${knock.p50.toFixed(0)} ms`,
    `${knock.p99.toFixed(0)} ms`,
    String(knock.failures),
  ]);
}
console.log(`\n${url ? 'PostgreSQL' : 'embedded database'}, ${SECONDS} s each, in ${TURNS} turns`);
console.log(
  '| what | floor | answered | ratio | recorded and scored | ratio | p50 | p99 | failures |\n|---|---|---|---|---|---|---|---|---|',
);
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
process.exit(0);
