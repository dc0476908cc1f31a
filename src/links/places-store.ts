import type { LinkPlaces } from '../chat/places.ts';
import { linkState } from './link.ts';
import type { LinkDeps } from './room-store.ts';
import { VISIT_USE } from './visits/arrival-routes.ts';
import { filterOf, isProgram } from './visits/proof.ts';
import { readVisitToken } from './visits/visit.ts';

/** Knock Links as the chat asks for them: where conversations may begin, and what a page's proof of its visit says. */
export function linkPlaces({ links, secrets, clock }: Pick<LinkDeps, 'links' | 'secrets' | 'clock'>): LinkPlaces {
  return {
    find: async (slug) => {
      const link = (await links.find(slug.toLowerCase()))?.link;
      if (link?.kind !== 'chat' || linkState(link, clock()) !== 'active') return null;
      const { workspaceId, id: linkId, name, ownerId, settings } = link;
      return { workspaceId, linkId, name, ownerId, greeting: settings.greeting };
    },
    visit: (proof) => {
      const visit = readVisitToken(proof, (text) => secrets.sign(VISIT_USE, text));
      if (!visit) return null;
      const { linkId, visitId, touch, sign } = visit;
      return { linkId, visitId, touch, filtered: isProgram(sign) ? filterOf(sign) : null };
    },
  };
}
