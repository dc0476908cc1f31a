import { COLLECT_KINDS } from '../../wire/collect.ts';
import { SIGNAL_KINDS, type SignalKind } from '../../wire/signal.ts';
import { namedId, signalId } from '../foundation/ids.ts';
import { type Outcome, ok, type Refused, refused } from '../foundation/outcome.ts';
import { DAY } from '../foundation/time.ts';
import { claimOf, isStaff } from './claim.ts';
import type { Claim, IdentityKey, JsonObject, SignalDraft } from './draft.ts';
import { segmentEventName } from './event-name.ts';
import { eventTime, parseTime } from './event-time.ts';
import { properties, SEGMENT_LIMITS } from './properties.ts';
import type { DroppedField, RefusalReason } from './refusal.ts';
import { isObject, SEGMENT_CALLS, SEGMENT_EVENT_MAX, type SegmentCall, type SegmentRequest } from './segment-body.ts';
import { sessionOf, surroundings } from './segment-context.ts';
import { eventId, senderId } from './sender.ts';
import type { RequestFacts, Site } from './site.ts';
import { type Drafted, type Tally, tallied } from './tally.ts';
import { textOrNull } from './text.ts';

const TEXT_LENGTH_MAX = 1_000;
// A smaller number is no time in milliseconds after 1973, but would be one in seconds until the year 5138.
const MILLIS_MIN = 1e11;

/**
 * Turns a request of Segment's HTTP tracking API into drafts, each event judged alone:
 * `page` and `screen` are page views, `track` keeps its name, `identify`, `group` and `alias` are claims.
 * Source: https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/
 */
export function segment(request: SegmentRequest, facts: RequestFacts, site: Site): Tally {
  const { endpoint, origin, receivedAt: at } = facts;
  const sender = { source: 'segment', endpoint, origin, key: facts.trusted ? 'api key' : site.tagId, at } as const;
  return tallied(request.events, sender, (event) => draftOf(event, { request, facts, site }));
}

interface Around {
  readonly request: SegmentRequest;
  readonly facts: RequestFacts;
  readonly site: Site;
}

type Event = Readonly<Record<string, unknown>>;

/** The steps of one event, in order; the first refusal ends it. */
function draftOf(event: unknown, around: Around): Outcome<Drafted, RefusalReason> {
  const { request, facts, site } = around;
  if (!isObject(event)) return refused('not_an_object', null, 'An event must be a JSON object.');
  if (request.mayHoldLargeEvents && jsonLength(event) > SEGMENT_EVENT_MAX) {
    return refused('too_large', null, `An event must be at most ${SEGMENT_EVENT_MAX} characters as JSON.`);
  }
  const call = callOf(event, request);
  if (!call.ok) return call;
  const id = isAbsent(event['messageId']) ? ok(facts.mint()) : eventId(event['messageId'], 'messageId');
  if (!id.ok) return id;
  const dropped: DroppedField[] = [];
  const stated = firstTime(event, dropped);
  if (!stated.ok) return stated;
  const said = whatIsSaid(event, call.value, facts.trusted);
  if (!said.ok) return said;
  const who = whoOf(event, call.value, around, dropped);
  if (!who.ok) return who;
  const sentAt = parseTime(request.sentAt ?? event['sentAt'], 'sentAt');
  if (!sentAt.ok) dropped.push({ reason: sentAt.reason, field: sentAt.field, message: sentAt.message });
  const { receivedAt, trusted } = facts;
  const time = eventTime({ statedAt: stated.value, sentAt: sentAt.ok ? sentAt.value : null, receivedAt, trusted });
  const place = surroundings(event, said.value.kind, request.context, facts, site, dropped);
  const draft: SignalDraft = {
    id: signalId(site.workspaceId, id.value, time.idTime),
    at: time.at,
    receivedAt,
    ...who.value,
    ...said.value,
    ...place,
    filtered: place.filtered ?? (isStaff(who.value.claim, site) ? 'own_staff' : null),
    pageView: null,
    flags: time.flags,
  };
  return ok({ id: id.value, draft, dropped });
}

