import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { HOUR } from '../../src/foundation/time.ts';
import { chance, pick, type Random, randomFrom, whole } from '../../src/sample/random.ts';
import { API_KEY, TAG_ID } from './knock-process.ts';

/**
 * Visitors of a website and a customer's server, who send all the time and are as stubborn as good senders should be: what was
 * not answered, or answered with 503, is sent again with the same ids. Knows what was acknowledged.
 */
export interface Crowd {
  /** Every event ever sent, by id: when it is said to have happened, ms. */
  readonly sent: ReadonlyMap<string, number>;
  /** Events of requests that were answered with 2xx and no refusal. */
  readonly acknowledged: ReadonlySet<string>;
  /** All answers so far by status; `lost` counts requests whose connection broke. */
  readonly answers: ReadonlyMap<number | 'lost', number>;
  /** The longest that any request waited for its answer or its end, ms. */
  readonly slowest: () => number;
  /** What was wrong with answers: statuses that no sender should see, refused events, a 503 without Retry-After. */
  readonly faults: readonly string[];
  /** Sends over so many connections until `stop`, or until its connection breaks when `untilLost`. */
  readonly go: (port: number, connections: number, untilLost?: boolean) => Going;
  /** Sends everything again that has no good answer yet, until it has. Rejects when nothing is taken for a minute. */
  readonly catchUp: (port: number) => Promise<void>;
}

export interface Going {
  /** Resolves when `count` more requests were answered well, or when all connections broke. */
  readonly answered: (count: number) => Promise<void>;
  /** Resolves when some request was answered with this status, or when all connections broke. */
  readonly heard: (status: number) => Promise<void>;
  /** Lets the requests under way end. */
  readonly stop: () => Promise<void>;
}

interface Happening {
  readonly id: string;
  readonly at: number;
  readonly browser: string;
  readonly path: string;
  readonly email: string | null;
}

interface Letter {
  readonly way: 'collect' | 'batch';
  readonly happenings: readonly Happening[];
}

const REGULARS = 30;
const PEOPLE = 20;
const COMPANIES = 6;
const PATHS = [
  '/',
  '/pricing',
  '/demo',
  '/product',
  '/docs/start',
  '/blog/why',
  '/customers',
  '/careers',
  '/compare/them',
];
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
// A pause after a bad answer, so that an outage is not met with a storm.
const PAUSE_MS = 50;
const WAITS_MS = 60_000;
// Since anything was taken, however much is still to be sent.
const GIVES_UP_MS = 60_000;
const CATCH_UP_CONNECTIONS = 6;

