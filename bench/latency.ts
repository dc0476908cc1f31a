/**
 * How long after its answer a signal is on the event stream and in the API, at a steady 500 signals a second.
 * `node bench/latency.ts [postgres://...]`. Prints p50 and p99 of: answer -> stream, answer -> contact's score in the API.
 */
import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { percentile, send } from './load.ts';
import { API_KEY, startKnock, TAG_ID } from './servers.ts';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 15);
const PER_SECOND = 500;
const UA = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const url = process.argv[2] ?? null;

const knock = await startKnock(url);
const auth = { authorization: `Bearer ${API_KEY}` };
const answeredAt = new Map<string, number>();
const seenAt = new Map<string, number>();
const stream = await fetch(`http://127.0.0.1:${knock.port}/api/v1/stream`, { headers: auth });
void listen(stream);

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const visitors = Array.from({ length: 400 }, (_, index) => `latency-visitor-${index}`);
const inApi: number[] = [];
const pending: Promise<void>[] = [];
const started = performance.now();
for (let sent = 0; sent < SECONDS * PER_SECOND; sent += 1) {
  const wait = started + (sent * 1000) / PER_SECOND - performance.now();
  if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
  pending.push(one(visitors[sent % visitors.length] ?? 'latency-visitor', sent));
}
await Promise.all(pending);
const deadline = performance.now() + 10_000;
while (seenAt.size < answeredAt.size && performance.now() < deadline)
  await new Promise((resolve) => setTimeout(resolve, 50));

const onStream = [...answeredAt].flatMap(([path, at]) =>
  seenAt.has(path) ? [Math.max(0, (seenAt.get(path) ?? 0) - at)] : [],
);
const row = (what: string, list: number[]) => {
  const sorted = list.sort((a, b) => a - b);
  return `| ${what} | ${percentile(sorted, 0.5).toFixed(0)} ms | ${percentile(sorted, 0.99).toFixed(0)} ms | ${sorted.length} |`;
};
console.log(`\n${url ? 'PostgreSQL' : 'embedded database'}, ${PER_SECOND} signals/s for ${SECONDS} s`);
console.log('| from the answer to | p50 | p99 | measured |\n|---|---|---|---|');
console.log(row('the event stream', onStream));
console.log(row('the score and timeline in the API (one read after the answer)', inApi));
if (seenAt.size < answeredAt.size)
  console.log(`${answeredAt.size - seenAt.size} signals were told as a reset or not at all`);
await knock.stop();
process.exit(0);

async function one(visitor: string, sent: number): Promise<void> {
  // The path is the signal's name here: what the stream shows of it. Closed by a word, since one may begin another.
  const path = `/pricing/offer-${sent}-now`;
  const event = {
    id: randomUUID(),
    kind: 'page_view',
    at: Date.now(),
    page: { url: `https://www.acme.test${path}`, path, title: 'Pricing', referrer: null },
    pageView: randomUUID(),
    session: visitor,
    ordinal: 1,
  };
  const body = JSON.stringify({ tagId: TAG_ID, anonymousId: visitor, sentAt: Date.now(), events: [event] });
  const headers = { 'content-type': 'text/plain', 'user-agent': UA };
  const status = await send(knock.port, agent, { path: '/collect', headers, body, signals: 1 });
  if (status !== 202) return;
  answeredAt.set(path, performance.now());
  if (sent % 100 === 0) await untilInApi(path, performance.now());
}

// The read itself counts: a reader who asks at once must find the signal, and asks again until it does.
async function untilInApi(path: string, from: number): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${knock.port}/api/v1/live`, { headers: auth });
    if ((await answer.text()).includes(path)) break;
    if (performance.now() - from > 10_000) return;
  }
  inApi.push(performance.now() - from);
}

async function listen(response: Response): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body ?? []) {
    rest += decoder.decode(chunk as Uint8Array, { stream: true });
    for (const match of rest.matchAll(/"path":"(\/pricing\/offer-\d+-now)"/g)) {
      const path = match[1] ?? '';
      if (!seenAt.has(path)) seenAt.set(path, performance.now());
    }
    rest = rest.slice(-300);
  }
}
