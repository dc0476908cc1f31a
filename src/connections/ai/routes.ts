import type { FastifyInstance } from 'fastify';
import type { AiPut } from '../../../wire/api/connections.ts';
import type { Context } from '../../context.ts';
import { actorName } from '../../machinery/auth/principal.ts';
import { Refusal } from '../../machinery/refusal.ts';
import { route } from '../../machinery/route.ts';
import { recordAudit } from '../../workspace/audit-store.ts';
import { deleteConnection, setConnectionState } from '../connection-store.ts';
import type { AskProvider } from './client.ts';
import { stateAfter } from './reader-store.ts';
import { AI_KIND, accessOf, findAi, saveAi, setupOf } from './store.ts';

export interface AiRoutesDeps extends Pick<Context, 'db' | 'clock' | 'secrets'> {
  readonly ask: AskProvider;
}

/** The AI provider of a workspace: shown without its key, set, tried, removed. */
export function aiRoutes(app: FastifyInstance, deps: AiRoutesDeps): void {
  const { db, clock, secrets, ask } = deps;

  route(app, deps, 'GET /connections/ai', ({ workspaceId }) =>
    db.inWorkspace(workspaceId, async (trx) => setupOf(await findAi(trx, secrets, workspaceId))),
  );

  route(app, deps, 'PUT /connections/ai', ({ workspaceId, principal, body }) => {
    checkAddress(body);
    return db.inWorkspace(workspaceId, async (trx) => {
      const before = await findAi(trx, secrets, workspaceId);
      const apiKey = body.apiKey ?? (isSamePlace(before?.settings, body) ? before?.hidden?.apiKey : undefined);
      if (apiKey === undefined) {
        throw new Refusal(400, 'invalid', 'Enter the key: there is none for this provider and address yet.', 'apiKey');
      }
      const by = actorName(principal);
      await saveAi(trx, secrets, workspaceId, { put: body, apiKey, by, at: clock() });
      const summary = `Connected ${body.provider} (${body.model}) to read why leads come.`;
      await recordAudit(trx, workspaceId, { at: clock(), actor: by, action: 'connection.ai.saved', summary });
      return setupOf(await findAi(trx, secrets, workspaceId));
    });
  });

  route(app, deps, 'DELETE /connections/ai', ({ workspaceId, principal }) =>
    db.inWorkspace(workspaceId, async (trx) => {
      const name = await deleteConnection(trx, workspaceId, AI_KIND);
      if (name === null) throw new Refusal(404, 'not_found', 'No AI provider is connected.');
      const summary = `Disconnected ${name}; the built-in model reads why leads come.`;
      const actor = actorName(principal);
      await recordAudit(trx, workspaceId, { at: clock(), actor, action: 'connection.ai.removed', summary });
      return { ok: true as const };
    }),
  );

  route(app, deps, 'POST /connections/ai/test', async ({ workspaceId }) => {
    const found = await db.inWorkspace(workspaceId, (trx) => findAi(trx, secrets, workspaceId));
    const access = found && accessOf(found);
    if (!access)
      throw new Refusal(404, 'not_found', 'No AI provider is connected, or its key has to be entered again.');
    const began = performance.now();
    const asked = await ask(access, { messages: ['How much is it for 200 seats?'], signals: [], answer: null });
    const milliseconds = Math.round(performance.now() - began);
    const problem = asked.ok ? null : asked.message;
    const state = asked.ok ? 'connected' : stateAfter(asked.reason);
    await db.inWorkspace(workspaceId, (trx) =>
      setConnectionState(trx, workspaceId, { kind: AI_KIND, key: '' }, { state, problem, at: clock() }),
    );
    return { ok: asked.ok, milliseconds, problem };
  });
}

function checkAddress({ provider, baseUrl }: AiPut): void {
  if (provider === 'openai_compatible' && baseUrl === null) {
    throw new Refusal(400, 'invalid', 'An OpenAI-compatible provider needs its address.', 'baseUrl');
  }
}

// A kept key goes nowhere but where it was entered for.
function isSamePlace(
  before: { readonly provider: string; readonly baseUrl: string | null } | undefined,
  { provider, baseUrl }: AiPut,
): boolean {
  return before !== undefined && before.provider === provider && before.baseUrl === baseUrl;
}
