import { COLLECT_EVENTS_MAX, CollectBatch, CollectEvent, PROPS_JSON_MAX, RESERVED_TRAITS } from '../../wire/collect.ts';
import type { FilterReason } from '../../wire/signal.ts';
import { signalId } from '../foundation/ids.ts';
import { type Outcome, ok, type Refused, refused } from '../foundation/outcome.ts';
import { touchOf } from './attribution.ts';
import { claimOf, isStaff } from './claim.ts';
import { deviceOf } from './device.ts';
import type { Claim, Device, IdentityKey, JsonObject, SignalDraft, Touch } from './draft.ts';
import { eventName } from './event-name.ts';
import { eventTime } from './event-time.ts';
import { botSign } from './human-or-bot.ts';
import { pageOf, targetOf } from './page.ts';
import { properties, TAG_LIMITS } from './properties.ts';
import type { BatchReason, DroppedField, RefusalReason } from './refusal.ts';
import { eventId, senderId } from './sender.ts';
import { shapeFault } from './shape.ts';
import type { RequestFacts, Site } from './site.ts';
import { type Drafted, type Tally, tallied } from './tally.ts';
import { textOrNull } from './text.ts';

const TEXT_LENGTH_MAX = 1_000;
const ID_LENGTH_MAX = 64;
// What the tag found wrong before it could send it.
const FAULTS = {
  wrong_type: 'JSON cannot carry this value.',
  too_large: `Must be at most ${PROPS_JSON_MAX} characters as JSON.`,
} as const;
const UNREACHABLE: DroppedField = {
  reason: 'bad_url',
  field: 'target.href',
  message: 'Of link targets only web, mailto:, tel: and sms: addresses are recorded.',
};
const RESERVED: ReadonlySet<string> = new Set(RESERVED_TRAITS);

/** The envelope of a tag's request, or why none of it can be read. `text` is at most `COLLECT_BODY_BYTES_MAX` long. */
export function readCollectBatch(text: string): Outcome<CollectBatch, BatchReason> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return refused('not_json', 'body', 'The body must be JSON.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return refused('not_an_object', 'body', 'The body must be a JSON object.');
  }
  if ('events' in body && Array.isArray(body.events) && body.events.length > COLLECT_EVENTS_MAX) {
    return refused('too_many', 'events', `A batch may hold ${COLLECT_EVENTS_MAX} events.`);
  }
  const batch = CollectBatch.safeParse(body);
  return batch.success ? ok(batch.data) : shapeFault(batch.error);
}

/**
 * Turns a batch of the website tag into drafts. Each event is judged alone: one bad event never sinks its batch,
 * and the answers are in the order of the events.
 */
export function collect(batch: CollectBatch, facts: RequestFacts, site: Site): Tally {
  const visitor = visitorOf(batch, facts, site);
  const { endpoint, origin, receivedAt: at } = facts;
  const request = { source: 'collect', endpoint, origin, key: site.tagId, at } as const;
  return tallied(batch.events, request, (event) => draftOf(event, visitor));
}

/** What is the same for every event of a batch. */
interface Visitor {
  readonly batch: CollectBatch;
  readonly facts: RequestFacts;
  readonly site: Site;
  readonly device: Device | null;
  readonly filtered: FilterReason | null;
}

function visitorOf(batch: CollectBatch, facts: RequestFacts, site: Site): Visitor {
  const seen = { webdriver: batch.browser?.webdriver === true, signs: batch.browser?.signs ?? [] };
  const filtered = site.countAutomation ? null : botSign({ ...seen, ...facts });
  return { batch, facts, site, filtered, device: facts.userAgent === null ? null : deviceOf(facts.userAgent) };
}

