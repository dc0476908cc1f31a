import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { fromBase64Url, sameSecret } from '../../../foundation/sign.ts';
import { MINUTE } from '../../../foundation/time.ts';
import { actorName, type Principal } from '../../../machinery/auth/principal.ts';
import { notFound, Refusal } from '../../../machinery/refusal.ts';
import { route } from '../../../machinery/route.ts';
import { recordAudit } from '../../../workspace/audit-store.ts';
import { findApp, saveApp } from '../app-store.ts';
import { publicUrlOf, type SlackDeps } from '../deps-store.ts';
import { addressProblem, BOT_SCOPES, createAppUrl, manifestOf } from '../manifest.ts';
import { importPeople } from '../people-store.ts';
import { changeTeam, findTeam, listTeams, setTeamState, type UsableTeam } from '../team-store.ts';
import { findChannel, listChannels, refusalFor } from './channel-store.ts';
import { exchangeCode, tryTokens } from './client.ts';
import { connectTeam, disconnectTeam, hurry, shownTeam } from './store.ts';

const AUTHORIZE_URL = 'https://slack.com/oauth/v2/authorize';
/** Somebody who agrees at Slack comes back within so long. */
const STATE_AGE_MAX_MS = 10 * MINUTE;

/** What the routes tell those who hold sockets: a team was connected, changed or taken away. */
export interface InstallDeps extends SlackDeps {
  readonly teamsChanged: (workspaceId: string) => void;
}

/** Settings, Connections, Slack: connect teams, by pasted tokens or OAuth, and say how each is used. */
export function installRoutes(app: FastifyInstance, deps: InstallDeps): void {
  const { db, secrets, clock } = deps;

  route(app, deps, 'GET /connections/slack', async ({ workspaceId }) => {
    const publicUrl = publicUrlOf(deps);
    const manifests = { http: manifestOf('http', publicUrl), socket: manifestOf('socket', publicUrl) };
    const problem = addressProblem(publicUrl);
    return db.inWorkspace(workspaceId, async (trx) => {
      const teams = [];
      for (const team of await listTeams(trx, secrets, workspaceId))
        teams.push(await shownTeam(trx, workspaceId, team));
      const oauth = (await findApp(trx, secrets, workspaceId)) !== null;
      const createUrl = createAppUrl(problem === null ? manifests.http : manifests.socket);
      return { teams, manifests, createUrl, oauth, addressProblem: problem };
    });
  });

  route(app, deps, 'POST /connections/slack', async ({ workspaceId, principal, body }) => {
    const tried = await tryTokens(deps, body);
    if (!tried.ok) throw new Refusal(tried.reason === 'invalid' ? 422 : 503, tried.reason, tried.message, tried.field);
    const team = await connectTeam(deps, workspaceId, tried.value, actorName(principal));
    return begun(deps, team);
  });

  route(app, deps, 'PUT /connections/slack/app', async ({ workspaceId, principal, body }) => {
    const actor = actorName(principal);
    await db.inWorkspace(workspaceId, async (trx) => {
      await saveApp(trx, secrets, workspaceId, body, actor, clock());
      const summary = 'Set the credentials of the Slack app.';
      await recordAudit(trx, workspaceId, { at: clock(), actor, action: 'slack.app_set', summary });
    });
    return { ok: true };
  });

  route(app, deps, 'POST /connections/slack/install', async ({ workspaceId, principal }) => ({
    url: await consentUrl(deps, workspaceId, principal),
  }));

  route(app, deps, 'PATCH /connections/slack/:id', async ({ workspaceId, principal, params: { id }, body }) => {
    const team = await usable(deps, workspaceId, id);
    const channel = typeof body.channelId === 'string' ? await findChannel(deps, team, body.channelId) : null;
    const { directMessages = team.settings.directMessages } = body;
    const change = { directMessages, ...(body.channelId !== undefined && { channel }) };
    return db.inWorkspace(workspaceId, async (trx) => {
      await changeTeam(trx, workspaceId, id, change);
      // Somebody looked after it: what was said of the former channel is over.
      if (team.state === 'connected')
        await setTeamState(trx, workspaceId, id, { state: 'connected', problem: null, at: clock() });
      await hurry(trx, workspaceId, clock());
      const where =
        body.channelId === undefined ? '' : ` New conversations go to ${channel ? `#${channel.name}` : 'no channel'}.`;
      const summary = `Changed the Slack team "${team.name}".${where}`;
      await recordAudit(trx, workspaceId, {
        at: clock(),
        actor: actorName(principal),
        action: 'slack.changed',
        summary,
      });
      const changed = await findTeam(trx, secrets, workspaceId, id);
      return shownTeam(trx, workspaceId, changed ?? team);
    });
  });

  route(app, deps, 'DELETE /connections/slack/:id', async ({ workspaceId, principal, params: { id } }) => {
    if ((await disconnectTeam(deps, workspaceId, id, actorName(principal))) === null) throw notFound('Slack team');
    deps.teamsChanged(workspaceId);
    return { ok: true };
  });

  route(app, deps, 'GET /connections/slack/:id/channels', async ({ workspaceId, params: { id } }) => ({
    items: await listChannels(deps, await usable(deps, workspaceId, id)),
  }));

  route(app, deps, 'POST /connections/slack/:id/people', async ({ workspaceId, params: { id } }) => {
    const team = await usable(deps, workspaceId, id);
    const problem = await importPeople(deps, team);
    if (problem) throw refusalFor(problem);
    return db.inWorkspace(workspaceId, (trx) => shownTeam(trx, workspaceId, team));
  });

  oauthRoutes(app, deps);
}

