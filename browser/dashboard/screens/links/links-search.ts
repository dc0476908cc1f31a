import type { LinkSearch } from '../../api/links.ts';
import { oneOf, textOf } from '../contacts/contacts-search.ts';

export const LINK_STATES = ['active', 'paused', 'expired', 'archived'] as const;

export interface LinksSearch extends LinkSearch {
  /** `new`: the drawer for a new link is open. */
  readonly edit?: 'new';
}

export function readLinkSearch(search: Record<string, unknown>): LinksSearch {
  return { ...textOf(search, 'q'), ...oneOf(search, 'state', LINK_STATES), ...oneOf(search, 'edit', ['new']) };
}
