import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Context } from '../../context.ts';
import { activityOfContacts } from '../../intent/activity-store.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { notFound } from '../../machinery/refusal.ts';
import { route } from '../../machinery/route.ts';
import { contactRefs } from '../contacts/items-store.ts';
import { isUuid } from '../uuid.ts';
import { contactIdentities } from './identities-store.ts';
import { explanation } from './score-store.ts';
import { contactRecord, findContact } from './store.ts';
import { filterOf, pageOfTimeline, startOf } from './timeline-routes.ts';
import { readTimeline, stretchesOfContacts } from './timeline-store.ts';

/** The record page of a contact. */
export function recordRoutes(app: FastifyInstance, ctx: Context): void {
  route(app, ctx, 'GET /contacts/:id', (call) =>
    ofContact(ctx, call, '', async (trx) => {
      const record = await contactRecord(trx, call.workspaceId, call.params.id, ctx.clock());
      if (!record) throw notFound('contact');
      return record;
    }),
  );

  route(app, ctx, 'GET /contacts/:id/score', (call) =>
    ofContact(ctx, call, '/score', async (trx) => {
      const ids = [call.params.id];
      const stretches = await stretchesOfContacts(trx, call.workspaceId, ids);
      const rows = (await activityOfContacts(trx, call.workspaceId, ids)).get(call.params.id) ?? [];
      return explanation(trx, call.workspaceId, rows, stretches, ctx.clock());
    }),
  );

  route(app, ctx, 'GET /contacts/:id/timeline', (call) => {
    const { place, open } = startOf(call.query.cursor);
    const limit = call.query.limit ?? 50;
    return ofContact(ctx, call, '/timeline', async (trx) => {
      const { workspaceId } = call;
      const contacts = await contactRefs(trx, workspaceId, [call.params.id]);
      const stretches = await stretchesOfContacts(trx, workspaceId, [call.params.id]);
      const range = { place, from: null, limit: limit + 1 };
      const found = await readTimeline(trx, workspaceId, stretches, filterOf(call.query), range);
      return pageOfTimeline(trx, workspaceId, found, contacts, { limit, open });
    });
  });

  route(app, ctx, 'GET /contacts/:id/identities', (call) =>
    ofContact(ctx, call, '/identities', async (trx) => ({
      items: await contactIdentities(trx, call.workspaceId, call.params.id),
    })),
  );
}

interface ContactCall {
  readonly workspaceId: string;
  readonly params: { readonly id: string };
  readonly reply: FastifyReply;
}

/** Answers about a contact; one that was merged away answers 301 to the contact that has it now, an unknown one 404. */
async function ofContact<Answer>(
  ctx: Context,
  call: ContactCall,
  path: string,
  answer: (trx: Trx) => Promise<Answer>,
): Promise<Answer | FastifyReply> {
  if (!isUuid(call.params.id)) throw notFound('contact');
  return ctx.db.inWorkspace(call.workspaceId, async (trx) => {
    const found = await findContact(trx, call.workspaceId, call.params.id);
    switch (found.is) {
      case 'unknown':
        throw notFound('contact');
      case 'merged': {
        const query = call.reply.request.url.split('?')[1];
        const location = `/api/v1/contacts/${found.into}${path}${query ? `?${query}` : ''}`;
        // A merge can be taken back: nobody may remember where it led.
        return call.reply.header('cache-control', 'no-store').redirect(location, 301);
      }
      case 'contact':
        return answer(trx);
    }
  });
}
