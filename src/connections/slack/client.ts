import {
  type LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import type { Logger } from 'pino';

/**
 * Why a call did not do what it should. `unclear`: no answer came, so it may have been done; `unauthorized`: the token is no longer
 * good, or may not do this; `refused`: Slack says no, by a word of its own.
 */
export type SlackProblem =
  | { readonly word: 'rate_limited'; readonly afterMs: number }
  | { readonly word: 'unclear' }
  | { readonly word: 'unauthorized'; readonly error: string }
  | { readonly word: 'refused'; readonly error: string };

export type Called<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: SlackProblem };

/** Asks Slack as one team's app. */
export interface SlackClients {
  readonly call: <Value>(token: string, ask: (client: WebClient) => Promise<Value>) => Promise<Called<Value>>;
  /** The bytes behind `url_private`; a word when it is no address of Slack's, too large, or cannot be had. */
  readonly download: (
    token: string,
    url: string,
    bytesMax: number,
  ) => Promise<Buffer | 'foreign' | 'too_large' | 'away'>;
  /** Sends the bytes of a file to the address that `files.getUploadURLExternal` gave. */
  readonly upload: (url: string, bytes: Buffer) => Promise<boolean>;
}

export const SLACK_API_URL = 'https://slack.com/api/';
const TIMEOUT_MS = 10_000;
const CLIENTS_MAX = 200;
const UNAUTHORIZED = [
  'account_inactive',
  'invalid_auth',
  'missing_scope',
  'no_permission',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
];

/**
 * Clients over Slack's official package. It repeats nothing by itself: a post that is repeated blindly is there twice, so whoever asks
 * decides. `timeoutMs` bounds one call.
 */
export function openSlackClients(apiUrl: string, log: Logger, timeoutMs = TIMEOUT_MS): SlackClients {
  const clients = new Map<string, WebClient>();
  const clientOf = (token: string) => {
    const known = clients.get(token);
    if (known) return known;
    if (clients.size >= CLIENTS_MAX) clients.clear();
    const made = new WebClient(token, clientOptions(apiUrl, log, timeoutMs));
    clients.set(token, made);
    return made;
  };
  return {
    call: async (token, ask) => {
      try {
        return { ok: true, value: await ask(clientOf(token)) };
      } catch (error) {
        return { ok: false, problem: problemOf(error) };
      }
    },
    download: (token, url, bytesMax) => download(token, url, { bytesMax, apiUrl, timeoutMs }),
    upload: async (url, bytes) => {
      if (!isSlacks(url, apiUrl)) return false;
      const body = new Uint8Array(bytes);
      const signal = AbortSignal.timeout(timeoutMs * 3);
      return fetch(url, { method: 'POST', body, redirect: 'error', signal }).then(
        (response) => response.ok,
        () => false,
      );
    },
  };
}

/** How every client of ours is made, also the one inside socket mode. */
export function clientOptions(apiUrl: string, log: Logger, timeoutMs = TIMEOUT_MS): WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    allowAbsoluteUrls: false,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    logger: quiet(log),
  };
}

/** The package's log lines, which may hold what people wrote: only its warnings and errors, and only at our debug level. */
export function quiet(log: Logger) {
  const warn = (...words: unknown[]) => log.debug({ slack: words.map(String).join(' ').slice(0, 500) }, 'slack client');
  const none = () => {};
  return {
    ...{ debug: none, info: none, warn, error: warn },
    ...{ setLevel: none, setName: none, getLevel: () => 'warn' as LogLevel },
  };
}

function problemOf(error: unknown): SlackProblem {
  if (error instanceof WebAPIRateLimitedError) return { word: 'rate_limited', afterMs: error.retryAfter * 1_000 };
  if (error instanceof WebAPIPlatformError) {
    const word = error.data.error;
    if (word === 'ratelimited' || word === 'rate_limited') return { word: 'rate_limited', afterMs: 30_000 };
    if (UNAUTHORIZED.includes(word)) return { word: 'unauthorized', error: word };
    // Slack's own trouble: whether it was done is not said.
    if (word === 'internal_error' || word === 'fatal_error' || word === 'service_unavailable')
      return { word: 'unclear' };
    return { word: 'refused', error: word };
  }
  if (error instanceof WebAPIHTTPError && error.statusCode < 500)
    return { word: 'refused', error: `http_${error.statusCode}` };
  return { word: 'unclear' };
}

async function download(
  token: string,
  url: string,
  { bytesMax, apiUrl, timeoutMs }: { readonly bytesMax: number; readonly apiUrl: string; readonly timeoutMs: number },
): Promise<Buffer | 'foreign' | 'too_large' | 'away'> {
  // The address comes in an event, and the token goes with the request: to Slack only.
  if (!isSlacks(url, apiUrl)) return 'foreign';
  try {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(timeoutMs * 3) });
    if (!response.ok || !response.body) return 'away';
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of response.body) {
      size += part.byteLength;
      if (size > bytesMax) return 'too_large';
      parts.push(part);
    }
    const bytes = Buffer.concat(parts);
    // Without the right scope Slack answers with its sign-in page and 200.
    return bytes.subarray(0, 200).toString('latin1').toLowerCase().startsWith('<!doctype html') ? 'away' : bytes;
  } catch {
    return 'away';
  }
}

function isSlacks(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin, username } = new URL(url);
  if (origin === new URL(apiUrl).origin) return true;
  return (
    protocol === 'https:' && username === '' && (hostname === 'files.slack.com' || hostname.endsWith('.slack.com'))
  );
}
