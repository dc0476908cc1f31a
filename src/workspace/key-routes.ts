import type { FastifyInstance } from 'fastify';
import { actorName } from '../machinery/auth/principal.ts';
import { notFound } from '../machinery/refusal.ts';
import { route } from '../machinery/route.ts';
import { change, type WorkspaceDeps } from './change-store.ts';
import { deleteKey, insertKey, listKeys, newKeyText } from './key-store.ts';

/** API keys. A key's text is in the answer that makes it and nowhere else. */
export function keyRoutes(app: FastifyInstance, deps: WorkspaceDeps): void {
  route(app, deps, 'GET /keys', async ({ workspaceId }) => ({ items: await listKeys(deps.db.system, workspaceId) }));

  route(app, deps, 'POST /keys', async ({ workspaceId, principal, body }) =>
    change(deps, { workspaceId, principal }, async (q) => {
      const secret = newKeyText();
      const made = { ...body, createdBy: actorName(principal), at: deps.clock() };
      const key = await insertKey(q, workspaceId, secret, made);
      const summary = `Made the API key "${key.name}" (${key.prefix}…) that may ${key.scopes.join(', ')}.`;
      return { action: 'key.made', summary, result: { key, secret } };
    }),
  );

  route(app, deps, 'DELETE /keys/:id', async ({ workspaceId, principal, params: { id } }) =>
    change(deps, { workspaceId, principal }, async (q) => {
      const name = await deleteKey(q, workspaceId, id);
      if (name === null) throw notFound('API key');
      return { action: 'key.revoked', summary: `Revoked the API key "${name}".`, result: { ok: true } };
    }),
  );
}
