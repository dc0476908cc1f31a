import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Invite } from '../../wire/api/workspace.ts';
import { actorName } from '../machinery/auth/principal.ts';
import { notFound, Refusal } from '../machinery/refusal.ts';
import { route } from '../machinery/route.ts';
import type { Tables } from '../machinery/tables.ts';
import { change, type WorkspaceDeps } from './change-store.ts';
import { deleteInvite, findInvite, insertInvite, listInvites, type StoredInvite } from './invite-store.ts';
import {
  changeRole,
  countOtherAdmins,
  deleteMember,
  findMember,
  isMember,
  listMembers,
  type Membership,
} from './member-store.ts';
import { lockChanges } from './store.ts';

/** Members and invites. An invite's address admits whoever has it, so only who may invite sees it. */
export function memberRoutes(app: FastifyInstance, deps: WorkspaceDeps): void {
  route(app, deps, 'GET /members', async ({ workspaceId, principal }) => {
    const q = deps.db.system;
    const members = await listMembers(q, workspaceId, principal.userId);
    const mayInvite = principal.permissions.has('members.edit');
    const invites = mayInvite ? await listInvites(q, workspaceId, deps.clock()) : [];
    return { members, invites: invites.map((invite) => shown(deps, invite)) };
  });

  route(app, deps, 'PATCH /members/:id', async ({ workspaceId, principal, params: { id }, body: { role } }) =>
    change(deps, { workspaceId, principal }, async (q) => {
      await lockChanges(q);
      const member = await findMember(q, workspaceId, id);
      if (!member) throw notFound('member');
      if (role !== 'admin') await keepAnAdmin(q, member, id);
      await changeRole(q, workspaceId, id, role);
      const summary = `Made ${member.name} <${member.email}> ${role}; was ${member.role}.`;
      return { action: 'member.role_changed', summary, result: { ok: true } };
    }),
  );

  route(app, deps, 'DELETE /members/:id', async ({ workspaceId, principal, params: { id } }) =>
    change(deps, { workspaceId, principal }, async (q) => {
      await lockChanges(q);
      const member = await findMember(q, workspaceId, id);
      if (!member) throw notFound('member');
      await keepAnAdmin(q, member, id);
      await deleteMember(q, workspaceId, id, member.userId);
      return { action: 'member.removed', summary: `Removed ${member.name} <${member.email}>.`, result: { ok: true } };
    }),
  );

  route(app, deps, 'POST /invites', async ({ workspaceId, principal, body: { email, role } }) =>
    change(deps, { workspaceId, principal }, async (q) => {
      if (await isMember(q, workspaceId, email)) {
        throw new Refusal(409, 'conflict', `${email} is a member already.`, 'email');
      }
      const at = deps.clock();
      const invite = { email, role, invitedBy: actorName(principal), inviterId: principal.userId, at };
      const made = await findInvite(q, await insertInvite(q, workspaceId, invite), at);
      if (!made) throw new Error('an invite just made is not there');
      return { action: 'member.invited', summary: `Invited ${made.email} as ${role}.`, result: shown(deps, made) };
    }),
  );

  route(app, deps, 'DELETE /invites/:id', async ({ workspaceId, principal, params: { id } }) =>
    change(deps, { workspaceId, principal }, async (q) => {
      const email = await deleteInvite(q, workspaceId, id);
      if (email === null) throw notFound('invite');
      return { action: 'invite.withdrawn', summary: `Withdrew the invite of ${email}.`, result: { ok: true } };
    }),
  );
}

async function keepAnAdmin(q: Kysely<Tables>, member: Membership, id: string): Promise<void> {
  if (member.role !== 'admin' || (await countOtherAdmins(q, member.workspaceId, id)) > 0) return;
  throw new Refusal(409, 'last_admin', 'A workspace needs an admin: make somebody else one first.');
}

function shown(deps: WorkspaceDeps, { id, email, role, invitedBy, expiresAt }: StoredInvite): Invite {
  const url = `${deps.publicUrls[0]}/invite/${id}`;
  return { id, email, role, invitedBy, expiresAt: expiresAt.toISOString(), url };
}
