import type { FilterReason } from '../../wire/signal.ts';
import type { Touch } from '../capture/draft.ts';

/** A Knock Link that conversations may begin at. */
export interface LinkPlace {
  readonly workspaceId: string;
  readonly linkId: string;
  readonly name: string;
  /** The rep of a personal link; null: the team's. */
  readonly ownerId: string | null;
  /** What its page greets with; null: the chat's own greeting. */
  readonly greeting: string | null;
}

/** What the signed proof of a visit says. */
export interface LinkVisit {
  readonly linkId: string;
  readonly visitId: string;
  /** Where the visit came from, by the rules of off-site sessions. */
  readonly touch: Touch | null;
  /** Why the visit was no person's, or null. */
  readonly filtered: FilterReason | null;
}

/** Port: the Knock Links as the chat needs to know them. Answered by the room of links. */
export interface LinkPlaces {
  /** The chat link that a slug means, while conversations may begin there; null otherwise. */
  readonly find: (slug: string) => Promise<LinkPlace | null>;
  /** Null for a forged proof. */
  readonly visit: (proof: string) => LinkVisit | null;
}

/** Where no links are. */
export const NO_LINKS: LinkPlaces = { find: () => Promise.resolve(null), visit: () => null };
