import type { TagSettings } from '../wire/tag-settings.ts';
import type { Site } from './capture/site.ts';
import { findSetup } from './chat/setup-store.ts';
import type { Context } from './context.ts';

/**
 * The settings of a site's tag, with the chat's launcher where the workspace's chat is on. Remembered as long as the site itself is;
 * while the database is away, the tag goes without a launcher.
 */
export function withLauncher({ db }: Pick<Context, 'db'>): (site: Site) => Promise<TagSettings> {
  const known = new WeakMap<Site, Promise<TagSettings>>();
  const look = async ({ workspaceId, tagSettings }: Site): Promise<TagSettings> => {
    const { enabled } = await db.inWorkspace(workspaceId, (trx) => findSetup(trx, workspaceId));
    return enabled ? { ...tagSettings, chat: true } : tagSettings;
  };
  return (site) => {
    const found = known.get(site) ?? look(site);
    known.set(site, found);
    return found.catch(() => {
      known.delete(site);
      return site.tagSettings;
    });
  };
}