function oauthRoutes(app: FastifyInstance, deps: InstallDeps): void {
  app.get('/slack/install', { schema: { hide: true } }, async (request, reply) => {
    const principal = await request.server.findPrincipal(request);
    if (!principal?.permissions.has('connections.edit')) return reply.redirect('/');
    return reply.redirect(await consentUrl(deps, principal.workspaceId, principal));
  });

  app.get<{ Querystring: { code?: unknown; state?: unknown } }>(
    '/slack/oauth',
    { schema: { hide: true } },
    async (request, reply) => {
      const back = (problem?: string) => reply.redirect(`/settings/slack?install=${problem ?? 'connected'}`);
      const principal = await request.server.findPrincipal(request);
      const { code, state } = request.query;
      // Who comes back is who went, in the same workspace: nobody can be made to connect somebody else's Slack.
      if (
        !principal?.permissions.has('connections.edit') ||
        typeof state !== 'string' ||
        !isOurState(deps, state, principal)
      )
        return back('expired');
      if (typeof code !== 'string') return back('denied');
      const { workspaceId } = principal;
      const credentials = await deps.db.inWorkspace(workspaceId, (trx) => findApp(trx, deps.secrets, workspaceId));
      if (!credentials) return back('no_app');
      const tried = await exchangeCode(deps, credentials, { code, redirectUri: redirectUri(deps) });
      if (!tried.ok) return back('refused');
      await begun(deps, await connectTeam(deps, workspaceId, tried.value, actorName(principal)));
      return back();
    },
  );
}

/** A team was connected: its people are imported. They can be imported again, so a failure is no reason to fail. */
async function begun(deps: InstallDeps, team: UsableTeam) {
  deps.teamsChanged(team.workspaceId);
  await importPeople(deps, team);
  return deps.db.inWorkspace(team.workspaceId, (trx) => shownTeam(trx, team.workspaceId, team));
}

async function usable(deps: SlackDeps, workspaceId: string, id: string): Promise<UsableTeam> {
  const team = await deps.db.inWorkspace(workspaceId, (trx) => findTeam(trx, deps.secrets, workspaceId, id));
  if (!team) throw notFound('Slack team');
  if (!team.hidden) throw new Refusal(409, 'conflict', 'KNOCK_SECRET has changed since: connect this team again.');
  return { ...team, hidden: team.hidden };
}

async function consentUrl(deps: SlackDeps, workspaceId: string, principal: Principal): Promise<string> {
  const app = await deps.db.inWorkspace(workspaceId, (trx) => findApp(trx, deps.secrets, workspaceId));
  if (!app)
    throw new Refusal(409, 'conflict', 'Set the client id, client secret and signing secret of your Slack app first.');
  const url = new URL(AUTHORIZE_URL);
  url.searchParams.set('client_id', app.clientId);
  url.searchParams.set('scope', BOT_SCOPES.join(','));
  url.searchParams.set('redirect_uri', redirectUri(deps));
  url.searchParams.set('state', newState(deps, principal));
  return url.href;
}

function redirectUri(deps: SlackDeps): string {
  return `${publicUrlOf(deps)}/slack/oauth`;
}

const STATE_USE = 'slack-oauth-state';

/** Says who went to Slack, and when; signed. */
function newState({ secrets, clock }: SlackDeps, principal: Principal): string {
  const said = JSON.stringify([principal.workspaceId, principal.userId ?? principal.keyId, clock(), randomUUID()]);
  return `${Buffer.from(said).toString('base64url')}.${secrets.sign(STATE_USE, said)}`;
}

function isOurState({ secrets, clock }: SlackDeps, state: string, principal: Principal): boolean {
  const [encoded = '', signature = ''] = state.split('.');
  const said = fromBase64Url(encoded);
  if (said === null || !sameSecret(signature, secrets.sign(STATE_USE, said))) return false;
  const [workspaceId, who, at] = JSON.parse(said) as [string, string | null, number];
  const isFresh = clock() - at <= STATE_AGE_MAX_MS;
  return isFresh && workspaceId === principal.workspaceId && who === (principal.userId ?? principal.keyId);
}
