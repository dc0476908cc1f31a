import type { LinkChannel, LinkKind } from '../../wire/api/links.ts';
import type { Millis } from '../foundation/time.ts';
import type { LinkSettings } from './settings.ts';

/** A Knock Link as it is stored. */
export interface Link {
  readonly id: string;
  readonly workspaceId: string;
  /** Under which its address is shown; former ones lead to it too. */
  readonly slug: string;
  readonly name: string;
  readonly kind: LinkKind;
  readonly channel: LinkChannel;
  /** The fixed page of a redirect, else null. */
  readonly target: string | null;
  /** The rep of a personal link; null: the team's. */
  readonly ownerId: string | null;
  readonly settings: LinkSettings;
  readonly active: boolean;
  readonly expiresAt: Millis | null;
  readonly archivedAt: Millis | null;
  readonly createdAt: Millis;
}

export type LinkState = 'active' | 'paused' | 'expired' | 'archived';

/** What a link is at `now`: put away for good before run out before paused. It runs out at the very instant it says. */
export function linkState(link: Pick<Link, 'active' | 'expiresAt' | 'archivedAt'>, now: Millis): LinkState {
  if (link.archivedAt !== null) return 'archived';
  if (link.expiresAt !== null && link.expiresAt <= now) return 'expired';
  return link.active ? 'active' : 'paused';
}

/** The addresses of a link, one for each public address of Knock. `under`: `l` for its page, `q` for what its QR code says. */
export function linkUrls(publicUrls: readonly string[], slug: string, under: 'l' | 'q' = 'l'): string[] {
  return publicUrls.map((url) => `${url}/${under}/${slug}`);
}