export function crowdOf(seed: number): Crowd {
  const random = randomFrom(seed, 'crowd');
  const run = randomUUID();
  const sent = new Map<string, number>();
  const acknowledged = new Set<string>();
  const answers = new Map<number | 'lost', number>();
  const faults: string[] = [];
  const delivered: Letter[] = [];
  const undelivered: Letter[] = [];
  let slowest = 0;
  let watchers: (() => boolean)[] = [];

  const deliver = async (port: number, agent: Agent, letter: Letter): Promise<number | 'lost'> => {
    for (const { id, at } of letter.happenings) sent.set(id, at);
    const from = performance.now();
    const answer = await post(port, agent, letter);
    slowest = Math.max(slowest, performance.now() - from);
    const isGood = answer.status !== 'lost' && answer.status >= 200 && answer.status < 300;
    if (isGood) {
      delivered.push(letter);
      for (const { id } of letter.happenings) acknowledged.add(id);
    } else undelivered.push(letter);
    const fault = faultOf(answer);
    if (fault) faults.push(fault);
    answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
    watchers = watchers.filter((isDone) => !isDone());
    return answer.status;
  };
  const next = (): Letter => {
    const kept = chance(random, 0.9) ? undelivered.shift() : undefined;
    if (kept) return kept;
    // A proxy or a page that was restored from the cache sends again what was taken long ago.
    if (delivered.length > 0 && chance(random, 0.15)) return pick(random, delivered);
    return letterOf(random, run, sent.size);
  };

  return {
    sent,
    acknowledged,
    answers,
    faults,
    slowest: () => slowest,
    go: (port, connections, untilLost = false) => {
      const agent = new Agent({ keepAlive: true, maxSockets: connections });
      let isStopped = false;
      let open = connections;
      const connection = async () => {
        while (!isStopped) {
          const status = await deliver(port, agent, next());
          if (status === 'lost' && untilLost) break;
          if (status === 'lost' || status >= 300) await pause(PAUSE_MS);
        }
        open -= 1;
        watchers = watchers.filter((isDone) => !isDone());
      };
      const all = Promise.all(Array.from({ length: connections }, connection)).then(() => agent.destroy());
      const until = (condition: () => boolean) =>
        new Promise<void>((resolve) => {
          const isDone = () => {
            if (!condition() && open > 0) return false;
            resolve();
            return true;
          };
          if (!isDone()) watchers.push(isDone);
        });
      const good = () => (answers.get(200) ?? 0) + (answers.get(202) ?? 0);
      return {
        answered: (count) => {
          const enough = good() + count;
          return until(() => good() >= enough);
        },
        heard: (status) => {
          const before = answers.get(status) ?? 0;
          return until(() => (answers.get(status) ?? 0) > before);
        },
        stop: async () => {
          isStopped = true;
          await all;
        },
      };
    },
    catchUp: async (port) => {
      const agent = new Agent({ keepAlive: true, maxSockets: CATCH_UP_CONNECTIONS });
      let takenAt = Date.now();
      const connection = async () => {
        for (let letter = undelivered.shift(); letter; letter = undelivered.shift()) {
          const status = await deliver(port, agent, letter);
          if (status !== 'lost' && status < 300) takenAt = Date.now();
          else if (Date.now() - takenAt < GIVES_UP_MS) await pause(PAUSE_MS);
          else throw new Error(`not taken: ${status}, of all ${JSON.stringify([...answers])} ${faults[0] ?? ''}`);
        }
      };
      await Promise.all(Array.from({ length: CATCH_UP_CONNECTIONS }, connection)).finally(() => agent.destroy());
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function letterOf(random: Random, run: string, fresh: number): Letter {
  const way = chance(random, 0.5) ? 'collect' : 'batch';
  const isRegular = chance(random, 0.8);
  const someone = () => (isRegular ? whole(random, 1, REGULARS) : REGULARS + fresh);
  const visitor = someone();
  const happenings = Array.from({ length: whole(random, 1, 12) }, () => {
    // The tag speaks for one browser, a server for all its visitors.
    const number = way === 'collect' ? visitor : someone();
    // Most browsers are one person's; some are shared.
    const person = chance(random, 0.9) ? 1 + (number % PEOPLE) : whole(random, 1, PEOPLE);
    const email = `person-${person}@company-${person % COMPANIES}.example`;
    return {
      id: randomUUID(),
      at: Date.now() - whole(random, 0, HOUR),
      browser: `${run}-${number}`,
      path: pick(random, PATHS),
      email: chance(random, 0.1) ? email : null,
    };
  });
  return { way, happenings };
}

function bodyOf({ way, happenings }: Letter): string {
  const sentAt = Date.now();
  if (way === 'collect') {
    const events = happenings.map(({ id, at, path, email }, index) => ({
      id,
      at,
      kind: email === null ? 'page_view' : 'identify',
      page: { url: `https://acme.example${path}`, path },
      ...{ pageView: `view-${id}`, session: 'session-1', ordinal: index + 1 },
      ...(email !== null && { claim: { email } }),
    }));
    return JSON.stringify({ tagId: TAG_ID, anonymousId: happenings[0]?.browser, sentAt, events });
  }
  const batch = happenings.map(({ id, at, path, email, browser }) => ({
    ...{ messageId: id, anonymousId: browser, timestamp: new Date(at).toISOString() },
    context: { userAgent: CHROME },
    ...(email === null
      ? { type: 'page', properties: { url: `https://acme.example${path}` } }
      : { type: 'identify', traits: { email } }),
  }));
  return JSON.stringify({ batch, sentAt: new Date(sentAt).toISOString() });
}

interface Answer {
  readonly status: number | 'lost';
  readonly retryAfter: string | undefined;
  readonly text: string;
}

function post(port: number, agent: Agent, letter: Letter): Promise<Answer> {
  const body = bodyOf(letter);
  const ways = {
    collect: { path: '/collect', headers: { 'content-type': 'text/plain', 'user-agent': CHROME } },
    batch: {
      path: '/v1/batch',
      headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${API_KEY}:`)}` },
    },
  };
  const { path, headers } = ways[letter.way];
  return new Promise((resolve) => {
    const lost = () => resolve({ status: 'lost', retryAfter: undefined, text: '' });
    const length = { 'content-length': Buffer.byteLength(body) };
    const options = { host: '127.0.0.1', port, path, agent, method: 'POST', headers: { ...headers, ...length } };
    const call = request({ ...options, timeout: WAITS_MS }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += String(chunk);
      });
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], text }),
      );
      response.once('error', lost);
      // A body cut in the middle is no answer.
      response.once('close', lost);
    });
    call.once('timeout', () => call.destroy());
    call.once('error', lost);
    call.end(body);
  });
}

function faultOf({ status, retryAfter, text }: Answer): string | null {
  if (status === 'lost') return null;
  if (status === 503) return retryAfter === undefined ? `503 without Retry-After: ${text}` : null;
  if (status >= 300) return `${status}: ${text}`;
  return text.includes('"refused"') ? `refused: ${text.slice(0, 500)}` : null;
}
