import type { LinkChannel, LinkKind } from '../../wire/api/links.ts';
import type { Millis } from '../foundation/time.ts';
import type { Trx } from '../machinery/database/database.ts';
import type { Link, LinkState } from './link.ts';
import { readLinkSettings } from './settings.ts';

/** The columns of a link `l`, as `linkFrom` reads them. */
export const LINK_COLUMNS = `l.workspace_id as "workspaceId", l.id, l.slug, l.name, l.kind, l.channel, l.target, l.owner_id as "ownerId",
  l.settings, l.active, l.expires_at as "expiresAt", l.archived_at as "archivedAt", l.created_at as "createdAt"`;

export interface LinkRow {
  readonly workspaceId: string;
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly channel: string;
  readonly target: string | null;
  readonly ownerId: string | null;
  readonly settings: unknown;
  readonly active: boolean;
  readonly expiresAt: Date | null;
  readonly archivedAt: Date | null;
  readonly createdAt: Date;
}

export function linkFrom(row: LinkRow): Link {
  return {
    ...row,
    kind: row.kind as LinkKind,
    channel: row.channel as LinkChannel,
    settings: readLinkSettings(row.settings),
    expiresAt: row.expiresAt?.getTime() ?? null,
    archivedAt: row.archivedAt?.getTime() ?? null,
    createdAt: row.createdAt.getTime(),
  };
}

export async function findLink(trx: Trx, workspaceId: string, id: string): Promise<Link | null> {
  const rows = await trx.run<LinkRow>(
    { name: 'link_by_id', text: `select ${LINK_COLUMNS} from link l where l.workspace_id = $1 and l.id = $2` },
    [workspaceId, id],
  );
  return rows[0] ? linkFrom(rows[0]) : null;
}

/** What a list of links asks for. */
export interface LinkFilter {
  /** Part of the name or slug. */
  readonly q: string | null;
  /** Null: all but archived ones. */
  readonly state: LinkState | null;
  readonly now: Millis;
  /** The last link of the page before. */
  readonly after: { readonly createdAt: Millis; readonly id: string } | null;
  readonly limit: number;
}

/** Newest first. */
export async function listLinks(trx: Trx, workspaceId: string, filter: LinkFilter): Promise<Link[]> {
  const { q, state, now, after, limit } = filter;
  const rows = await trx.run<LinkRow>(
    {
      name: `link_list_${state ?? 'all'}`,
      text: `select ${LINK_COLUMNS} from link l where l.workspace_id = $1 and ${STATES[state ?? 'all']}
        and ($3::text is null or l.name ilike $3 or l.slug ilike $3)
        and ($4::timestamptz is null or (l.created_at, l.id) < ($4, $5::uuid))
        order by l.created_at desc, l.id desc limit $6`,
    },
    [
      workspaceId,
      new Date(now),
      q === null ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`,
      after && new Date(after.createdAt),
      after?.id ?? null,
      limit,
    ],
  );
  return rows.map(linkFrom);
}

// As `linkState` says. Every one names $2, so that the values are the same.
const STATES: Readonly<Record<LinkState | 'all', string>> = {
  all: '(l.archived_at is null and $2::timestamptz is not null)',
  archived: '(l.archived_at is not null and $2::timestamptz is not null)',
  expired: '(l.archived_at is null and l.expires_at <= $2)',
  paused: '(l.archived_at is null and (l.expires_at is null or l.expires_at > $2) and not l.active)',
  active: '(l.archived_at is null and (l.expires_at is null or l.expires_at > $2) and l.active)',
};

export async function insertLink(trx: Trx, link: Link, createdBy: string): Promise<void> {
  await trx.run(
    {
      name: 'link_insert',
      text: `insert into link (workspace_id, id, slug, name, kind, channel, target, owner_id, settings, active, expires_at, created_by,
        created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, clock_timestamp())`,
    },
    [...valuesOf(link), createdBy, new Date(link.createdAt)],
  );
}

/** Writes all of a link but when and by whom it was made. */
export async function updateLink(trx: Trx, link: Link): Promise<void> {
  await trx.run(
    {
      name: 'link_update',
      text: `update link set slug = $3, name = $4, kind = $5, channel = $6, target = $7, owner_id = $8, settings = $9, active = $10,
        expires_at = $11, archived_at = $12, updated_at = clock_timestamp() where workspace_id = $1 and id = $2`,
    },
    [...valuesOf(link), date(link.archivedAt)],
  );
}

function valuesOf(link: Link): unknown[] {
  const { workspaceId, id, slug, name, kind, channel, target, ownerId, settings, active, expiresAt } = link;
  return [
    workspaceId,
    id,
    slug,
    name,
    kind,
    channel,
    target,
    ownerId,
    JSON.stringify(settings),
    active,
    date(expiresAt),
  ];
}

function date(at: Millis | null): Date | null {
  return at === null ? null : new Date(at);
}

/** Makes a slug lead to a link. False when it leads to another one, of whatever workspace; a link's own former slug is its own. */
export async function claimSlug(
  trx: Trx,
  { workspaceId, id, slug }: Pick<Link, 'workspaceId' | 'id' | 'slug'>,
): Promise<boolean> {
  const values = [slug, workspaceId, id];
  const added = await trx.run(
    {
      name: 'link_slug_claim',
      text: `insert into link_slug (slug, workspace_id, link_id) values ($1, $2, $3) on conflict do nothing returning slug`,
    },
    values,
  );
  if (added.length > 0) return true;
  const own = await trx.run(
    { name: 'link_slug_own', text: 'select from link_slug where slug = $1 and workspace_id = $2 and link_id = $3' },
    values,
  );
  return own.length > 0;
}