// What is nested too deep to be written is too large.
function jsonLength(event: Event): number {
  try {
    return JSON.stringify(event).length;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function callOf(event: Event, request: SegmentRequest): Outcome<SegmentCall, RefusalReason> {
  if (request.call !== null) return ok(request.call);
  const { type } = event;
  if (isAbsent(type)) return refused('missing', 'type', 'An event of a batch needs a type.');
  const call = SEGMENT_CALLS.find((name) => name === type);
  return call === undefined
    ? refused('not_allowed', 'type', `The type must be one of ${SEGMENT_CALLS.join(', ')}.`)
    : ok(call);
}

function firstTime(event: Event, dropped: DroppedField[]): Outcome<number | null, RefusalReason> {
  const field = isAbsent(event['timestamp']) ? 'originalTimestamp' : 'timestamp';
  const raw = event[field];
  if (typeof raw !== 'number' || raw >= MILLIS_MIN || raw < 0) return parseTime(raw, field);
  const message =
    'A number must be milliseconds since 1970; this one may be seconds. The event took the time of receipt.';
  dropped.push({ reason: 'bad_time', field, message });
  return ok(null);
}

type Said = Pick<SignalDraft, 'kind' | 'name' | 'text' | 'props' | 'traits'>;

function whatIsSaid(event: Event, call: SegmentCall, trusted: boolean): Outcome<Said, RefusalReason> {
  if (call === 'alias') return ok({ kind: 'identify', name: null, text: null, props: null, traits: null });
  if (call === 'identify' || call === 'group') {
    const traits = call === 'group' ? groupTraits(event) : personTraits(event);
    return traits.ok ? ok({ kind: 'identify', name: null, text: null, props: null, traits: traits.value }) : traits;
  }
  const props = properties(event['properties'], 'properties', SEGMENT_LIMITS);
  if (!props.ok) return props;
  return call === 'track' ? trackSaid(event, props.value, trusted) : ok(pageSaid(props.value));
}

/** A `track` stays a track, unless `properties.knock_kind` says which of Knock's own kinds it is. */
function trackSaid(event: Event, props: JsonObject | null, trusted: boolean): Outcome<Said, RefusalReason> {
  const name = segmentEventName(event['event'], 'event');
  if (!name.ok) return name;
  const { knock_kind: wanted = null, ...rest } = props ?? {};
  const kind = wanted === null ? 'track' : allowedKind(wanted, trusted);
  if (kind === null) return refused('not_allowed', 'properties.knock_kind', 'This is no kind that this key may send.');
  const text = textOrNull(rest['text'], TEXT_LENGTH_MAX) ?? textOrNull(rest['label'], TEXT_LENGTH_MAX);
  return ok({
    kind,
    name: kind === 'track' ? name.value : null,
    text: kind === 'track' ? text : (text ?? textOrNull(event['event'], TEXT_LENGTH_MAX)),
    props: Object.keys(rest).length === 0 ? null : rest,
    traits: null,
  });
}

// A public key may append what a browser can do; bookings and messages are for callers who hold a secret.
function allowedKind(wanted: unknown, trusted: boolean): SignalKind | null {
  const kinds: readonly SignalKind[] = trusted ? SIGNAL_KINDS : COLLECT_KINDS;
  const kind = kinds.find((name) => name === wanted);
  return kind === undefined || kind === 'identify' ? null : kind;
}

const PAGE_FIELDS = new Set(['url', 'path', 'title', 'referrer', 'search', 'name']);

function pageSaid(props: JsonObject | null): Said {
  const rest = Object.entries(props ?? {}).filter(([name]) => !PAGE_FIELDS.has(name));
  const kept = rest.length === 0 ? null : Object.fromEntries(rest);
  return { kind: 'page_view', name: null, text: null, props: kept, traits: null };
}

function personTraits(event: Event): Outcome<JsonObject | null, RefusalReason> {
  const traits = properties(event['traits'] ?? contextTraits(event), 'traits', SEGMENT_LIMITS);
  if (!traits.ok || traits.value === null) return traits;
  // The e-mail is the claim; what is a claim is kept in one place.
  const { email: _email, ...rest } = traits.value;
  return ok(Object.keys(rest).length === 0 ? null : rest);
}

/** What a `group` says of the company: its name for the person's record, and everything under `group`. */
function groupTraits(event: Event): Outcome<JsonObject | null, RefusalReason> {
  if (isAbsent(event['groupId'])) return refused('missing', 'groupId', 'A group needs a groupId.');
  const groupId = senderId(event['groupId'], 'groupId');
  if (!groupId.ok) return groupId;
  const traits = properties(event['traits'], 'traits', SEGMENT_LIMITS);
  if (!traits.ok) return traits;
  const name = textOrNull(traits.value?.['name'], 200);
  return ok({
    groupId: groupId.value,
    ...(name === null ? {} : { company: name }),
    ...(traits.value === null ? {} : { group: traits.value }),
  });
}

const TWO_USERS = 'One user does not become another by an alias: merge their contacts in the dashboard.';

type Who = Pick<SignalDraft, 'identity' | 'claim'>;

/** Browser id first, then user id, then e-mail. An alias is its previous id, which claims to be the new one. */
function whoOf(event: Event, call: SegmentCall, around: Around, dropped: DroppedField[]): Outcome<Who, RefusalReason> {
  const claim = claimIn(event, around.facts, dropped);
  if (call === 'alias' && claim === null) {
    return refused('missing', 'userId', 'An alias needs the userId that the previous id belongs to.');
  }
  const browser = call === 'alias' ? previousOf(event) : anonymousOf(event, dropped);
  if (!browser.ok) return browser;
  if (call === 'alias' && browser.value?.kind === 'user' && claim?.userId != null) {
    dropped.push({ reason: 'not_allowed', field: 'previousId', message: TWO_USERS });
  }
  const identity = browser.value === null ? claimedIdentity(claim) : asWelcome(browser.value, event, around);
  if (identity !== null) return ok({ identity, claim });
  const why = dropped[0];
  if (why !== undefined) return refused(why.reason, why.field, why.message);
  return refused('no_identity', 'anonymousId', 'An event needs an anonymousId, a userId or traits.email.');
}

/**
 * The sender's id; for a browser that asks not to be followed one that is its own for the visit, else for the day of receipt.
 * Whoever holds an API key calls for somebody else, and what its request asks is not that person's word.
 */
function asWelcome(sender: IdentityKey, event: Event, { request, facts, site }: Around): IdentityKey {
  if (sender.kind !== 'browser' || !facts.privacySignal || facts.trusted || !site.honourPrivacySignals) return sender;
  const context = event['context'] ?? request.context;
  const session = isObject(context) ? sessionOf(context) : null;
  const span = session === null ? ['day', String(Math.floor(facts.receivedAt / DAY))] : ['session', session];
  // Libraries count sessions by the clock: two browsers may have the same one.
  return { kind: 'browser', value: `session:${namedId(site.workspaceId, sender.value, ...span)}` };
}

function claimIn(event: Event, facts: RequestFacts, dropped: DroppedField[]): Claim | null {
  const { userId, traits } = event;
  const email = (isObject(traits) ? traits['email'] : undefined) ?? contextTraits(event)?.['email'];
  const fields = { userId: 'userId', email: 'traits.email' };
  const proof = { secrets: [], now: facts.receivedAt, trusted: facts.trusted };
  const claim = claimOf({ userId, email }, fields, proof, dropped);
  // Many use the address as the user id; then it is both.
  const address = claim?.email === null ? claimOf({ email: claim.userId }, fields, proof, []) : null;
  return claim !== null && address !== null ? { ...claim, email: address.email } : claim;
}

function anonymousOf(event: Event, dropped: DroppedField[]): { ok: true; value: IdentityKey | null } {
  if (isAbsent(event['anonymousId'])) return ok(null);
  const id = senderId(event['anonymousId'], 'anonymousId');
  if (id.ok) return ok({ kind: 'browser', value: id.value });
  dropped.push({ reason: id.reason, field: id.field, message: id.message });
  return ok(null);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

// The call does not say whether the previous id was a browser's or a user's; every library's browser ids are UUIDs.
function previousOf(event: Event): { ok: true; value: IdentityKey } | Refused<RefusalReason> {
  if (isAbsent(event['previousId'])) return refused('missing', 'previousId', 'An alias needs the previous id.');
  const id = senderId(event['previousId'], 'previousId');
  if (!id.ok) return id;
  const isBrowser = UUID.test(id.value) || id.value === event['anonymousId'];
  return ok({ kind: isBrowser ? 'browser' : 'user', value: id.value });
}

function claimedIdentity(claim: Claim | null): IdentityKey | null {
  if (claim === null) return null;
  if (claim.userId !== null) return { kind: 'user', value: claim.userId };
  return claim.email === null ? null : { kind: 'email', value: claim.email };
}

function contextTraits({ context }: Event): Event | undefined {
  const traits = isObject(context) ? context['traits'] : undefined;
  return isObject(traits) ? traits : undefined;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
