import type { FilterReason } from '../../wire/signal.ts';
import type { Device, Touch } from '../capture/draft.ts';

/** What is known of where a conversation began, as `conversation.context` keeps it. */
export interface ChatContext {
  readonly page: { readonly url: string; readonly title: string | null } | null;
  /** As the browser states it: `de-AT`. */
  readonly language: string | null;
  /** The browser's id, as the tag or the link's page knows it. */
  readonly visitorId: string;
  readonly session: string | null;
  /** Where a link's visit came from; null on websites, where the page says it. */
  readonly touch: Touch | null;
  readonly device: Device | null;
  readonly country: string | null;
  /** Ids of the identities that a signed token proved while it was held. */
  readonly verified: readonly string[];
  /** Why this is no person, or null. */
  readonly filtered: FilterReason | null;
}
