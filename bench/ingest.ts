/**
 * How fast signals are taken, fully recorded and scored, against the floor (floor-server.ts) in the same run on the same database.
 * `node bench/ingest.ts [postgres://...]`; without an address the embedded database. A database must be empty: it is filled.
 */
import { randomUUID } from 'node:crypto';
import { fire, type Load, type Shot } from './load.ts';
import { API_KEY, startFloor, startKnock, TAG_ID } from './servers.ts';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 10);
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
  const anonymousId = `visitor-${Math.floor(Math.random() * (visitor / 3 + 200))}`;
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

async function measure(
  start: typeof startKnock,
  url: string | null,
  shot: () => Shot,
  connections: number,
): Promise<Load> {
  const server = await start(url);
  try {
    await fire(server.port, shot, connections, 3);
    return await fire(server.port, shot, connections, SECONDS);
  } finally {
    await server.stop();
  }
}

const url = process.argv[2] ?? null;
const rows: string[][] = [];
// As many as keep both cores busy: further ones make neither the floor nor Knock faster by more than the noise.
for (const [what, shot, connections] of [
  ['batches of 20 through /v1/batch', batchOf20, 64],
  ['single events through /collect', single, 512],
] as const) {
  const floor = await measure(startFloor, url, shot, connections);
  const knock = await measure(startKnock, url, shot, connections);
  rows.push([
    what,
    `${Math.round(floor.signalsPerSecond)}/s`,
    `${Math.round(knock.signalsPerSecond)}/s`,
    (knock.signalsPerSecond / floor.signalsPerSecond).toFixed(2),
    `${knock.p50.toFixed(0)} ms`,
    `${knock.p99.toFixed(0)} ms`,
    String(knock.failures),
  ]);
}
console.log(`\n${url ? 'PostgreSQL' : 'embedded database'}, ${SECONDS} s each`);
console.log('| what | floor | Knock | ratio | p50 | p99 | failures |\n|---|---|---|---|---|---|---|');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
process.exit(0);
