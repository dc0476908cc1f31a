import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { LinkItem } from '../../wire/api/links.ts';
import type { Outcome } from '../foundation/outcome.ts';
import { dayOf } from '../foundation/time.ts';
import { isId } from '../identity/keys.ts';
import { actorName, type Principal } from '../machinery/auth/principal.ts';
import type { Trx } from '../machinery/database/database.ts';
import { notFound, Refusal } from '../machinery/refusal.ts';
import { route } from '../machinery/route.ts';
import { recordAudit } from '../workspace/audit-store.ts';
import { findRep } from '../workspace/rep-store.ts';
import { changed, type Wanted } from './changes.ts';
import { readCursor, writeCursor } from './cursor-routes.ts';
import { linkItems } from './items-store.ts';
import type { Link } from './link.ts';
import { present } from './present-routes.ts';
import { recipientRoutes } from './recipients/recipient-routes.ts';
import type { LinkDeps } from './room-store.ts';
import { readLinkSettings } from './settings.ts';
import { freeSlug, slugOf } from './slug.ts';
import { linkDays, linkTotals } from './stats-store.ts';
import { claimSlug, insertLink, listLinks, updateLink } from './store.ts';

const PAGE_SIZE = 50;
const DAYS = 30;

/** Links as members make, change and watch them. */
export function linkRoutes(app: FastifyInstance, deps: LinkDeps): void {
  const { db, clock, config } = deps;
  const knockHosts = config.publicUrls.map((url) => new URL(url).host);
  const shown = { publicUrls: config.publicUrls };
  const itemOf = async (trx: Trx, link: Link): Promise<LinkItem> => {
    const [item] = await linkItems(trx, link.workspaceId, [link], { ...shown, now: clock() });
    if (!item) throw new Error('a link has an item');
    return item;
  };
  const change = async (by: By, action: string, work: (trx: Trx) => Promise<Link>): Promise<LinkItem> => {
    const item = await db.inWorkspace(by.workspaceId, async (trx) => {
      const link = await work(trx);
      const summary = `${DONE[action] ?? 'Changed'} the link ${link.slug}.`;
      await recordAudit(trx, by.workspaceId, { at: clock(), actor: actorName(by.principal), action, summary });
      return itemOf(trx, link);
    });
    await deps.links.refresh();
    return item;
  };

  route(app, deps, 'GET /links', async ({ workspaceId, query }) => {
    const limit = query.limit ?? PAGE_SIZE;
    const [createdAt, id] = readCursor(query.cursor, 'number', 'string') ?? [];
    if (id !== undefined && !isId(String(id))) throw notFound('page');
    const after = id === undefined ? null : { createdAt: Number(createdAt), id: String(id) };
    const filter = { q: query.q?.trim() || null, state: query.state ?? null, now: clock(), after, limit: limit + 1 };
    return db.inWorkspace(workspaceId, async (trx) => {
      const links = await listLinks(trx, workspaceId, filter);
      const page = links.slice(0, limit);
      const last = links.length > limit ? page.at(-1) : undefined;
      const items = await linkItems(trx, workspaceId, page, { ...shown, now: clock() });
      return { items, nextCursor: last ? writeCursor(last.createdAt, last.id) : null };
    });
  });

  route(app, deps, 'POST /links', async ({ workspaceId, principal, body }) => {
    const slug = body.slug ?? (await slugFor(deps, body.name));
    return change({ workspaceId, principal }, 'link.created', async (trx) => {
      const made = valid(changed(newLink(workspaceId, body.kind, slug, clock()), body, knockHosts));
      await checkOwner(trx, workspaceId, made);
      await insertLink(trx, made, actorName(principal));
      if (!(await claimSlug(trx, made))) throw taken(slug);
      return made;
    });
  });

  route(app, deps, 'POST /links/slug', async ({ workspaceId, body: { name, linkId } }) => {
    const wanted = slugOf(name);
    const owner = await deps.links.find(wanted);
    const isFree = owner === null || (owner.link.workspaceId === workspaceId && owner.link.id === linkId);
    return { slug: isFree ? wanted : await slugFor(deps, name), free: isFree };
  });

  route(app, deps, 'GET /links/:id', async ({ workspaceId, params: { id } }) =>
    db.inWorkspace(workspaceId, async (trx) => itemOf(trx, await present(trx, workspaceId, id))),
  );

  route(app, deps, 'PATCH /links/:id', async ({ workspaceId, principal, params: { id }, body }) =>
    change({ workspaceId, principal }, 'link.changed', async (trx) => {
      const link = await present(trx, workspaceId, id);
      if (link.archivedAt !== null) throw new Refusal(409, 'conflict', 'An archived link cannot be changed.');
      const next = { ...valid(changed(link, body as Wanted, knockHosts)), slug: body.slug ?? link.slug };
      if (next.ownerId !== link.ownerId) await checkOwner(trx, workspaceId, next);
      if (next.slug !== link.slug && !(await claimSlug(trx, next))) throw taken(next.slug);
      await updateLink(trx, next);
      return next;
    }),
  );

  route(app, deps, 'DELETE /links/:id', async ({ workspaceId, principal, params: { id } }) => {
    await change({ workspaceId, principal }, 'link.archived', async (trx) => {
      const link = await present(trx, workspaceId, id);
      const next = { ...link, archivedAt: link.archivedAt ?? clock() };
      await updateLink(trx, next);
      return next;
    });
    return { ok: true };
  });

  route(app, deps, 'GET /links/:id/stats', async ({ workspaceId, params: { id }, query }) =>
    db.inWorkspace(workspaceId, async (trx) => {
      await present(trx, workspaceId, id);
      const last = dayOf(clock());
      const totals = (await linkTotals(trx, workspaceId, [id], clock())).get(id);
      if (!totals) throw new Error('a link has totals');
      return { totals, ...(await linkDays(trx, workspaceId, id, last - (query.days ?? DAYS) + 1, last)) };
    }),
  );

  recipientRoutes(app, deps);
}

