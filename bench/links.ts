/**
 * How long Knock Links take, from request to answer: a redirect and a chat page, one visitor at a time and many at once.
 * `node bench/links.ts [postgres://...]`. The client is on the same machine, and its time is in the figures; the line before them is what the
 * same client measures of a route that does nothing (`/healthz`).
 */
import { Agent, request } from 'node:http';
import { percentile } from './load.ts';
import { API_KEY, startKnock } from './servers.ts';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 8);
const WARM_UP_SECONDS = 2;
const CONNECTIONS = 16;
const UA = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const url = process.argv[2] ?? null;

const knock = await startKnock(url);
const redirect = await makeLink({ kind: 'redirect', name: 'Bench redirect', target: 'https://www.acme.test/pricing' });
const chat = await makeLink({ kind: 'chat', name: 'Bench chat', target: null });

console.log(`\n${url ? 'PostgreSQL' : 'embedded database'}, every request another visit, ${SECONDS} s each`);
console.log('| what | connections | requests/s | p50 | p99 |\n|---|---|---|---|---|');
for (const [what, path, status] of [
  ['nothing (`/healthz`)', '/healthz', 200],
  ['redirect', `/l/${redirect}`, 302],
  ['chat page', `/l/${chat}?utm_source=bench`, 200],
] as const) {
  for (const connections of [1, CONNECTIONS]) {
    await fire(path, status, connections, WARM_UP_SECONDS);
    const times = (await fire(path, status, connections, SECONDS)).sort((a, b) => a - b);
    const ms = (share: number) => `${percentile(times, share).toFixed(2)} ms`;
    console.log(`| ${what} | ${connections} | ${Math.round(times.length / SECONDS)} | ${ms(0.5)} | ${ms(0.99)} |`);
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

/** Times from request to the whole answer, ms. @throws when an answer has another status. */
async function fire(path: string, status: number, connections: number, seconds: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  const end = performance.now() + seconds * 1_000;
  const visitor = async () => {
    while (performance.now() < end) {
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
