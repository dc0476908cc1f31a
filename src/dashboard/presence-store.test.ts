import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createScene, type Scene } from '../../tests/scene.ts';
import { MINUTE, SECOND } from '../foundation/time.ts';
import type { Database } from '../machinery/database/database.ts';
import { countPresent, presentAmong } from './presence-store.ts';

const VISITORS = 60;
const PAGES = 40;

let scene: Scene;
// A database of its own: in the shared one there may be signals already.
beforeAll(async () => {
  scene = await createScene({ ownDatabase: true });
});
afterAll(() => scene.close());

/** Rows of signals that were looked at so far, by index or by reading all. */
async function signalsRead(db: Database): Promise<number> {
  await sql`select pg_stat_force_next_flush()`.execute(db.system);
  const { rows } = await sql<{ n: number }>`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int8 as n
    from pg_stat_user_tables where relname like 'signal%'`.execute(db.system);
  return rows[0]?.n ?? 0;
}

it('looks at few signals of each visitor, though its plan is from when there were none', async () => {
  const { ctx, workspaceId, happens, stranger } = scene;
  const { db } = ctx;
  const now = ctx.clock();
  const names = Array.from({ length: VISITORS }, (_, n) => `visitor-${n}`);
  const seen = names.map((name) => ({ id: stranger(name), lastSignalAt: new Date(now) }));
  const present = () => db.inWorkspace(workspaceId, (trx) => presentAmong(trx, workspaceId, seen, now));
  const count = () => db.inWorkspace(workspaceId, (trx) => countPresent(trx, workspaceId, now));
  // As often as it takes for a plan to be kept.
  for (let time = 0; time < 8; time += 1) {
    expect(await present()).toEqual(new Set());
    expect(await count()).toBe(0);
  }
  for (let page = 0; page < PAGES; page += 1) {
    await happens(...names.map((browser) => ({ browser, path: `/p${page}`, ago: MINUTE + page * SECOND })));
  }
  const before = await signalsRead(db);
  expect((await present()).size).toBe(VISITORS);
  expect(await count()).toBe(VISITORS);
  // A join of all signals for each visitor would read twenty times as many.
  expect((await signalsRead(db)) - before).toBeLessThan(4 * VISITORS * PAGES);
});
