import { z } from 'zod';
import { FILTER_REASONS } from './signal.ts';

/**
 * What the website tag posts to `/collect` and what it gets back.
 *
 * The body is JSON sent as `text/plain`, so that a browser needs no preflight. The batch is checked in two steps:
 * the envelope (`CollectBatch`) as a whole, then each event on its own (`CollectEvent`), so that a bad event is
 * refused alone. Shapes only grow: the server accepts last year's tag, whose script may sit in a cache.
 */

/** Bytes of a body, as sent. The tag keeps below it because keepalive requests share 64 KiB per page. */
export const COLLECT_BODY_BYTES_MAX = 64 * 1024;
/** Events in one batch. The tag sends at most 20 at once. */
export const COLLECT_EVENTS_MAX = 100;
/** Bytes of one event as JSON. */
export const COLLECT_EVENT_BYTES_MAX = 32 * 1024;

/** What the tag can report. `identify` carries the claim in the batch and the traits in `props`. */
export const COLLECT_KINDS = [
  'page_view',
  'link_click',
  'button_click',
  'cta_tap',
  'form_start',
  'form_submit',
  'identify',
  'track',
] as const;
export type CollectKind = (typeof COLLECT_KINDS)[number];

/** Limits of event names and properties, the same in the tag and on the server. */
export const PROP_KEYS_MAX = 100;
export const PROP_LIST_MAX = 50;
/** UTF-16 units of one string. */
export const PROP_STRING_MAX = 1_024;
/** UTF-16 units of all properties as JSON. */
export const PROPS_JSON_MAX = 8_192;
/** Nesting of objects and lists: `{a: {b: {c: 1}}}` and `{a: {b: [1]}}` are 3. */
export const PROP_LEVELS_MAX = 3;
export const EVENT_NAME = /^[a-z][a-z0-9_]{0,63}$/;
/** The event the tag sends when a page is left after at least 3 s of attention: `{seconds, scroll}`. */
export const PAGE_ENGAGED = 'page_engaged';

/** Trait names an `identify` may not set, because the tag records these itself. */
export const RESERVED_TRAITS = [
  'userId',
  'sessionId',
  'vendorId',
  'tagId',
  'tagVersion',
  'clientId',
  'version',
  'uidSource',
  'timestamp',
  'pageVisit',
  'pageNumber',
  'tabPageNumber',
  'revisionNumber',
  'referrerUrl',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'hubspotutk',
  'gclid',
  '__khsc',
  'elementCopy',
] as const;

const text = (max: number) => z.string().max(max);

/** Where an event happened. Only page views have a referrer: document.referrer, or the previous address within a single-page site. */
export const CollectPage = z.object({
  /** Absolute, without query values that look like secrets; a fragment's route (`#/pricing`) is a part of the path, others are left out. */
  url: text(2_048),
  /** The path of `url`, beginning with `/`. */
  path: text(2_048),
  title: text(512).nullish(),
  referrer: text(2_048).nullish(),
});
export type CollectPage = z.infer<typeof CollectPage>;

/** The element clicked, or the form used. Never holds what a visitor typed. */
export const CollectTarget = z.object({
  /** Visible or accessible text, spaces collapsed, at most 120 characters. A form's: its submit button's label. */
  text: text(200).nullish(),
  /** A link's absolute target, or a form's action, without fragment and secrets. */
  href: text(2_048).nullish(),
  /** The element's or form's `id`. */
  id: text(200).nullish(),
  /** The form's `name`, or the value of `data-knock-cta`. */
  name: text(200).nullish(),
});
export type CollectTarget = z.infer<typeof CollectTarget>;

/** An e-mail, user id or signed token that the page stated. A browser's word is a claim; only the token proves anything. */
export const CollectClaim = z.object({
  email: text(320).nullish(),
  userId: text(200).nullish(),
  /** HMAC identity token made by the customer's server. */
  token: text(4_096).nullish(),
});
export type CollectClaim = z.infer<typeof CollectClaim>;

/** Why the tag could not write down what the page said, and which field it was, `props.plan`. */
export const CollectFault = z.tuple([z.enum(['wrong_type', 'too_large']), text(1_000)]);
export type CollectFault = z.infer<typeof CollectFault>;

/** As sent: zod's own records leave `__proto__` out without a word, which capture refuses by name. */
const Props = z
  .custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'Must be an object.',
  )
  .meta({ type: 'object' });

/**
 * One thing that happened. Times are by the visitor's clock; `sentAt` of the batch tells how wrong that clock is.
 * Bounds of `name` and `props` beyond their shape are rules of capture, which answers with a word for each.
 */
