import { parse } from 'csv-parse/sync';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ById } from '../../../wire/api/paging.ts';
import { actorName, needs } from '../../machinery/auth/principal.ts';
import { answered, PROBLEMS } from '../../machinery/openapi.ts';
import { Refusal } from '../../machinery/refusal.ts';
import { route } from '../../machinery/route.ts';
import { recordAudit } from '../../workspace/audit-store.ts';
import { readCursor, writeCursor } from '../cursor-routes.ts';
import { type Link, linkUrls } from '../link.ts';
import { present } from '../present-routes.ts';
import type { LinkDeps } from '../room-store.ts';
import { RECIPIENT_USE } from '../visits/arrival-routes.ts';
import { addRecipients, listRecipients, type StoredRecipient } from './recipient-store.ts';
import { recipientToken } from './recipient-token.ts';
import { readRecipients, writeCsv } from './recipients-csv.ts';

const PAGE_SIZE = 50;
const FILE_PAGE = 5_000;

/** The people a link is made for, one address each. */
export function recipientRoutes(app: FastifyInstance, deps: LinkDeps): void {
  const { db, clock, config, secrets } = deps;
  const shown = (link: Link, { id, email, name, openedAt }: StoredRecipient) => {
    const token = recipientToken(link.id, id, (text) => secrets.sign(RECIPIENT_USE, text));
    const url = `${linkUrls(config.publicUrls, link.slug)[0]}?r=${token}`;
    return { id, email, name, url, openedAt: openedAt?.toISOString() ?? null };
  };

  route(app, deps, 'GET /links/:id/recipients', async ({ workspaceId, params: { id }, query }) =>
    db.inWorkspace(workspaceId, async (trx) => {
      const link = await present(trx, workspaceId, id);
      const limit = query.limit ?? PAGE_SIZE;
      const [after = null] = readCursor(query.cursor, 'string') ?? [];
      const rows = await listRecipients(trx, workspaceId, id, { after: after as string | null, limit: limit + 1 });
      const items = rows.slice(0, limit).map((row) => shown(link, row));
      const last = rows.length > limit ? items.at(-1) : undefined;
      return { items, nextCursor: last ? writeCursor(last.email) : null };
    }),
  );

  route(app, deps, 'POST /links/:id/recipients', async ({ workspaceId, principal, params: { id }, body }) => {
    const read = readRecipients(tableOf(body.csv));
    if (!read) throw new Refusal(400, 'invalid', 'The first row must name a column “email”.', 'csv');
    return db.inWorkspace(workspaceId, async (trx) => {
      const link = await present(trx, workspaceId, id);
      const added = await addRecipients(trx, workspaceId, id, read.rows, clock());
      const summary = `Added ${added} recipients to the link ${link.slug}.`;
      await recordAudit(trx, workspaceId, {
        at: clock(),
        actor: actorName(principal),
        action: 'link.recipients',
        summary,
      });
      return { added, known: read.rows.length - added, refused: [...read.refused] };
    });
  });

  app.get<{ Params: { id: string } }>(
    '/api/v1/links/:id/recipients.csv',
    {
      onRequest: [needs('read')],
      schema: {
        params: ById,
        tags: ['links'],
        operationId: 'get-links-by-id-recipients-csv',
        summary: 'Download the recipients of a Knock Link as CSV',
        documented: { response: { 200: answered('email, name, url, opened', z.string(), 'text/csv'), ...PROBLEMS } },
      },
    },
    async (request, reply) => {
      const workspaceId = request.principal?.workspaceId ?? '';
      const { link, rows } = await db.inWorkspace(workspaceId, async (trx) => {
        const found = await present(trx, workspaceId, request.params.id);
        const all: StoredRecipient[] = [];
        for (let more = true; more; ) {
          const after = all.at(-1)?.email ?? null;
          const page = await listRecipients(trx, workspaceId, found.id, { after, limit: FILE_PAGE });
          all.push(...page);
          more = page.length === FILE_PAGE;
        }
        return { link: found, rows: all };
      });
      const lines = rows
        .map((row) => shown(link, row))
        .map(({ email, name, url, openedAt }) => [email, name, url, openedAt]);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="recipients-${link.slug}.csv"`)
        .send(writeCsv([['email', 'name', 'url', 'opened'], ...lines]));
    },
  );
}

/** The cells of a CSV file. Spreadsheets of some countries part them by semicolons or tabs: the first line tells. */
function tableOf(csv: string): string[][] {
  const [first = ''] = csv.split(/\r?\n/, 1);
  const delimiter = [',', ';', '\t'].find((sign) => first.includes(sign)) ?? ',';
  try {
    return parse(csv, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: false });
  } catch (error) {
    const message = error instanceof Error ? error.message : 'It is no CSV.';
    throw new Refusal(400, 'invalid', `The file cannot be read: ${message}`, 'csv');
  }
}
