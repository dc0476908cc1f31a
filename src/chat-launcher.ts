import type { Site, Sites } from './capture/site.ts';
import { findSetup } from './chat/setup-store.ts';
import type { Context } from './context.ts';

/**
 * The sites, with the chat's launcher in their tags' settings where the workspace's chat is on. Remembered as long as the site itself is;
 * while the database is away, the tag goes without a launcher.
 */
export function withLauncher(sites: Sites, { db }: Pick<Context, 'db'>): Sites {
  const known = new WeakMap<Site, Promise<Site>>();
  const look = async (site: Site): Promise<Site> => {
    const { enabled } = await db.inWorkspace(site.workspaceId, (trx) => findSetup(trx, site.workspaceId));
    return enabled ? { ...site, tagSettings: { ...site.tagSettings, chat: true } } : site;
  };
  return {
    byApiKey: (key) => sites.byApiKey(key),
    byTagId: async (tagId) => {
      const site = await sites.byTagId(tagId);
      if (site === null) return null;
      const found = known.get(site) ?? look(site);
      known.set(site, found);
      return found.catch(() => {
        known.delete(site);
        return site;
      });
    },
  };
}
