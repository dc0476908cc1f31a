import { lookup } from 'node:dns';
import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Why an address that somebody gave us was not asked, or did not answer in bounds. The `code` of the thrown error. */
export type GuardWord = 'private_address' | 'no_tls' | 'too_large' | 'redirected';

export class GuardError extends Error {
  override readonly name = 'GuardError';
  readonly code: GuardWord;
  constructor(code: GuardWord, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Guard {
  /** Lets it lead to this machine and its network, and by plain http. */
  readonly privateTargets: boolean;
  /** Of an answer's body. */
  readonly bytesMax: number;
}

/**
 * `fetch` for addresses that a person gave us: https only, the address that was checked is the one connected to, redirects and large
 * answers are errors. A text body only. Rejects with `GuardError`, or with what the network says; stops when `signal` does.
 */
export function guardedFetch(guard: Guard): typeof fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.protocol !== 'https:' && !guard.privateTargets) throw new GuardError('no_tls', 'only https is asked');
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !guard.privateTargets && !isPublic(host)) throw notPublic(host);
    const answer = await send(url, init, guard);
    const status = answer.statusCode ?? 502;
    if (status >= 300 && status < 400) {
      answer.destroy();
      throw new GuardError('redirected', `${host} answered with a redirect, which is not followed`);
    }
    const body = await read(answer, guard.bytesMax);
    const headers = Object.entries(answer.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    );
    return new Response(status === 204 ? null : body, { status, headers });
  };
}

function send(url: URL, init: RequestInit, guard: Guard): Promise<IncomingMessage> {
  const body = init.body ?? null;
  if (body !== null && typeof body !== 'string') throw new Error('a guarded request carries text only');
  const request = url.protocol === 'https:' ? requestTls : requestPlain;
  const headers = Object.fromEntries(new Headers(init.headers));
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        method: init.method ?? 'GET',
        headers: { ...headers, ...(body !== null && { 'content-length': Buffer.byteLength(body) }) },
        lookup: guard.privateTargets ? lookup : publicLookup,
        agent: false,
        ...(init.signal && { signal: init.signal }),
      },
      resolve,
    );
    asked.on('error', reject);
    asked.end(body ?? undefined);
  });
}

async function read(answer: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) {
      answer.destroy();
      throw new GuardError('too_large', `the answer is larger than ${bytesMax} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

// All addresses of a name must be public, so that none can be chosen that was not checked.
const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, []);
    const bad = addresses.find(({ address }) => !isPublic(address));
    if (bad) return done(notPublic(host), []);
    const first = addresses[0];
    if (options.all || !first) return done(null, addresses);
    done(null, first.address, first.family);
  });
};

function notPublic(host: string): GuardError {
  return new GuardError('private_address', `${host} is no public address; KNOCK_PRIVATE_TARGETS=true allows it`);
}

const NOT_PUBLIC = new BlockList();
for (const net of [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24',
  '192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
].flatMap((line) => line.split(' '))) {
  const [address = '', bits = ''] = net.split('/');
  NOT_PUBLIC.addSubnet(address, Number(bits), 'ipv4');
}
// Inside 2000::/3, which is all of IPv6 that is public: Teredo, documentation, 6to4 (which can name any IPv4 address).
const GLOBAL_V6 = new BlockList();
GLOBAL_V6.addSubnet('2000::', 3, 'ipv6');
for (const [address, bits] of [
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const) {
  NOT_PUBLIC.addSubnet(address, bits, 'ipv6');
}

/** Whether an address is one of the open internet. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !NOT_PUBLIC.check(address, 'ipv4');
  return isIP(address) === 6 && GLOBAL_V6.check(address, 'ipv6') && !NOT_PUBLIC.check(address, 'ipv6');
}
