import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { accountRoutes } from './accounts/routes.ts';
import { contactRoutes } from './contacts/routes.ts';
import { debuggerRoutes } from './debugger/routes.ts';
import { duplicateRoutes } from './duplicates/routes.ts';
import { installRoutes } from './install/routes.ts';
import { liveRoutes } from './live/routes.ts';
import { type Every, streamRoute } from './live/stream-routes.ts';
import { overviewRoutes } from './overview/routes.ts';
import { recordRoutes } from './record/routes.ts';
import { searchRoutes } from './search/routes.ts';

/** Everything the dashboard's screens read. `every` replaces the timer of the stream's heartbeat. */
export function dashboardRoutes(app: FastifyInstance, ctx: Context, every?: Every): void {
  overviewRoutes(app, ctx);
  liveRoutes(app, ctx);
  streamRoute(app, ctx, every);
  contactRoutes(app, ctx);
  recordRoutes(app, ctx);
  accountRoutes(app, ctx);
  duplicateRoutes(app, ctx);
  searchRoutes(app, ctx);
  debuggerRoutes(app, ctx);
  installRoutes(app, ctx);
}
