import type { Kysely } from 'kysely';
import type { Millis } from '../foundation/time.ts';
import type { Database } from '../machinery/database/database.ts';
import type { Secrets } from '../machinery/secrets.ts';
import type { Tables } from '../machinery/tables.ts';
import { recordAudit } from './audit-store.ts';
import { deleteOtherProvisionedKeys, hasKey, insertKey } from './key-store.ts';
import { findUser, insertMember, insertUser, passwordHash } from './member-store.ts';
import { changeTagId, findFirstWorkspace, insertWorkspace, lockChanges } from './store.ts';

/** What the environment asks to be there at start. */
export interface Provisioning {
  readonly admin: { readonly email: string; readonly password: string } | null;
  readonly apiKey: string | null;
  readonly tagId: string | null;
}

interface Deps {
  readonly db: Database;
  readonly clock: () => Millis;
  readonly secrets: Secrets;
  readonly config: Provisioning;
}

/**
 * Makes what the environment names and is missing: a workspace when there is none, the admin, the API key, the tag's id.
 * Run at every start; running it again changes nothing. A known user keeps role and password; another KNOCK_API_KEY than
 * before replaces the one before.
 */
export async function provision(deps: Deps): Promise<void> {
  const { admin, apiKey, tagId } = deps.config;
  if (!admin && !apiKey && !tagId) return;
  const isNew = admin !== null && (await findUser(deps.db.system, admin.email)) === null;
  const hash = isNew ? await passwordHash(admin.password) : null;
  const at = deps.clock();
  await deps.db.system.transaction().execute(async (q) => {
    await lockChanges(q);
    const known = await findFirstWorkspace(q);
    const workspace = known ?? (await insertWorkspace(q, deps.secrets, { name: 'My workspace', tagId, at }));
    const say = (action: string, summary: string) =>
      recordAudit({ q }, workspace.id, { at, actor: 'Knock', action, summary });
    if (!known) await say('workspace.made', 'Made the workspace at the first start.');
    if (tagId && workspace.tagId !== tagId) {
      await changeTagId(q, workspace.id, tagId);
      await say('tag.changed', 'Changed the id of the website tag to KNOCK_TAG_ID.');
    }
    if (admin && hash !== null && (await provisionAdmin(q, workspace.id, admin.email, hash, at))) {
      await say('member.joined', 'Made the admin of KNOCK_ADMIN_EMAIL.');
    }
    if (apiKey && (await provisionKey(q, workspace.id, apiKey, at))) {
      await say('key.made', 'Made the API key of KNOCK_API_KEY; one it named before is revoked.');
    }
  });
}

async function provisionAdmin(q: Kysely<Tables>, workspaceId: string, email: string, hash: string, at: Millis) {
  if (await findUser(q, email)) return false;
  const name = email.split('@')[0] ?? email;
  const user = await insertUser(q, { name, email, passwordHash: hash, at });
  await insertMember(q, workspaceId, { userId: user.id, role: 'admin', at });
  return true;
}

async function provisionKey(q: Kysely<Tables>, workspaceId: string, text: string, at: Millis) {
  await deleteOtherProvisionedKeys(q, workspaceId, text);
  if (await hasKey(q, text)) return false;
  const key = { name: 'KNOCK_API_KEY', scopes: ['admin'], createdBy: 'Knock', at, expiresInDays: null } as const;
  await insertKey(q, workspaceId, text, key, true);
  return true;
}
