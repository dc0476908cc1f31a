import { randomUUID } from 'node:crypto';
import type { Database } from '../../../src/machinery/database/database.ts';
import type { Jobs } from '../../../src/machinery/jobs.ts';
import type { Live } from '../../../src/machinery/live.ts';
import { openRules, type Rules } from '../../../src/rules.ts';
import { saveRules } from '../../../src/signals/rules-store.ts';
import type { CategoryRule } from '../../../wire/api/categories.ts';
import type { Category } from '../../../wire/signal.ts';

export const NOW = Date.UTC(2026, 5, 15, 12);

/** A queue that keeps what it is sent; the story runs replays by hand. */
export const quietJobs: Jobs = {
  work: async () => {},
  send: async () => {},
  schedule: async () => {},
  stop: async () => {},
};
export const quietLive: Live = {
  publish: () => {},
  skip: () => {},
  lastEventId: () => '',
  subscribe: () => () => {},
  hasListeners: () => false,
  whoListens: () => new Set(),
};

export async function newWorkspace(db: Database): Promise<string> {
  const id = randomUUID();
  await db.system.insertInto('workspace').values({ id, name: 'Acme', tag_id: id }).execute();
  return id;
}

/** A rule per line: `/path` is the category. */
export function rulesOf(pages: Readonly<Record<string, Category>>): CategoryRule[] {
  return Object.entries(pages).map(([value, category]) => ({
    ...{ id: value, field: 'path', test: 'is', enabled: true },
    ...{ value, category },
  }));
}

export async function setRules(
  db: Database,
  rules: Rules,
  workspaceId: string,
  written: readonly CategoryRule[],
): Promise<void> {
  await db.inWorkspace(workspaceId, (trx) => saveRules(trx, workspaceId, written));
  await rules.refresh(workspaceId);
}

export const newRules = (db: Database): Rules => openRules({ db, clock: () => NOW });

/** Everything that a category bears on, in an order of its own, sums to nine digits. Ids hold the workspace's, so they are left out of values. */
export async function readState(db: Database, workspaceId: string) {
  return db.inWorkspace(workspaceId, async (trx) => {
    const all = (table: 'signal' | 'activity' | 'daily_count' | 'contact_heat' | 'account_heat' | 'ledger') =>
      trx.q.selectFrom(table).selectAll().where('workspace_id', '=', workspaceId).execute();
    const tables = {
      signal: (await all('signal')).map((row) => ({ ...row, received_at: null })),
      activity: await all('activity'),
      daily: await all('daily_count'),
      contacts: (await all('contact_heat')).map(rounded),
      accounts: (await all('account_heat')).map(rounded),
    };
    return Object.fromEntries(
      Object.entries(tables).map(([name, rows]) => [name, rows.map((row) => JSON.stringify(row)).sort()]),
    );
  });
}

function rounded(row: object): object {
  const { sums, heat } = row as { sums: number[]; heat: number | null };
  return {
    ...row,
    sums: sums.map((sum) => Number(sum.toFixed(9))),
    heat: heat === null ? null : Number(heat.toFixed(9)),
  };
}
