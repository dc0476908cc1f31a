import type { FastifyInstance } from 'fastify';
import type { TagSettings } from '../../wire/api/tag.ts';
import type { Outcome } from '../foundation/outcome.ts';
import { notFound, Refusal } from '../machinery/refusal.ts';
import { route } from '../machinery/route.ts';
import { listAudit } from './audit-store.ts';
import { change, type WorkspaceDeps } from './change-store.ts';
import { rotated, type Settings } from './settings.ts';
import {
  changeSettings,
  findWorkspace,
  lockChanges,
  newIdentitySecret,
  renameWorkspace,
  type Workspace,
} from './store.ts';
import { scriptUrl, snippet } from './tag-snippet.ts';
import { originList, staffDomainList, timeZoneName } from './written-settings.ts';

/** What a workspace decides about itself, its tag and its data, and the log of who changed what. */
export function settingsRoutes(app: FastifyInstance, deps: WorkspaceDeps): void {
  const present = async (workspaceId: string, q = deps.db.system) => {
    const workspace = await findWorkspace(q, workspaceId);
    if (!workspace) throw notFound('workspace');
    return workspace;
  };

  route(app, deps, 'GET /workspace', async ({ workspaceId }) => shownWorkspace(await present(workspaceId)));

  route(app, deps, 'PUT /workspace', async ({ workspaceId, principal, body }) => {
    const timeZone = valid(timeZoneName(body.timeZone));
    const staffDomains = valid(staffDomainList(body.staffDomains));
    return change(deps, { workspaceId, principal }, async (q) => {
      await renameWorkspace(q, workspaceId, body.name);
      await changeSettings(q, workspaceId, { timeZone, staffDomains });
      const result = shownWorkspace(await present(workspaceId, q));
      return { action: 'workspace.changed', summary: 'Changed name, time zone or own domains.', result };
    });
  });

  route(app, deps, 'GET /tag', async ({ workspaceId }) => shownTag(deps, await present(workspaceId)));

  route(app, deps, 'PUT /tag', async ({ workspaceId, principal, body }) => {
    const { consent, respectDnt, formEmail } = body;
    const origins = valid(originList(body.origins));
    return change(deps, { workspaceId, principal }, async (q) => {
      await changeSettings(q, workspaceId, { origins, consent, respectDnt, formEmail });
      const result = shownTag(deps, await present(workspaceId, q));
      const summary = `Set the tag: ${origins.join(', ') || 'any origin'}; consent ${consent}.`;
      return { action: 'tag.changed', summary, result };
    });
  });

  route(app, deps, 'POST /tag/identity-secret', async ({ workspaceId, principal }) =>
    change(deps, { workspaceId, principal }, async (q) => {
      await lockChanges(q);
      const { text, sealed } = newIdentitySecret(deps.secrets);
      const { settings } = await present(workspaceId, q);
      const identitySecret = rotated(settings.identitySecret, sealed, deps.clock());
      await changeSettings(q, workspaceId, { identitySecret });
      const result = { secret: text, previousUntil: instantOrNull(identitySecret.former?.until) };
      return { action: 'tag.secret_rotated', summary: 'Made a new identity secret.', result };
    }),
  );

  route(app, deps, 'GET /privacy', async ({ workspaceId }) => shownPrivacy((await present(workspaceId)).settings));

  route(app, deps, 'PUT /privacy', async ({ workspaceId, principal, body: { retentionMonths } }) =>
    change(deps, { workspaceId, principal }, async (q) => {
      await changeSettings(q, workspaceId, { retentionMonths });
      const months = retentionMonths === 1 ? '1 month' : `${retentionMonths} months`;
      const summary = retentionMonths === null ? 'Keep signals for ever.' : `Keep signals ${months}.`;
      return { action: 'privacy.changed', summary, result: { retentionMonths } };
    }),
  );

  route(app, deps, 'GET /audit', async ({ workspaceId, query }) => {
    if (query.cursor !== undefined && !/^\d{1,15}$/.test(query.cursor)) {
      throw new Refusal(400, 'invalid', 'This cursor is not one that a page of this list gave.', 'cursor');
    }
    return deps.db.inWorkspace(workspaceId, (trx) => listAudit(trx, workspaceId, query));
  });
}

function valid<Value>(outcome: Outcome<Value, string>): Value {
  if (!outcome.ok) throw new Refusal(400, 'invalid', outcome.message, outcome.field);
  return outcome.value;
}

function shownWorkspace({ name, settings: { timeZone, staffDomains } }: Workspace) {
  return { name, timeZone, staffDomains };
}

function shownPrivacy({ retentionMonths }: Settings) {
  return { retentionMonths };
}

function shownTag(deps: WorkspaceDeps, { tagId, settings, createdAt }: Workspace): TagSettings {
  const baseUrl = deps.publicUrls[0] ?? '';
  const { origins, consent, respectDnt, formEmail, identitySecret } = settings;
  const madeAt = new Date(identitySecret?.madeAt ?? createdAt).toISOString();
  const until = identitySecret?.former?.until;
  return {
    ...{ origins, consent, respectDnt, formEmail, tagId },
    scriptUrl: scriptUrl(baseUrl, tagId),
    snippet: snippet(baseUrl, tagId),
    segmentHost: baseUrl,
    identitySecret: { madeAt, previousUntil: until && until > deps.clock() ? instantOrNull(until) : null },
  };
}

function instantOrNull(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}
