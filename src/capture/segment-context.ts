import type { FilterReason, SignalKind } from '../../wire/signal.ts';
import { type Campaign, touchOf } from './attribution.ts';
import { deviceOf, isBrowserAgent, SERVER_DEVICE } from './device.ts';
import type { Page, SignalDraft, Touch } from './draft.ts';
import { botSign } from './human-or-bot.ts';
import { pageOf, pageWithoutUrl } from './page.ts';
import type { DroppedField } from './refusal.ts';
import { isObject } from './segment-body.ts';
import type { RequestFacts, Site } from './site.ts';
import { textOrNull } from './text.ts';

type Event = Readonly<Record<string, unknown>>;
type Surroundings = Pick<SignalDraft, 'page' | 'touch' | 'device' | 'country' | 'filtered' | 'session'>;

/**
 * Where an event happened, by its `context` and, for page calls, its `properties`. `context.ip` is never read.
 * Without `context.userAgent` the request's own one counts if it is a browser's; a library's makes it a server's call.
 */
export function surroundings(
  event: Event,
  kind: SignalKind,
  batchContext: unknown,
  facts: RequestFacts,
  site: Site,
  dropped: DroppedField[],
): Surroundings {
  const context = objectAt(event['context'] ?? batchContext, 'context', dropped);
  const isDirect = facts.userAgent !== null && isBrowserAgent(facts.userAgent);
  const stated = textOrNull(context['userAgent'], 1_000);
  objectAt(context['traits'], 'context.traits', dropped);
  const agent = stated ?? (isDirect ? facts.userAgent : null);
  return {
    ...placeOf(event, kind, context, site, dropped),
    device: agent === null ? SERVER_DEVICE : deviceOf(agent),
    // A server library's address is the server's.
    country: isDirect ? facts.country : null,
    // Who holds an API key calls for somebody else: what makes the call says nothing of them.
    filtered: site.countAutomation ? null : filteredBy(facts.trusted ? stated : agent, facts),
    session: sessionOf(context),
  };
}

/** The visit an event belongs to, where its sender knows one. */
export function sessionOf({ sessionId }: Event): string | null {
  return typeof sessionId === 'number' ? String(sessionId) : textOrNull(sessionId, 64);
}

function filteredBy(agent: string | null, facts: RequestFacts): FilterReason | null {
  if (agent === null) return null;
  return botSign({ userAgent: agent, purpose: facts.purpose, webdriver: false, signs: [] });
}

function placeOf(
  event: Event,
  kind: SignalKind,
  context: Event,
  site: Site,
  dropped: DroppedField[],
): { page: Page | null; touch: Touch | null } {
  const isView = kind === 'page_view';
  const { properties: said } = event;
  const properties = isView && isObject(said) ? said : NOTHING;
  const around = objectAt(context['page'], 'context.page', dropped);
  const stated = (name: string) => textOrNull(properties[name], 8_192) ?? textOrNull(around[name], 8_192);
  const title = stated('title') ?? (isView ? (textOrNull(event['name'], 512) ?? stated('name')) : null);
  const address = stated('url');
  const known = address === null ? null : pageOf(address, title, urlField(properties));
  if (known !== null && !known.ok) {
    dropped.push({ reason: known.reason, field: known.field, message: known.message });
  }
  const campaign = campaignOf(objectAt(context['campaign'], 'context.campaign', dropped));
  const url = known?.ok ? known.value.url : null;
  const page = known?.ok ? known.value.page : pageWithoutUrl(stated('path'), title);
  if (page === null && campaign === null) return { page, touch: null };
  // Libraries in browsers say with every call what led to the page, and an identify often comes before its page call.
  const referrer = stated('referrer');
  const begins = isView && referrer === null && url !== null;
  return { page, touch: touchOf({ url, referrer, campaign, ownHosts: site.ownHosts, begins }) };
}

function urlField(properties: Event): string {
  return textOrNull(properties['url'], 1) === null ? 'context.page.url' : 'properties.url';
}

function campaignOf(stated: Event): Campaign | null {
  const source = textOrNull(stated['source'], 200);
  const medium = textOrNull(stated['medium'], 200);
  const name = textOrNull(stated['name'], 200);
  return source === null && medium === null && name === null ? null : { source, medium, name };
}

const NOTHING: Event = {};

/** An object that may be left out. Anything else in its place is left behind, and said so. */
function objectAt(value: unknown, field: string, dropped: DroppedField[]): Event {
  if (isObject(value)) return value;
  if (value !== undefined && value !== null) {
    dropped.push({ reason: 'wrong_type', field, message: 'Must be an object.' });
  }
  return NOTHING;
}