const DONE: Readonly<Record<string, string>> = {
  'link.created': 'Made',
  'link.changed': 'Changed',
  'link.archived': 'Archived',
};

interface By {
  readonly workspaceId: string;
  readonly principal: Principal;
}

function newLink(workspaceId: string, kind: Link['kind'], slug: string, createdAt: number): Link {
  return {
    ...{
      id: randomUUID(),
      workspaceId,
      kind,
      slug,
      createdAt,
      name: '',
      channel: 'other',
      target: null,
      ownerId: null,
    },
    ...{ settings: readLinkSettings({}), active: true, expiresAt: null, archivedAt: null },
  };
}

// Slugs are one space over all workspaces: whoever asks learns only that one is taken.
async function slugFor(deps: LinkDeps, name: string): Promise<string> {
  const wanted = slugOf(name);
  const stem = wanted.slice(0, 50);
  const rows = await deps.db.system
    .selectFrom('link_slug')
    .select('slug')
    .where((row) => row.or([row('slug', '=', wanted), row('slug', 'like', `${stem}-%`)]))
    .execute();
  return freeSlug(wanted, new Set(rows.map((row) => row.slug)));
}

async function checkOwner(trx: Trx, workspaceId: string, { ownerId }: Link): Promise<void> {
  if (ownerId === null) return;
  const rep = isId(ownerId) ? await findRep(trx, workspaceId, ownerId) : null;
  if (!rep?.active) throw new Refusal(400, 'invalid', 'Nobody who answers has this id.', 'ownerId');
}

function taken(slug: string): Refusal {
  return new Refusal(409, 'conflict', `The address /l/${slug} is taken. Choose another one.`, 'slug');
}

function valid<Value>(outcome: Outcome<Value, string>): Value {
  if (!outcome.ok) throw new Refusal(400, 'invalid', outcome.message, outcome.field);
  return outcome.value;
}
