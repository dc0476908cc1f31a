import type { FilterReason, SignalKind } from '../../wire/signal.ts';
import type { Millis } from '../foundation/time.ts';

/** A value that JSON can carry. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Who an event was sent by, in the sender's own words. The value is trimmed, 1..200 characters, never an illegal id. */
export interface IdentityKey {
  readonly kind: 'browser' | 'user' | 'email' | 'link';
  readonly value: string;
}

/**
 * Who the sender says the identity is. A claim by a browser proves nothing: it may group, never reveal.
 * `verified` is true for a signed token or a call with an API key.
 */
export interface Claim {
  readonly userId: string | null;
  /** Lower-cased and trimmed. */
  readonly email: string | null;
  readonly verified: boolean;
  /**
   * 'weak': the e-mail is only what the event makes likely, such as a link made for one recipient, which they may have passed
   * on. It is heard while nothing else says who the browser is. Absent: an ordinary claim. Only for browsers, never verified.
   */
  readonly strength?: 'weak';
}

/** Where a visit came from, as first-touch and latest-touch attribution keep it. */
export interface Touch {
  /** `Google`, `LinkedIn`, a UTM source, a referring host, or `Direct`. */
  readonly source: string;
  readonly channel: string;
  readonly campaign: string | null;
  readonly medium: string | null;
  readonly referrer: string | null;
  /** True when this event can begin a session: an external referrer, campaign parameters, or the tag's word for it. */
  readonly entry: boolean;
}

export interface Page {
  readonly url: string;
  readonly host: string;
  readonly path: string;
  readonly title: string | null;
}

export interface Device {
  readonly type: 'desktop' | 'phone' | 'tablet' | 'server';
  readonly browser: string | null;
  readonly os: string | null;
}

export type SignalFlag = 'late' | 'from_future' | 'clock_corrected';

/** One event as capture understood it: validated, timed and attributed, not yet joined to anyone. Plain JSON: it crosses the log. */
export interface SignalDraft {
  /** `signalId(workspace, client event id, stated time)`. */
  readonly id: string;
  readonly at: Millis;
  readonly receivedAt: Millis;
  readonly kind: SignalKind;
  /** Whose signal it is. Taken from the event alone: browser id first, then user id, then e-mail. */
  readonly identity: IdentityKey;
  readonly claim: Claim | null;
  /** What an `identify` or `group` said of the person: `firstName`, `company`, custom values. */
  readonly traits: JsonObject | null;
  readonly page: Page | null;
  /** The event's name for `track`, after the name rules; else null. */
  readonly name: string | null;
  /** Text of the clicked element, of the form's submit button or of the chat message; at most 1,000 characters. */
  readonly text: string | null;
  readonly props: JsonObject | null;
  /** Null for events that no page or link surrounds, such as a server's own calls. */
  readonly touch: Touch | null;
  readonly device: Device | null;
  /** ISO 3166 country, or null without a location database. */
  readonly country: string | null;
  /** The tag's session and page-view ids, for grouping the timeline; null from servers. */
  readonly session: string | null;
  readonly pageView: string | null;
  /** Recorded, shown, but weighs nothing. */
  readonly filtered: FilterReason | null;
  readonly flags: readonly SignalFlag[];
}
