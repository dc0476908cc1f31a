import { type Day, dayOf, type Millis } from '../../foundation/time.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { isProgram } from './proof.ts';
import type { Visit, VisitContext } from './visit.ts';

/** What `link_visit.context` holds. */
type KeptContext = VisitContext & Pick<Visit, 'touch' | 'sign'>;

/** What a link's counts of one day and source grow by. */
interface Counted {
  readonly linkId: string;
  readonly at: Millis;
  readonly source: string;
  readonly clicks?: number;
  readonly opens?: number;
  readonly filtered?: number;
}

/** Writes visits that are not there yet, and counts them: what a program asked for as filtered, everything else as a click. */
export async function insertVisits(trx: Trx, workspaceId: string, visits: readonly Visit[]): Promise<void> {
  const rows = visits.map(({ id, linkId, at, recipientId, touch, sign, context }) => {
    return {
      id,
      linkId,
      at: new Date(at),
      recipientId,
      source: touch.source,
      bot: sign,
      context: { ...context, touch, sign },
    };
  });
  const added = await trx.run<{ id: string }>(
    {
      name: 'link_visit_insert',
      text: `insert into link_visit (workspace_id, id, link_id, at, recipient_id, source, bot, context)
        select $1::uuid, id, "linkId", at, "recipientId", source, bot, context from json_to_recordset($2::json)
          as r(id uuid, "linkId" uuid, at timestamptz, "recipientId" uuid, source text, bot text, context jsonb)
        on conflict do nothing returning id`,
    },
    [workspaceId, JSON.stringify(rows)],
  );
  const fresh = new Set(added.map((row) => row.id));
  await bumpCounts(
    trx,
    workspaceId,
    visits
      .filter((visit) => fresh.has(visit.id))
      .map(({ linkId, at, touch, sign }) => ({
        ...{ linkId, at, source: touch.source },
        ...(isProgram(sign) ? { filtered: 1 } : { clicks: 1 }),
      })),
  );
}

/** Adds to the counts of links. */
export async function bumpCounts(trx: Trx, workspaceId: string, counted: readonly Counted[]): Promise<void> {
  if (counted.length === 0) return;
  const rows = new Map<
    string,
    { linkId: string; day: Day; source: string; clicks: number; opens: number; filtered: number }
  >();
  for (const { linkId, at, source, clicks = 0, opens = 0, filtered = 0 } of counted) {
    const day = dayOf(at);
    const key = `${linkId} ${day} ${source}`;
    const row = rows.get(key) ?? { linkId, day, source, clicks: 0, opens: 0, filtered: 0 };
    rows.set(key, { ...row, clicks: row.clicks + clicks, opens: row.opens + opens, filtered: row.filtered + filtered });
  }
  // Always in one order, so that two processes never wait for one another's rows.
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await trx.run(
    {
      name: 'link_count_bump',
      text: `insert into link_count (workspace_id, link_id, day, source, clicks, opens, filtered)
        select $1::uuid, "linkId", day, source, clicks, opens, filtered from json_to_recordset($2::json)
          as r("linkId" uuid, day int, source text, clicks int, opens int, filtered int)
        on conflict (workspace_id, link_id, day, source) do update set clicks = link_count.clicks + excluded.clicks,
          opens = link_count.opens + excluded.opens, filtered = link_count.filtered + excluded.filtered`,
    },
    [workspaceId, JSON.stringify(sorted)],
  );
}

/** A visit as it is stored. */
export interface StoredVisit {
  readonly visit: Visit;
  /** It was recorded as nobody's. */
  readonly filed: boolean;
  readonly openedAt: Date | null;
  /** Of the recipient whom the address was made for, while the link has them. */
  readonly recipientEmail: string | null;
}

interface VisitRow {
  readonly id: string;
  readonly linkId: string;
  readonly at: Date;
  readonly recipientId: string | null;
  readonly context: KeptContext;
  readonly filed: boolean;
  readonly openedAt: Date | null;
  readonly recipientEmail: string | null;
}

const COLUMNS = `v.id, v.link_id as "linkId", v.at, v.recipient_id as "recipientId", v.context, v.filed, v.opened_at as "openedAt",
  (select r.email from link_recipient r where r.workspace_id = v.workspace_id and r.id = v.recipient_id) as "recipientEmail"`;

