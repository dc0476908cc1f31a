/**
 * How long Knock Links take: a redirect and a chat page, one visitor at a time, 500 a second, and as many as go.
 * `node bench/links.ts [postgres://...]`. p50 and p99 are from request to answer, as the client sees it on the same machine, its own time included;
 * the first lines are what it measures of a route that does nothing (`/healthz`). The share within 5 ms is the server's own
 * time for a request, from its `/metrics`.
 */
import { Agent, request } from 'node:http';
import { percentile } from './load.ts';
import { API_KEY, startKnock } from './servers.ts';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 8);
const WARM_UP_SECONDS = 2;
const CONNECTIONS = 16;
const PACE = 500;
const UA = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const url = process.argv[2] ?? null;

const knock = await startKnock(url);
const redirect = await makeLink({ kind: 'redirect', name: 'Bench redirect', target: 'https://www.acme.test/pricing' });
const chat = await makeLink({ kind: 'chat', name: 'Bench chat', target: null });

console.log(`\n${url ? 'PostgreSQL' : 'embedded database'}, every request another visit, ${SECONDS} s each`);
console.log('| what | how | requests/s | p50 | p99 | server within 5 ms |\n|---|---|---|---|---|---|');
for (const [what, route, path, status] of [
  ['nothing (`/healthz`)', '/healthz', '/healthz', 200],
  ['redirect', '/l/:slug', `/l/${redirect}`, 302],
  ['chat page', '/l/:slug', `/l/${chat}?utm_source=bench`, 200],
] as const) {
  for (const [how, connections, pace] of [
    ['one at a time', 1, null],
    [`${PACE}/s`, CONNECTIONS, PACE],
    ['as many as go', CONNECTIONS, null],
  ] as const) {
    await fire(path, status, connections, WARM_UP_SECONDS, pace);
    const before = await servedSince(route, status);
    const times = (await fire(path, status, connections, SECONDS, pace)).sort((a, b) => a - b);
    const after = await servedSince(route, status);
    const ms = (share: number) => `${percentile(times, share).toFixed(2)} ms`;
    const quick = ((after.quick - before.quick) / (after.all - before.all)) * 100;
    const perSecond = Math.round(times.length / SECONDS);
    console.log(`| ${what} | ${how} | ${perSecond} | ${ms(0.5)} | ${ms(0.99)} | ${quick.toFixed(2)} % |`);
  }
}
await knock.stop();
process.exit(0);

async function makeLink(wanted: { kind: string; name: string; target: string | null }): Promise<string> {
  const body = {
    ...{ channel: 'email', ownerId: null, greeting: null, heading: null, intro: null, active: true, expiresAt: null },
    ...{ utm: { source: null, medium: null, campaign: null, term: null, content: null }, ...wanted },
  };
  const answer = await fetch(`http://127.0.0.1:${knock.port}/api/v1/links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the link was not made: ${await answer.text()}`);
  return ((await answer.json()) as { slug: string }).slug;
}

/** Times from request to the whole answer, ms. `pace`: requests a second over all connections. @throws at another status. */
async function fire(
  path: string,
  status: number,
  connections: number,
  seconds: number,
  pace: number | null,
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  const started = performance.now();
  let sent = 0;
  const visitor = async () => {
    for (;;) {
      const due = pace === null ? performance.now() : started + (sent * 1_000) / pace;
      if (due > started + seconds * 1_000) return;
      sent += 1;
      if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      const from = performance.now();
      const answered = await get(agent, path);
      times.push(performance.now() - from);
      if (answered !== status) throw new Error(`${path} answered ${answered}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, visitor));
  agent.destroy();
  return times;
}

/** How many requests of a route the server answered so, and how many of them within 5 ms. */
async function servedSince(route: string, status: number): Promise<{ quick: number; all: number }> {
  const text = await (await fetch(`http://127.0.0.1:${knock.port}/metrics`)).text();
  const labels = [`method="GET"`, `route="${route}"`, `status="${Math.floor(status / 100)}xx"`];
  const lines = text.split('\n').filter((line) => labels.every((label) => line.includes(label)));
  const countOf = (sign: string) =>
    Number(
      lines
        .find((line) => line.includes(sign))
        ?.split(' ')
        .at(-1) ?? 0,
    );
  return { quick: countOf('le="0.005"'), all: countOf('_count') };
}

function get(agent: Agent, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'user-agent': UA, 'sec-fetch-mode': 'navigate', 'accept-language': 'en' };
    const call = request({ host: '127.0.0.1', port: knock.port, path, agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    call.on('error', reject);
    call.end();
  });
}
