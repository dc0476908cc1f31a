import { sql } from 'kysely';
import type { Logger } from 'pino';
import { type Millis, SECOND } from '../foundation/time.ts';
import { type Database, isUnavailable } from '../machinery/database/database.ts';
import { readSettings, type Settings } from '../workspace/settings.ts';
import { hostsOf } from '../workspace/written-settings.ts';
import type { Link } from './link.ts';
import { isSlug } from './slug.ts';
import { LINK_COLUMNS, type LinkRow, linkFrom } from './store.ts';

/** What links need to know of their workspace. */
export interface LinkHome {
  readonly name: string;
  /** Hosts of the workspace's websites, where the tag is; subdomains count. */
  readonly ownHosts: readonly string[];
  /** Visitors who ask not to be followed are not. */
  readonly honoursPrivacy: boolean;
}

export interface KeptLink {
  readonly link: Link;
  readonly home: LinkHome;
}

/** Every link by its slugs, in memory: a redirect asks nobody, and goes on while the database is away. */
export interface KeptLinks {
  /** The link of a slug as far as memory knows; undefined: nothing is known. */
  readonly known: (slug: string) => KeptLink | undefined;
  /** From memory, else from the database. Null: no such link. Rejects when the database is away. */
  readonly find: (slug: string) => Promise<KeptLink | null>;
  /** Reads what changed since the last time. */
  readonly refresh: () => Promise<void>;
}

const KEPT_MAX = 100_000;
/** A transaction that began earlier may be committed later: look back so far. */
const OVERLAP_MS = 30 * SECOND;

interface Changed extends LinkRow {
  readonly asked: string;
  readonly updatedAt: Date;
}

export function keepLinks({ db, log }: { readonly db: Database; readonly log: Logger }): KeptLinks {
  const bySlug = new Map<string, Link>();
  let homes = new Map<string, LinkHome>();
  let seen: Millis = 0;
  const keep = (rows: readonly Changed[]) => {
    for (const { asked, updatedAt: _, ...row } of rows) {
      if (bySlug.size < KEPT_MAX || bySlug.has(asked)) bySlug.set(asked, linkFrom(row));
    }
  };
  const read = async (where: ReturnType<typeof sql>) => {
    const { rows } = await sql<Changed>`select s.slug as asked, l.updated_at as "updatedAt", ${sql.raw(LINK_COLUMNS)}
      from link_slug s join link l on l.workspace_id = s.workspace_id and l.id = s.link_id where ${where}`.execute(
      db.system,
    );
    return rows;
  };
  const readHomes = async () => {
    const { rows } = await sql<{
      id: string;
      name: string;
      settings: unknown;
    }>`select w.id, w.name, w.settings from workspace w
      where exists (select from link l where l.workspace_id = w.id)`.execute(db.system);
    homes = new Map(rows.map((row) => [row.id, homeOf(row.name, readSettings(row.settings))]));
  };
  const shown = (link: Link): KeptLink => ({ link, home: homes.get(link.workspaceId) ?? UNKNOWN_HOME });
  const known = (slug: string) => {
    const link = bySlug.get(slug);
    return link && shown(link);
  };
  return {
    known,
    find: async (slug) => {
      const kept = known(slug);
      if (kept || !isSlug(slug)) return kept ?? null;
      const rows = await read(sql`s.slug = ${slug}`);
      keep(rows);
      const [row] = rows;
      if (!row) return null;
      if (!homes.has(row.workspaceId)) await readHomes();
      return shown(linkFrom(row));
    },
    refresh: async () => {
      try {
        const since = new Date(seen - OVERLAP_MS);
        const rows = await read(sql`l.updated_at > ${since} order by l.updated_at desc limit ${KEPT_MAX}`);
        keep(rows);
        // Only here: a link that was looked up alone says nothing of what changed before it.
        seen = Math.max(seen, ...rows.slice(0, 1).map((row) => row.updatedAt.getTime()));
        await readHomes();
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        log.debug({ err: error }, 'links are kept as they are: the database is away');
      }
    },
  };
}

const UNKNOWN_HOME: LinkHome = { name: '', ownHosts: [], honoursPrivacy: true };

function homeOf(name: string, { origins, respectDnt }: Settings): LinkHome {
  return { name, ownHosts: hostsOf(origins), honoursPrivacy: respectDnt };
}
