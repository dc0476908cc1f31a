import type { Problem } from '../../../wire/api/paging.ts';
import type { CollectDropped } from '../../../wire/collect.ts';
import { failed, guarded } from '../guard.ts';
import { log, report } from '../report.ts';
import { collectUrl } from '../settings.ts';
import { refreshTitle } from '../watch/page-views.ts';
import { envelope } from './envelope.ts';
import { busy, type Entry, settle, waitingEntries } from './outbox.ts';

const BATCH_MAX = 20;
/** Browsers allow 64 KiB for all keepalive requests of a page together; the rest is for headers and other scripts. */
const BYTES_MAX = 60_000;
const FIRST_DELAY_MS = 250;
const INTERVAL_MS = 1_000;
const RETRY_MS = 3_000;
const RETRY_MAX_MS = 300_000;
const RETRIES_MAX = 10;
/** Without any answer it is usually an ad blocker, which will not change its mind. */
const RETRIES_UNANSWERED_MAX = 3;

/** What became of an event: it was refused for a reason, or fields of it were. */
type Result = Partial<CollectDropped> & { readonly dropped?: readonly CollectDropped[] };
/** An answer for each event, or, for the whole batch, what is wrong with it. */
type Answer = Partial<Problem> & { readonly results?: readonly Result[] };

// The timer of the next flush; 0 when none is set. And the time of the last one.
let timer = 0;
let lastFlush = 0;
// Bytes of the requests that have not ended.
let openBytes = 0;
// Failed requests in a row, and whether they silence the tag now. Both reset by an answer or by coming online.
let failures = 0;
let silent = false;
// Why a batch was given up last. The next one is, mostly, for the same reason, which is told once. Lasts as long as the page.
let told = '';

/** Sends a moment from now: soon after a pause, else once a second; at once when 20 events wait. */
export function flushSoon(): void {
  if (waitingEntries().length >= BATCH_MAX) flush();
  else if (!timer) timer = setTimeout(guarded(flush), Math.max(FIRST_DELAY_MS, lastFlush + INTERVAL_MS - Date.now()));
}

/** Sends what waits, 20 at a time; when `leaving` the page, by means that outlive it. */
export function flush(leaving?: boolean): void {
  clearTimeout(timer);
  timer = 0;
  lastFlush = Date.now();
  refreshTitle();
  // A request may fail before it has begun: then silence ends the loop.
  while (!silent && navigator.onLine) {
    const waiting = waitingEntries();
    const first = waiting[0];
    if (!first) return;
    // One request speaks for one visitor; a kept event may belong to an earlier one.
    send(waiting.filter(({ v }) => v === first.v).slice(0, BATCH_MAX), leaving);
  }
}

/** The way to the server may be free again. */
export function retryNow(): void {
  failures = 0;
  resume();
}

function resume(): void {
  silent = false;
  flushSoon();
}

function send(entries: readonly Entry[], leaving?: boolean): void {
  for (const entry of entries) busy.add(entry);
  post(entries, leaving).catch(failed);
}

function halve(entries: readonly Entry[], leaving?: boolean): void {
  const middle = entries.length >> 1;
  send(entries.slice(0, middle), leaving);
  send(entries.slice(middle), leaving);
}

async function post(entries: readonly Entry[], leaving?: boolean): Promise<void> {
  const body = JSON.stringify(envelope(entries));
  const bytes = new Blob([body]).size;
  if (bytes > BYTES_MAX && entries[1]) return halve(entries, leaving);
  const keepalive = openBytes + bytes < BYTES_MAX && 'keepalive' in Request.prototype;
  if (leaving && !keepalive) {
    // A beacon has no answer: its events stay in the outbox, and the next page sends them again under the same ids.
    if (!navigator.sendBeacon(collectUrl, body) && entries[1]) halve(entries, leaving);
    return;
  }
  openBytes += bytes;
  let response: Response | undefined;
  let answer: Answer | undefined;
  try {
    // A string goes as text/plain, which needs no preflight.
    response = await fetch(collectUrl, { method: 'POST', body, keepalive });
    answer = await response.json();
  } catch (cause) {
    log(cause);
  }
  openBytes -= bytes;
  for (const entry of entries) busy.delete(entry);
  const status = response?.status || 0;
  if (answer?.results) accept(entries, answer.results);
  else if (status === 413 && entries[1]) halve(entries);
  else if (/^4(?!08|29)/.test(`${status}`)) giveUp(entries, answer?.detail || `HTTP ${status}`);
  else backOff(status > 299 ? RETRIES_MAX : RETRIES_UNANSWERED_MAX, response?.headers.get('retry-after'));
}

/** Lets go of each event that was answered for, and tells what was not taken of it. One that the answer forgot is sent again. */
function accept(entries: readonly Entry[], results: readonly Result[]): void {
  log(results);
  results.forEach((result, index) => {
    for (const { reason, field, message } of result.dropped || [result]) {
      if (reason) report(reason, `${field}: ${message}`, entries[index]);
    }
  });
  settle(entries.slice(0, results.length));
  if (results.length < entries.length) backOff(RETRIES_MAX);
  else failures = 0;
}

function giveUp(entries: readonly Entry[], why: string): void {
  if (why !== told) report('rejected', why);
  told = why;
  settle(entries);
}

/** Waits longer each time; after `max` failures in a row the rest is left to the next page. */
function backOff(max: number, retryAfterS?: string | null): void {
  const delay = Math.max(RETRY_MS * 2 ** failures * (0.75 + Math.random() / 2), Number(retryAfterS) * 1000 || 0);
  silent = true;
  if (failures++ < max) setTimeout(guarded(resume), Math.min(delay, RETRY_MAX_MS));
}
