import type { FastifyInstance } from 'fastify';
import type { WorkspaceDeps } from './change-store.ts';
import { keyRoutes } from './key-routes.ts';
import { memberRoutes } from './member-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { settingsRoutes } from './settings-routes.ts';

/** Everything under `/api/v1` that is about who runs this: entry, members, keys, settings, audit. */
export function workspaceRoutes(app: FastifyInstance, deps: WorkspaceDeps): void {
  sessionRoutes(app, deps);
  memberRoutes(app, deps);
  keyRoutes(app, deps);
  settingsRoutes(app, deps);
}
