import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { actorName } from '../machinery/auth/principal.ts';
import { revive } from '../machinery/outbox-store.ts';
import { notFound } from '../machinery/refusal.ts';
import { route } from '../machinery/route.ts';
import { recordAudit } from '../workspace/audit-store.ts';
import { listDeliveries } from './delivery-store.ts';
import { summaryOf } from './slack/told.ts';

/** What is still to be told to others, and could not be. */
export function deliveryRoutes(app: FastifyInstance, ctx: Pick<Context, 'db' | 'clock' | 'outbox'>): void {
  const { db, clock, outbox } = ctx;

  route(app, ctx, 'GET /deliveries', ({ workspaceId }) =>
    db.inWorkspace(workspaceId, (trx) => listDeliveries(trx, workspaceId, summaryOf)),
  );

  route(app, ctx, 'POST /deliveries/:id/retry', async ({ workspaceId, principal, params: { id } }) => {
    if (!/^\d{1,15}$/.test(id)) throw notFound('delivery');
    await db.inWorkspace(workspaceId, async (trx) => {
      if (!(await revive(trx, workspaceId, id, clock()))) throw notFound('failed delivery');
      const summary = 'Had a failed delivery tried again.';
      await recordAudit(trx, workspaceId, {
        at: clock(),
        actor: actorName(principal),
        action: 'delivery.retried',
        summary,
      });
    });
    outbox.kick();
    return { ok: true };
  });
}
