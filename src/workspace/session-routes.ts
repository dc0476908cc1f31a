import type { FastifyInstance } from 'fastify';
import type { Me } from '../../wire/api/session.ts';
import { PERMISSIONS } from '../../wire/api/words.ts';
import { MINUTE } from '../foundation/time.ts';
import { Attempts } from '../machinery/auth/attempts.ts';
import type { Principal } from '../machinery/auth/principal.ts';
import { renewSession, signIn } from '../machinery/auth/session.ts';
import { networkOf } from '../machinery/client-address.ts';
import { notFound, Refusal } from '../machinery/refusal.ts';
import { route } from '../machinery/route.ts';
import { forgetRemembered, type WorkspaceDeps } from './change-store.ts';
import { findColumns, keepColumns } from './columns-store.ts';
import { acceptInvite, setUp } from './entry-store.ts';
import { findInvite } from './invite-store.ts';
import { findMembership, findUser, hasMembers, type Membership } from './member-store.ts';
import { abilitiesOfRole } from './roles.ts';
import { findWorkspace, hasSignals } from './store.ts';

const TRIES = 10;

/** The ways in: the first admin, an invite, and who one is. */
export function sessionRoutes(app: FastifyInstance, deps: WorkspaceDeps): void {
  const attempts = new Attempts(TRIES, MINUTE);

  route(app, deps, 'GET /setup', async () => ({ needsAdmin: !(await hasMembers(deps.db.system)) }));

  route(app, deps, 'POST /setup', async ({ body, request, reply }) => {
    attempts.count(`setup ${networkOf(request.ip)}`, deps.clock());
    const made = await setUp(deps, body);
    if (!made) throw new Refusal(409, 'conflict', 'There is an admin already: sign in.');
    await signIn(deps.auth, request, reply, body);
    return enter(deps, made);
  });

  route(app, deps, 'GET /me', async ({ principal, request, reply }) => {
    if (principal.kind === 'member') await renewSession(deps.auth, request, reply);
    return meOf(deps, principal);
  });

  route(app, deps, 'PUT /me/columns', async ({ principal, body }) => {
    const { userId, workspaceId } = principal;
    if (userId === null) throw new Refusal(403, 'forbidden', 'Only a signed-in member has columns of their own.');
    await keepColumns(deps.db.system, workspaceId, userId, body);
    return { ok: true };
  });

  route(app, deps, 'GET /invites/:id', async ({ params }) => {
    const invite = await findInvite(deps.db.system, params.id, deps.clock());
    if (!invite) throw notFound('open invite');
    const { workspaceName, email, role, invitedBy, expiresAt } = invite;
    const hasUser = (await findUser(deps.db.system, email)) !== null;
    return { workspaceName, email, role, invitedBy, expiresAt: expiresAt.toISOString(), hasUser };
  });

  route(app, deps, 'POST /invites/:id', async ({ params, body, request, reply }) => {
    attempts.count(`invite ${params.id}`, deps.clock());
    const accepted = await acceptInvite(deps, params.id, body);
    if (accepted === 'unknown_invite') throw notFound('open invite');
    if (accepted === 'wrong_password') {
      throw new Refusal(403, 'wrong_password', 'This is not your present password.', 'password');
    }
    await signIn(deps.auth, request, reply, { email: accepted.email, password: body.password });
    return enter(deps, accepted);
  });
}

async function enter(deps: WorkspaceDeps, { userId, workspaceId }: Membership): Promise<Me> {
  forgetRemembered(deps);
  const member = await findMembership(deps.db.system, userId, workspaceId, deps.clock());
  if (!member) throw new Error('a member who has just entered is none');
  return meOf(deps, { kind: 'member', keyId: null, ...member, permissions: abilitiesOfRole(member.role) });
}

async function meOf(deps: WorkspaceDeps, principal: Principal): Promise<Me> {
  const { workspaceId, userId, keyId, name, email, role, permissions } = principal;
  const lastEventId = deps.live.lastEventId(workspaceId);
  const workspace = await findWorkspace(deps.db.system, workspaceId);
  if (!workspace) throw notFound('workspace');
  const installed = await hasSignals(deps.db.system, workspaceId);
  const columns = userId === null ? {} : await findColumns(deps.db.system, workspaceId, userId);
  return {
    user: { id: userId ?? keyId ?? '', name, email },
    workspace: { id: workspaceId, name: workspace.name, timeZone: workspace.settings.timeZone, installed },
    role,
    permissions: PERMISSIONS.filter((permission) => permissions.has(permission)),
    columns,
    version: deps.version,
    lastEventId,
  };
}