function storedFrom(workspaceId: string, row: VisitRow): StoredVisit {
  const { id, linkId, recipientId, filed, openedAt, recipientEmail } = row;
  const { touch, sign, ...context } = row.context;
  const visit = { id, workspaceId, linkId, at: row.at.getTime(), recipientId, touch, sign, context };
  return { visit, filed, openedAt, recipientEmail };
}

export async function findVisit(trx: Trx, workspaceId: string, id: string): Promise<StoredVisit | null> {
  const rows = await trx.run<VisitRow>(
    { name: 'link_visit_by_id', text: `select ${COLUMNS} from link_visit v where v.workspace_id = $1 and v.id = $2` },
    [workspaceId, id],
  );
  return rows[0] ? storedFrom(workspaceId, rows[0]) : null;
}

/** Says who was behind a visit. Only the first to say so counts; what was counted as nobody's is a click again. */
export async function markProven(
  trx: Trx,
  workspaceId: string,
  { visit, filed }: Pick<StoredVisit, 'visit' | 'filed'>,
  identityId: string,
  now: Millis,
): Promise<void> {
  const { id, linkId, at, recipientId, touch, context } = visit;
  const proven = await trx.run(
    {
      name: 'link_visit_prove',
      text: `update link_visit set opened_at = $3, identity_id = $4, filed = true
        where workspace_id = $1 and id = $2 and opened_at is null returning id`,
    },
    [workspaceId, id, new Date(now), identityId],
  );
  if (proven.length === 0) return;
  const source = touch.source;
  const back = filed && context.provable ? [{ linkId, at, source, clicks: 1, filtered: -1 }] : [];
  await bumpCounts(trx, workspaceId, [{ linkId, at, source, opens: 1 }, ...back]);
  await trx.run(
    {
      name: 'link_visitor_add',
      text: `insert into link_visitor (workspace_id, link_id, identity_id, first_at) values ($1, $2, $3, $4)
        on conflict (workspace_id, link_id, identity_id) do update set first_at = least(link_visitor.first_at, excluded.first_at)`,
    },
    [workspaceId, linkId, identityId, new Date(at)],
  );
  if (recipientId === null) return;
  await trx.run(
    {
      name: 'link_recipient_opened',
      text: `update link_recipient set opened_at = least(coalesce(opened_at, $3), $3) where workspace_id = $1 and id = $2`,
    },
    [workspaceId, recipientId, new Date(now)],
  );
}

/** Visits until `before` that nobody was proven behind, and that no signal tells of yet; the oldest first. */
export async function unfiledVisits(
  trx: Trx,
  workspaceId: string,
  before: Millis,
  limit: number,
): Promise<readonly StoredVisit[]> {
  const rows = await trx.run<VisitRow>(
    {
      name: 'link_visit_unfiled',
      text: `select ${COLUMNS} from link_visit v where v.workspace_id = $1 and not v.filed and v.at <= $2 order by v.at limit $3`,
    },
    [workspaceId, new Date(before), limit],
  );
  return rows.map((row) => storedFrom(workspaceId, row));
}

/** Notes that signals tell of these visits. What was counted as a click, where a person could have been proven, was none. */
export async function markFiled(trx: Trx, workspaceId: string, visits: readonly StoredVisit[]): Promise<void> {
  const filed = await trx.run<{ id: string }>(
    {
      name: 'link_visit_file',
      text: `update link_visit set filed = true where workspace_id = $1 and id = any($2::uuid[]) and not filed returning id`,
    },
    [workspaceId, visits.map(({ visit }) => visit.id)],
  );
  const ids = new Set(filed.map((row) => row.id));
  const unproven = visits.filter(({ visit }) => ids.has(visit.id) && visit.context.provable && !isProgram(visit.sign));
  await bumpCounts(
    trx,
    workspaceId,
    unproven.map(({ visit }) => ({
      linkId: visit.linkId,
      at: visit.at,
      source: visit.touch.source,
      clicks: -1,
      filtered: 1,
    })),
  );
}

/** Deletes visits older than `before`: their signals and counts stay. */
export async function trimVisits(trx: Trx, workspaceId: string, before: Millis): Promise<void> {
  await trx.run(
    { name: 'link_visit_trim', text: 'delete from link_visit where workspace_id = $1 and at < $2 and filed' },
    [workspaceId, new Date(before)],
  );
}
