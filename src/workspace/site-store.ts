import type { TagSettings } from '../../wire/tag-settings.ts';
import { type Millis, SECOND } from '../foundation/time.ts';
import type { Database } from '../machinery/database/database.ts';
import type { Secrets } from '../machinery/secrets.ts';
import { findKeyByText } from './key-store.ts';
import { abilitiesOfScopes } from './roles.ts';
import { validSecrets } from './settings.ts';
import { findWorkspace, findWorkspaceByTag, IDENTITY_SECRET_USE, type Workspace } from './store.ts';
import { tagSettings } from './tag-snippet.ts';
import { hostsOf } from './written-settings.ts';

/** A workspace as capture needs to know it (its port is capture/site.ts). */
export interface WorkspaceSite {
  readonly workspaceId: string;
  readonly tagId: string;
  readonly origins: readonly string[];
  readonly ownHosts: readonly string[];
  readonly identitySecret: string | null;
  /** The secret before the last rotation while it is still valid, else null. */
  readonly formerIdentitySecret: string | null;
  readonly honourPrivacySignals: boolean;
  readonly countAutomation: boolean;
  /** E-mail domains of the own team. */
  readonly staffDomains: readonly string[];
  readonly tagSettings: TagSettings;
}

/** What is remembered is there at once. */
type Found = WorkspaceSite | null | Promise<WorkspaceSite | null>;

/** Sites by what a sender brings, remembered so that a request costs no query. */
export interface WorkspaceSites {
  readonly byTagId: (tagId: string) => Found;
  /** The site of the workspace that a key may send signals to. */
  readonly byApiKey: (key: string) => Found;
  /** Forgets all: call it when settings or keys changed. Other processes notice within ten seconds. */
  readonly forget: () => void;
}

const REMEMBERED_FOR = 10 * SECOND;
const REMEMBERED_MAX = 10_000;

interface Known {
  readonly at: Millis;
  site: Found;
}

export function openSites(deps: {
  readonly db: Database;
  readonly secrets: Secrets;
  readonly clock: () => Millis;
}): WorkspaceSites {
  let remembered = new Map<string, Known>();
  const remember = (name: string, look: () => Promise<WorkspaceSite | null>): Found => {
    const now = deps.clock();
    const known = remembered.get(name);
    if (known && now >= known.at && now - known.at < REMEMBERED_FOR) return known.site;
    // While the database is away, what was true ten seconds ago is the best there is: capture goes on where its log can.
    const site = known ? look().catch(() => known.site) : look();
    const found: Known = { at: now, site };
    const home = remembered;
    home.delete(name);
    home.set(name, found);
    const oldest = home.size > REMEMBERED_MAX ? home.keys().next().value : undefined;
    if (oldest !== undefined) home.delete(oldest);
    site.then(
      (there) => {
        found.site = there;
      },
      () => home.get(name) === found && home.delete(name),
    );
    return site;
  };
  const siteFrom = (workspace: Workspace | null) => workspace && siteOf(workspace, deps.secrets, deps.clock());
  return {
    byTagId: (tagId) => remember(`tag ${tagId}`, async () => siteFrom(await findWorkspaceByTag(deps.db.system, tagId))),
    byApiKey: (text) =>
      remember(`key ${text}`, async () => {
        const key = await findKeyByText(deps.db.system, text, deps.clock());
        if (!key || !abilitiesOfScopes(key.scopes).has('capture')) return null;
        return siteFrom(await findWorkspace(deps.db.system, key.workspaceId));
      }),
    forget: () => {
      remembered = new Map();
    },
  };
}

function siteOf(workspace: Workspace, secrets: Secrets, now: Millis): WorkspaceSite {
  const { id, tagId, settings } = workspace;
  const [present, former] = validSecrets(settings.identitySecret, now);
  const open = (sealed: string | undefined) => (sealed ? secrets.open(IDENTITY_SECRET_USE, sealed) : null);
  return {
    workspaceId: id,
    tagId,
    origins: settings.origins,
    ownHosts: hostsOf(settings.origins),
    identitySecret: open(present),
    formerIdentitySecret: open(former),
    honourPrivacySignals: settings.respectDnt,
    countAutomation: false,
    staffDomains: settings.staffDomains,
    tagSettings: tagSettings(tagId, settings),
  };
}
