import type { InviteAcceptance, SetupRequest } from '../../wire/api/session.ts';
import type { Millis } from '../foundation/time.ts';
import type { Database } from '../machinery/database/database.ts';
import type { Secrets } from '../machinery/secrets.ts';
import { recordAudit } from './audit-store.ts';
import { deleteInvite, findInvite } from './invite-store.ts';
import {
  findMembership,
  findUser,
  hasMembers,
  insertMember,
  insertUser,
  isMember,
  isPasswordOf,
  type Membership,
  passwordHash,
} from './member-store.ts';
import { findFirstWorkspace, insertWorkspace, lockChanges, renameWorkspace } from './store.ts';

interface Deps {
  readonly db: Database;
  readonly clock: () => Millis;
  readonly secrets: Secrets;
}

/**
 * Makes the first admin, and the workspace unless provisioning has made one, which then takes the given name.
 * Null when somebody is a member already; of several at once, one succeeds.
 */
export async function setUp(deps: Deps, request: SetupRequest): Promise<Membership | null> {
  if (await hasMembers(deps.db.system)) return null;
  const { name, email, workspaceName } = request;
  const hash = await passwordHash(request.password);
  const at = deps.clock();
  return deps.db.system.transaction().execute(async (q) => {
    await lockChanges(q);
    if (await hasMembers(q)) return null;
    const known = await findFirstWorkspace(q);
    if (known) await renameWorkspace(q, known.id, workspaceName);
    const workspace = known ?? (await insertWorkspace(q, deps.secrets, { name: workspaceName, tagId: null, at }));
    const user = await insertUser(q, { name, email, passwordHash: hash, at });
    await insertMember(q, workspace.id, { userId: user.id, role: 'admin', at });
    await recordAudit({ q }, workspace.id, {
      at,
      actor: `${user.name} <${user.email}>`,
      action: 'workspace.made',
      summary: `Made the workspace "${workspaceName}" and its first admin.`,
    });
    return findMembership(q, user.id, workspace.id, at);
  });
}

/** Makes the invited person a member. Somebody who is a user already proves it with their present password. */
export async function acceptInvite(
  deps: Deps,
  id: string,
  acceptance: InviteAcceptance,
): Promise<Membership | 'unknown_invite' | 'wrong_password'> {
  const at = deps.clock();
  const invite = await findInvite(deps.db.system, id, at);
  if (!invite) return 'unknown_invite';
  const { email, role, workspaceId } = invite;
  const known = await findUser(deps.db.system, email);
  if (known && !(await isPasswordOf(deps.db.system, known.id, acceptance.password))) return 'wrong_password';
  const hash = known ? '' : await passwordHash(acceptance.password);
  return deps.db.system.transaction().execute(async (q) => {
    await lockChanges(q);
    const used = await deleteInvite(q, workspaceId, id);
    const present = await findUser(q, email);
    // Used, or the user made or removed, between the look and the lock.
    if (used === null || present?.id !== known?.id) return 'unknown_invite';
    const user = present ?? (await insertUser(q, { name: acceptance.name, email, passwordHash: hash, at }));
    if (!(await isMember(q, workspaceId, email))) await insertMember(q, workspaceId, { userId: user.id, role, at });
    await recordAudit({ q }, workspaceId, {
      at,
      actor: `${user.name} <${user.email}>`,
      action: 'member.joined',
      summary: `Joined as ${role}, invited by ${invite.invitedBy}.`,
    });
    return (await findMembership(q, user.id, workspaceId, at)) ?? 'unknown_invite';
  });
}
