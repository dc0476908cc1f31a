import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ById } from '../wire/api/paging.ts';
import { exportConversations } from './chat/export-store.ts';
import type { Context } from './context.ts';
import { exportIdentities } from './identity/export-store.ts';
import { isId } from './identity/keys.ts';
import { explain } from './intent/explain.ts';
import { exportLinks } from './links/export-store.ts';
import { needs, principalOf } from './machinery/auth/principal.ts';
import { answered, PROBLEMS } from './machinery/openapi.ts';
import { notFound } from './machinery/refusal.ts';
import { type ExportedSignal, exportActivity, exportSignals } from './signals/export-store.ts';

const PAGE_SIZE = 1_000;

type ExportContext = Pick<Context, 'db' | 'clock'>;

/**
 * Everything Knock keeps about one person as one JSON text, in pieces: profile, identities, ledger, claims, score, daily counts,
 * signals. Each page of signals is a transaction of its own, so that neither memory nor the database waits for a slow reader.
 * Null when there is no such contact.
 */
export async function exportContact(
  { db, clock }: ExportContext,
  workspaceId: string,
  contactId: string,
): Promise<AsyncIterable<string> | null> {
  const found = await db.inWorkspace(workspaceId, async (trx) => {
    const person = await exportIdentities(trx, workspaceId, contactId);
    if (!person) return null;
    const activity = await exportActivity(trx, workspaceId, person.contactId);
    const links = await exportLinks(trx, workspaceId, person.stretches);
    const conversations = await exportConversations(trx, workspaceId, person.contactId);
    return { person, activity, links, conversations };
  });
  if (!found) return null;
  const { stretches, contactId: _, ...person } = found.person;
  const score = explain(found.activity, clock());
  const head = JSON.stringify({
    exportedAt: new Date(clock()).toISOString(),
    ...person,
    score,
    activity: found.activity,
    links: found.links,
    conversations: found.conversations,
  });
  return pieces();

  async function* pieces() {
    yield `${head.slice(0, -1)},"signals":[`;
    let first = true;
    for (const stretch of stretches) {
      for (let after: ExportedSignal | null | undefined = null; after !== undefined; ) {
        const range: { after: ExportedSignal | null; limit: number } = { after, limit: PAGE_SIZE };
        const page = await db.inWorkspace(workspaceId, (trx) => exportSignals(trx, workspaceId, stretch, range));
        if (page.length > 0) yield (first ? '' : ',') + page.map((signal) => JSON.stringify(signal)).join(',\n');
        first &&= page.length === 0;
        after = page.length < PAGE_SIZE ? undefined : page.at(-1);
      }
    }
    yield ']}\n';
  }
}

/** `GET /contacts/:id/export`: the same as a file. */
export function exportRoutes(app: FastifyInstance, ctx: ExportContext): void {
  app.route<{ Params: { id: string } }>({
    method: 'GET',
    url: '/api/v1/contacts/:id/export',
    onRequest: [needs('privacy.edit')],
    schema: {
      params: ById,
      tags: ['contacts'],
      operationId: 'get-contacts-by-id-export',
      summary: 'Export everything that is kept about a person, as a JSON file',
      description: 'Needs privacy.edit',
      documented: { response: { 200: answered('The file, sent while it is read.', z.looseObject({})), ...PROBLEMS } },
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      const text = isId(id) ? await exportContact(ctx, principalOf(request).workspaceId, id) : null;
      if (!text) throw notFound('contact');
      return reply
        .header('content-type', 'application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="contact-${id.toLowerCase()}.json"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(text));
    },
  });
}
