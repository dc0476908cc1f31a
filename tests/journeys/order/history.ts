import fc from 'fast-check';
import type { SignalDraft, Touch } from '../../../src/capture/draft.ts';
import { signalId } from '../../../src/foundation/ids.ts';
import { DAY, HOUR } from '../../../src/foundation/time.ts';
import type { SignalKind } from '../../../wire/signal.ts';

/** One event of a generated history, before it is a draft: few names and instants, so that everything collides. */
export interface Event {
  readonly n: number;
  readonly at: number;
  readonly identity: { readonly kind: 'browser' | 'user'; readonly value: string };
  /** A person's address, or the role mailbox that the event was sent as. */
  readonly email: string | null;
  readonly userId: string | null;
  /** The e-mail of the recipient that the link was made for: a weak claim, only of browsers that claim nothing else. */
  readonly recipient: string | null;
  readonly kind: SignalKind;
  readonly path: string;
  readonly source: string | null;
  /** Whether it can begin a session: what only goes on with one may come first, at the same instant, or long after. */
  readonly entry: boolean;
  readonly bot: boolean;
}

export const START = Date.UTC(2026, 5, 1);

const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values);

/** Anything by anybody. */
const anything = fc
  .array(
    fc.record({
      // Three days, a few instants each, so that ties, midnights and late arrivals all happen.
      at: fc.nat({ max: 30 }).map((step) => START + Math.floor((step * 3 * DAY) / 30)),
      identity: fc.oneof(
        { weight: 6, arbitrary: pick('b1', 'b2').map((value) => ({ kind: 'browser' as const, value })) },
        { weight: 1, arbitrary: pick('u1', 'u2').map((value) => ({ kind: 'user' as const, value })) },
      ),
      email: fc.oneof(
        { weight: 6, arbitrary: fc.constant(null) },
        { weight: 4, arbitrary: pick('ann@acme.com', 'bob@acme.com', 'eve@gmail.com') },
        { weight: 2, arbitrary: pick('info@bolt.com', 'sales@acme.com', 'info@gmail.com') },
      ),
      userId: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: pick('u1', 'u2') }),
      recipient: fc.oneof(
        { weight: 6, arbitrary: fc.constant(null) },
        { weight: 3, arbitrary: pick('ann@acme.com', 'bob@acme.com', 'info@acme.com') },
      ),
      kind: pick<SignalKind>('page_view', 'form_submit', 'identify', 'track'),
      path: pick('/pricing', '/careers', '/blog'),
      source: fc.oneof(fc.constant(null), pick('Google', 'Direct', 'LinkedIn')),
      entry: fc.boolean(),
      bot: fc.oneof({ weight: 12, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    }),
    { minLength: 1, maxLength: 26 },
  )
  .map((list) => list.map((event, n): Event => ({ ...event, n })));

/**
 * One page, seen again and again around a midnight by one browser, which goes from hand to hand and has two keys for one person. Few
 * of the events say who it is, so that most are counted where stretches stand already.
 */
const turns = anything.map((list) =>
  list.map((event): Event => {
    const step = Math.round((event.at - START) / (0.1 * DAY)) % 13;
    const isUser = event.identity.kind === 'user';
    const claims = event.n % 4 === 0 || isUser;
    return {
      ...event,
      ...{ at: START + DAY + (step - 8) * HOUR, kind: 'page_view', source: null, recipient: null, bot: false },
      identity: isUser ? { kind: 'user', value: 'u1' } : { kind: 'browser', value: 'b1' },
      path: '/pricing',
      email: claims && event.n % 8 !== 0 ? (event.email === 'bob@acme.com' ? event.email : 'ann@acme.com') : null,
      userId: claims && event.n % 8 === 0 ? 'u1' : null,
    };
  }),
);

export const events = fc.oneof(anything, turns);

/** How a history reaches Knock: an order of events, some of them twice, cut into batches. */
export const deliveries = (count: number) =>
  fc.record({
    order: fc.shuffledSubarray([...Array(count).keys()], { minLength: count, maxLength: count }),
    again: fc.array(fc.nat({ max: Math.max(0, count - 1) }), { maxLength: 4 }),
    cuts: fc.array(
      fc.nat({ max: 4 }).map((n) => n === 0),
      { minLength: count + 4, maxLength: count + 4 },
    ),
  });

export function batchesOf(
  drafts: readonly SignalDraft[],
  { order, again, cuts }: { order: number[]; again: number[]; cuts: boolean[] },
): SignalDraft[][] {
  const batches: SignalDraft[][] = [[]];
  for (const [index, n] of [...order, ...again].entries()) {
    const draft = drafts[n];
    if (draft) batches.at(-1)?.push(draft);
    if (cuts[index]) batches.push([]);
  }
  return batches.filter((batch) => batch.length > 0);
}

export function draftOf(workspaceId: string, event: Event): SignalDraft {
  const touch = (source: string, entry: boolean): Touch => ({
    source,
    channel: source === 'Direct' ? 'Direct' : 'Organic Search',
    campaign: null,
    medium: null,
    referrer: null,
    entry,
  });
  // A user's own calls do not claim another user id: Segment sends one user id an event.
  const userId = event.identity.kind === 'user' ? null : event.userId;
  return {
    id: signalId(workspaceId, `e${event.n}`, event.at),
    at: event.at,
    receivedAt: START + 4 * DAY,
    kind: event.kind,
    identity: event.identity,
    claim: event.email || userId ? { email: event.email, userId, verified: false } : likely(event),
    traits: event.kind === 'identify' ? { plan: `p${event.n}` } : null,
    page: { url: `https://acme.test${event.path}`, host: 'acme.test', path: event.path, title: null },
    name: event.kind === 'track' ? 'opened' : null,
    text: null,
    props: null,
    touch: event.source ? touch(event.source, event.entry) : null,
    device: null,
    country: null,
    session: null,
    pageView: null,
    filtered: event.bot ? 'bot_user_agent' : null,
    flags: [],
  };
}

function likely({ recipient }: Event): SignalDraft['claim'] {
  return recipient === null ? null : { email: recipient, userId: null, verified: false, strength: 'weak' };
}
