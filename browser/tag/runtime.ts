import type { ChatCall } from '../../wire/chat-host.ts';
import { asJson } from './as-json.ts';
import { callChat } from './chat.ts';
import { on } from './emitter.ts';
import { guarded, soon } from './guard.ts';
import { identify } from './identify.ts';
import { wrapLink } from './knock-links.ts';
import { record } from './record.ts';
import { report } from './report.ts';
import { VERSION } from './settings.ts';
import { whenAllowed } from './who/consent.ts';

/** A call made before the tag was there: path, arguments, then what the real call returned, and what to call on it. */
type QueuedCall = [path: string | 0, args: Iterable<unknown>, result?: unknown, then?: 'open' | 'close'];
interface Stub {
  q?: { splice(start: number): QueuedCall[]; push(call: QueuedCall): unknown };
}

interface SchedulingOptions {
  magicLinkId: string;
  onStatusChange?: (change: object) => void;
}

/** `window.Knock`: what the page and the published SDK call. Nothing here throws. */
export function makeRuntime(reset: () => void, consent: (answer: unknown) => void) {
  return {
    surface: 'website',
    version: VERSION,
    ready: true,
    identify: guarded(identify),
    track: guarded(track),
    on,
    wrapLink,
    reset: guarded(reset),
    consent: guarded(consent),
    modal: { open: chat('modal:open'), close: chat('modal:close') },
    scheduling: { load: guarded(loadScheduling) },
    widget: { show: chat('show'), hide: chat('hide'), open: chat('open'), close: chat('close') },
  };
}

/** Makes, in order, the calls that the snippet's stub took, and those it still takes from code that held on to it. */
export function replay(runtime: object, stub: Stub): void {
  const play = guarded((call: QueuedCall) => {
    if (!call[0]) return;
    const [head, tail] = call[0].split('.') as [string, string?];
    // biome-ignore lint/suspicious/noExplicitAny: the page may have queued anything.
    const owner: any = tail ? (runtime as any)[head] : runtime;
    const result = owner[tail || head](...call[1]);
    call[2] = result;
    if (call[3]) result[call[3]]();
  });
  if (!stub.q) return;
  const calls = stub.q.splice(0);
  stub.q.push = play;
  for (const call of calls) play(call);
}

function track(name: unknown, props: unknown = {}) {
  const said = asJson({ name, props });
  whenAllowed(() => record('track', said.fault ? { ...said, name: `${name}`.slice(0, 64) } : said));
}

function chat(word: ChatCall[0]) {
  return guarded((options?: unknown) => callChat([word, options] as ChatCall));
}

function loadScheduling({ magicLinkId, onStatusChange }: SchedulingOptions) {
  const status = 'error';
  const message = 'No scheduling here';
  const notYet = () => report('not_available', message);
  notYet();
  soon(() => onStatusChange?.({ status, magicLinkId, message }));
  return { open: notYet, close: notYet, status };
}
