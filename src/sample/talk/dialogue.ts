import type { IntentType } from '../../../wire/signal.ts';
import type { LinkKey } from '../link/links.ts';
import type { Sort } from '../people.ts';
import type { RepKey } from '../reps.ts';
import type { PageName } from '../site-map.ts';

/** One thing that is said or done, `after` so many minutes from the one before it. */
export type Line = { readonly after: number } & (
  | { readonly kind: 'lead'; readonly text: string }
  | { readonly kind: 'rep' | 'note'; readonly text: string; readonly by: RepKey | null }
  /** The lead taps a quick reply, in case they were asked. Otherwise nothing happens. */
  | { readonly kind: 'tap'; readonly type: IntentType }
  /** The lead leaves the address that they have. */
  | { readonly kind: 'email' }
  | { readonly kind: 'assign'; readonly to: RepKey }
  | { readonly kind: 'type'; readonly type: IntentType }
  | { readonly kind: 'take' | 'close' | 'reject' | 'spam' | 'qualify' }
);

/**
 * A conversation before anybody is cast for it. In texts `{lead}` is the lead's first name, `{company}` their company, `{rep}` the first name of
 * who answers. Nothing here says what type or status it gets: the rules do.
 */
export interface Dialogue {
  /** Somebody of the sample; `stranger`: without a name; `newcomer`: somebody whom the website does not know yet. */
  readonly who: Sort | 'stranger' | 'newcomer';
  /** Where the lead lives; absent: anywhere. */
  readonly country?: string;
  /** As their browser states it; absent: `en`. */
  readonly language?: string;
  /** Where the chat is opened. */
  readonly at: { readonly page: PageName } | { readonly link: LinkKey };
  /** How many hours ago the last line was, between the two. */
  readonly hoursAgo: readonly [newest: number, oldest: number];
  /** Who answers, unless a line says otherwise. */
  readonly rep: RepKey;
  readonly lines: readonly Line[];
}

export const lead = (after: number, text: string): Line => ({ kind: 'lead', after, text });
export const rep = (after: number, text: string, by: RepKey | null = null): Line => ({ kind: 'rep', after, text, by });
export const note = (after: number, text: string, by: RepKey | null = null): Line => ({
  kind: 'note',
  after,
  text,
  by,
});
export const tap = (after: number, type: IntentType): Line => ({ kind: 'tap', after, type });
export const email = (after: number): Line => ({ kind: 'email', after });
export const assign = (after: number, to: RepKey): Line => ({ kind: 'assign', after, to });
export const retype = (after: number, type: IntentType): Line => ({ kind: 'type', after, type });
export const act = (after: number, kind: 'take' | 'close' | 'reject' | 'spam' | 'qualify'): Line => ({ kind, after });
