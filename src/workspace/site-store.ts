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
type Found<Answer> = Answer | Promise<Answer>;
type ByTag = WorkspaceSite | null;
/** A key that is good for other things is told so. */
type ByKey = WorkspaceSite | 'lacks_scope' | null;

/** Sites by what a sender brings, remembered so that a request costs no query. */
export interface WorkspaceSites {
  readonly byTagId: (tagId: string) => Found<ByTag>;
  /** The site of the workspace that a key may send signals to. */
  readonly byApiKey: (key: string) => Found<ByKey>;
  /** Forgets all: call it when settings or keys changed. Other processes notice within ten seconds. */
  readonly forget: () => void;
}

// What senders state as one may be anything; no other can be in the database, nor be looked for there (NUL).
const TAG_ID = /^[\w-]{1,64}$/;
const REMEMBERED_FOR = 10 * SECOND;
const REMEMBERED_MAX = 10_000;

interface Known<Answer> {
  readonly at: Millis;
  answer: Found<Answer>;
}

export function openSites(deps: {
  readonly db: Database;
  readonly secrets: Secrets;
  readonly clock: () => Millis;
}): WorkspaceSites {
  const siteFrom = (workspace: Workspace | null) => workspace && siteOf(workspace, deps.secrets, deps.clock());
  const byTag = remembering<ByTag>(deps.clock, async (tagId) =>
    siteFrom(await findWorkspaceByTag(deps.db.system, tagId)),
  );
  const byKey = remembering<ByKey>(deps.clock, async (text) => {
    const key = await findKeyByText(deps.db.system, text, deps.clock());
    if (!key) return null;
    if (!abilitiesOfScopes(key.scopes).has('capture')) return 'lacks_scope';
    return siteFrom(await findWorkspace(deps.db.system, key.workspaceId));
  });
  return {
    byTagId: (tagId) => (TAG_ID.test(tagId) ? byTag.ask(tagId) : null),
    byApiKey: byKey.ask,
    forget: () => {
      byTag.forget();
      byKey.forget();
    },
  };
}

/** `look`, but what was found in the last ten seconds is there at once. */
function remembering<Answer>(clock: () => Millis, look: (name: string) => Promise<Answer>) {
  let remembered = new Map<string, Known<Answer>>();
  const ask = (name: string): Found<Answer> => {
    const now = clock();
    const known = remembered.get(name);
    if (known && now >= known.at && now - known.at < REMEMBERED_FOR) return known.answer;
    // While the database is away, what was true ten seconds ago is the best there is: capture goes on where its log can.
    const answer = known ? look(name).catch(() => known.answer) : look(name);
    const found: Known<Answer> = { at: now, answer };
    const home = remembered;
    home.delete(name);
    home.set(name, found);
    const oldest = home.size > REMEMBERED_MAX ? home.keys().next().value : undefined;
    if (oldest !== undefined) home.delete(oldest);
    answer.then(
      (there) => {
        found.answer = there;
      },
      () => home.get(name) === found && home.delete(name),
    );
    return answer;
  };
  return {
    ask,
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