/** The steps of one event, in order; the first refusal ends it. */
function draftOf(raw: unknown, visitor: Visitor): Outcome<Drafted, RefusalReason> {
  const shape = CollectEvent.safeParse(raw);
  if (!shape.success) return shapeFault(shape.error);
  const event = shape.data;
  if (event.fault) return refused(event.fault[0], event.fault[1], FAULTS[event.fault[0]]);
  const id = eventId(event.id, 'id');
  if (!id.ok) return id;
  const identity = identityOf(event, visitor);
  if (!identity.ok) return identity;
  const page = pageOf(event.page.url, event.page.title, 'page.url');
  if (!page.ok) return page;
  const name = event.kind === 'track' ? eventName(event.name, 'name') : ok(null);
  if (!name.ok) return name;
  const stated = properties(event.props, 'props', TAG_LIMITS);
  if (!stated.ok) return stated;
  const dropped: DroppedField[] = [];
  const claim = claimIn(event, visitor, dropped);
  if (event.kind === 'identify' && claim === null) return nobodyNamed(dropped);
  const { facts, batch, site } = visitor;
  const time = eventTime({ statedAt: event.at, sentAt: batch.sentAt, receivedAt: facts.receivedAt, trusted: false });
  const draft: SignalDraft = {
    id: signalId(site.workspaceId, id.value, time.idTime),
    at: time.at,
    receivedAt: facts.receivedAt,
    kind: event.kind,
    identity: identity.value,
    claim,
    traits: event.kind === 'identify' ? withoutReserved(stated.value, dropped) : null,
    page: page.value.page,
    name: name.value,
    text: textOrNull(event.target?.text, TEXT_LENGTH_MAX) ?? textOrNull(event.target?.name, TEXT_LENGTH_MAX),
    props: event.kind === 'identify' ? null : withTarget(stated.value, event.target, dropped),
    touch: touchIn(event, page.value.url, site),
    device: visitor.device,
    country: facts.country,
    session: textOrNull(event.session, ID_LENGTH_MAX),
    pageView: textOrNull(event.pageView, ID_LENGTH_MAX),
    filtered: visitor.filtered ?? (isStaff(claim, site) ? 'own_staff' : null),
    flags: time.flags,
  };
  return ok({ id: event.id, draft, dropped });
}

/** The browser's id; where it asks not to be followed but the tag sent a lasting id all the same, the session's. */
function identityOf(event: CollectEvent, visitor: Visitor): Outcome<IdentityKey, RefusalReason> {
  const { batch, facts, site } = visitor;
  const unwelcome = facts.privacySignal && site.honourPrivacySignals && batch.ephemeral !== true;
  const value = unwelcome ? senderId(event.session, 'session') : senderId(batch.anonymousId, 'anonymousId');
  return value.ok ? ok({ kind: 'browser', value: unwelcome ? `session:${value.value}` : value.value }) : value;
}

function claimIn(event: CollectEvent, { site, facts }: Visitor, dropped: DroppedField[]): Claim | null {
  if (!event.claim) return null;
  const proof = { secrets: [site.identitySecret, site.formerIdentitySecret], now: facts.receivedAt, trusted: false };
  return claimOf(event.claim, { userId: 'claim.userId', email: 'claim.email' }, proof, dropped);
}

function nobodyNamed(dropped: readonly DroppedField[]): Refused<RefusalReason> {
  const why = dropped[0];
  if (why !== undefined) return refused(why.reason, why.field, why.message);
  return refused('missing', 'claim', 'An identify needs an email, a userId or a signed token.');
}

function withoutReserved(traits: JsonObject | null, dropped: DroppedField[]): JsonObject | null {
  if (traits === null) return null;
  const kept = Object.entries(traits).filter(([name]) => !RESERVED.has(name));
  for (const name of Object.keys(traits)) {
    if (!RESERVED.has(name)) continue;
    dropped.push({ reason: 'reserved_trait', field: `props.${name}`, message: 'The tag records this name itself.' });
  }
  return kept.length === 0 ? null : Object.fromEntries(kept);
}

/** The clicked or submitted element joins the properties: `href`, `id`, `name`. */
function withTarget(
  props: JsonObject | null,
  target: CollectEvent['target'],
  dropped: DroppedField[],
): JsonObject | null {
  if (!target) return props;
  const href = target.href ? targetOf(target.href) : null;
  if (target.href && href === null) dropped.push(UNREACHABLE);
  const id = textOrNull(target.id, TEXT_LENGTH_MAX);
  const name = textOrNull(target.name, TEXT_LENGTH_MAX);
  const element = { ...(href && { href }), ...(id && { id }), ...(name && { name }) };
  return props === null && Object.keys(element).length === 0 ? null : { ...element, ...props };
}

// Only a page view knows what led to it; the tag says which one begins a session.
function touchIn(event: CollectEvent, url: URL, site: Site): Touch {
  const isView = event.kind === 'page_view';
  return touchOf({
    url,
    referrer: isView ? (event.page.referrer ?? null) : undefined,
    campaign: null,
    ownHosts: site.ownHosts,
    begins: isView && event.entry === true,
  });
}
