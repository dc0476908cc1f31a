import type { Deliveries } from '../../wire/api/connections.ts';
import type { Trx } from '../machinery/database/database.ts';

/** How many are listed. */
const LISTED_MAX = 200;
/** A delivery that waits for its first try is nothing to look at. */
const TROUBLE = `(state = 'dead' or (state = 'waiting' and problem is not null))`;

interface Row {
  readonly id: string;
  readonly topic: string;
  readonly payload: unknown;
  readonly state: 'waiting' | 'dead';
  readonly attempts: number;
  readonly problem: string | null;
  readonly createdAt: Date;
  readonly dueAt: Date;
}

/** Deliveries that failed, newest first: given up, or to be tried again. The counts are of all. */
export async function listDeliveries(
  trx: Trx,
  workspaceId: string,
  summaryOf: (topic: string, payload: unknown) => string,
): Promise<Deliveries> {
  const [rows, counts] = await Promise.all([
    trx.run<Row>(LIST, [workspaceId, LISTED_MAX]),
    trx.run<{ waiting: number; dead: number }>(COUNT, [workspaceId]),
  ]);
  const items = rows.map(({ payload, createdAt, dueAt, ...row }) => ({
    ...row,
    summary: summaryOf(row.topic, payload),
    createdAt: createdAt.toISOString(),
    dueAt: dueAt.toISOString(),
  }));
  return { items, ...(counts[0] ?? { waiting: 0, dead: 0 }) };
}

const LIST = {
  name: 'deliveries_list',
  text: `select id::text, topic, payload, state, attempts, problem, created_at as "createdAt", due_at as "dueAt" from delivery
    where workspace_id = $1 and ${TROUBLE} order by delivery.id desc limit $2`,
};
const COUNT = {
  name: 'deliveries_count',
  text: `select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'dead') as dead from delivery
    where workspace_id = $1 and ${TROUBLE}`,
};