export const CollectEvent = z.object({
  /** Made once, the same on every retry. A UUID from the tag. */
  id: z.string().min(8).max(64),
  kind: z.enum(COLLECT_KINDS),
  /** Milliseconds since 1970, visitor's clock. */
  at: z.number().int().min(0).max(8_640_000_000_000_000),
  page: CollectPage,
  /** Id of the page view it happened on; a `page_view` carries its own id. */
  pageView: text(64),
  session: text(64),
  /** Place in the session, from 1; unique within a tab, not across tabs. */
  ordinal: z.number().int().min(0).max(1_000_000_000),
  /** True for the first page view of a session: what attribution may take as its entry. */
  entry: z.boolean().optional(),
  target: CollectTarget.nullish(),
  /** Only for `track`. As the page said it; the server makes the name of it. */
  name: text(1_000).nullish(),
  /** Properties of a `track`, traits of an `identify`. */
  props: Props.nullish(),
  /** What this event states: an `identify`, or a form's opted-in e-mail field. */
  claim: CollectClaim.nullish(),
  /** The event cannot be recorded, and is sent without values for the page and the debugger to hear why. */
  fault: CollectFault.nullish(),
});
export type CollectEvent = z.infer<typeof CollectEvent>;

/**
 * What betrays a program behind a browser, beside `navigator.webdriver`: globals that tools leave in the page, and
 * `no_window`, a page that is shown without any width. The tag sends these words, and capture filters by them.
 */
export const BOT_SIGNS = ['_phantom', '__nightmare', 'Cypress', 'no_window'] as const;
export type BotSign = (typeof BOT_SIGNS)[number];

/** Signs of a program behind the sender's browser. What else there is, older tags sent; nothing reads it. */
export const CollectBrowser = z.object({
  /** `navigator.webdriver`. */
  webdriver: z.boolean().optional(),
  /** Words of `BOT_SIGNS`; others are not known. */
  signs: z.array(text(40)).max(20).optional(),
  /** CSS pixels, `1440x900`. */
  screen: text(20).optional(),
  language: text(35).optional(),
  /** IANA name. */
  timezone: text(64).optional(),
});
export type CollectBrowser = z.infer<typeof CollectBrowser>;

/** The envelope. Events are checked one by one with `CollectEvent`. */
export const CollectBatch = z.object({
  tagId: z.string().min(1).max(64),
  /** Version of the tag, for support. */
  version: text(20).optional(),
  /** The browser's id: first-party cookie, or this session's only when `ephemeral`. */
  anonymousId: z.string().min(8).max(64),
  /** True when the visitor asked not to be followed (GPC, DNT): the id dies with the tab. */
  ephemeral: z.boolean().optional(),
  /** From older tags; nothing reads it. Nothing is sent without the consent that the workspace asks for. */
  consent: z.enum(['none', 'given']).optional(),
  /** From older tags; nothing reads it: the browser's own headers say the same. */
  privacy: z
    .array(z.enum(['gpc', 'dnt']))
    .max(2)
    .optional(),
  /** Milliseconds since 1970, visitor's clock, when this request was made. */
  sentAt: z.number().int().min(0).max(8_640_000_000_000_000),
  browser: CollectBrowser.optional(),
  events: z.array(z.unknown()).min(1).max(COLLECT_EVENTS_MAX),
});
export type CollectBatch = z.infer<typeof CollectBatch>;
/** The batch as the tag writes it: its events are known. Nothing is checked with it, since a bad event is refused alone. */
export const CollectRequest = CollectBatch.extend({ events: z.array(CollectEvent).min(1).max(COLLECT_EVENTS_MAX) });
export type CollectRequest = Omit<CollectBatch, 'events'> & { readonly events: readonly CollectEvent[] };

/** A field that was left out of an accepted event, and why. */
export const CollectDropped = z.object({ reason: z.string(), field: z.string().nullable(), message: z.string() });
export type CollectDropped = z.infer<typeof CollectDropped>;

/** What became of one event, in the order sent. Accepted means durable. */
export const CollectResult = z.discriminatedUnion('status', [
  z.object({
    id: z.string(),
    status: z.literal('accepted'),
    /** Recorded and shown, but it weighs nothing: a bot, the own team. */
    filtered: z.enum(FILTER_REASONS).optional(),
    dropped: z.array(CollectDropped).optional(),
  }),
  z.object({
    /** Null when the event had no readable id. */
    id: z.string().nullable(),
    status: z.literal('refused'),
    /** A word from capture's closed list. Sending it again would not help. */
    reason: z.string(),
    /** The field at fault, `props.plan`; null when it is the whole event. */
    field: z.string().nullable(),
    message: z.string(),
  }),
]);
export type CollectResult = z.infer<typeof CollectResult>;

/**
 * The answer, 202. When every event was refused it is a problem document, 400, with the same `results` in it. Batches that fail as
 * a whole get one without: 400, 403, 413, 429 (`Retry-After`), 503.
 */
export const CollectAnswer = z.object({ results: z.array(CollectResult) });
export type CollectAnswer = z.infer<typeof CollectAnswer>;
