/**
 * How fast everything recorded follows a change of the category rules. `node bench/replay.ts [signals] [database url]`; without a
 * URL the embedded database in memory. On a server it makes a database of its own and drops it.
 * The floor is the least that any replay must do in the same database: update the signals that move, in one statement.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Context } from '../src/context.ts';
import { dayOf } from '../src/foundation/time.ts';
import { recomputeAccounts } from '../src/intent/account-store.ts';
import { accountsAfter, contactsAfter, resum } from '../src/intent/rescore-store.ts';
import { type Database, openDatabase } from '../src/machinery/database/database.ts';
import { migrate } from '../src/machinery/database/migrate.ts';
import { ensurePartitions } from '../src/machinery/database/partitions.ts';
import { requestReplay } from '../src/replay.ts';
import { beginReplay, replayChunk } from '../src/replay-pass.ts';
import { openRules } from '../src/rules.ts';
import { saveRules } from '../src/signals/rules-store.ts';
import type { CategoryRule } from '../wire/api/categories.ts';

const SIGNALS = Number(process.argv[2] ?? 300_000);
const SERVER = process.argv[3] ?? null;
const NOW = Date.now();
// Ten signals a contact, ten contacts an account; /docs pages are 15% of the views and become Product by the new rule.
const RULE: CategoryRule = {
  id: 'docs',
  field: 'path',
  test: 'starts_with',
  value: '/docs',
  category: 'Product',
  enabled: true,
};

const name = `bench_replay_${process.pid}`;
const admin = SERVER === null ? null : new pg.Client(SERVER);
await admin?.connect();
await admin?.query(`create database ${name}`);
const url = SERVER === null ? null : Object.assign(new URL(SERVER), { pathname: `/${name}` }).href;
const db = openDatabase({ url, dataDir: 'memory://' });
// What fills the tables takes longer than the product lets any statement take.
const filler = url === null ? null : new pg.Client(url);
await filler?.connect();
try {
  await migrate(db);
  await ensurePartitions(db.pool, NOW);
  await run(db, randomUUID());
} finally {
  await filler?.end();
  await db.close();
  await admin?.query(`drop database ${name} with (force)`);
  await admin?.end();
}

async function run(db: Database, workspaceId: string): Promise<void> {
  await fill(db, workspaceId);
  const rules = openRules({ db, clock: Date.now });
  const jobs = { send: async () => {} } as unknown as Context['jobs'];
  const deps = { db, rules, jobs, clock: Date.now };
  await db.inWorkspace(workspaceId, (trx) => saveRules(trx, workspaceId, [RULE]));
  const { id } = await requestReplay(deps, workspaceId);
  const started = performance.now();
  const pass = await beginReplay(deps, workspaceId, id);
  if (!pass) throw new Error('the replay did not begin');
  let longest = 0;
  let chunks = 0;
  for (let more = true; more; chunks += 1) {
    const began = performance.now();
    more = await replayChunk(deps, pass);
    longest = Math.max(longest, performance.now() - began);
  }
  const seconds = (performance.now() - started) / 1000;
  const floor = await floorSeconds(db, workspaceId);
  const share = Math.round((100 * pass.run.task.moved) / SIGNALS);
  console.log(`${db.mode}: ${SIGNALS} signals, ${share}% move, ${chunks} chunks, longest ${Math.round(longest)} ms`);
  console.log(
    `replay ${Math.round(SIGNALS / seconds)} signals/s (${seconds.toFixed(2)} s); floor ${Math.round(SIGNALS / floor)}/s, ratio ${(floor / seconds).toFixed(2)}`,
  );
}

async function floorSeconds(db: Database, workspaceId: string): Promise<number> {
  const started = performance.now();
  await db.pool.query(`update signal set category = 'Docs' where workspace_id = $1 and path like '/docs%'`, [
    workspaceId,
  ]);
  return (performance.now() - started) / 1000;
}

/** Signals of 90 days, made in the database, and what recording them would have left: counts, contacts, scores. */
async function fill(db: Database, workspaceId: string): Promise<void> {
  const ask = (text: string, values: unknown[] = []) => (filler ?? db.pool).query(text, values);
  const q = (text: string, ...values: unknown[]) => ask(text, [workspaceId, ...values]);
  await q(`insert into workspace (id, name, tag_id) values ($1::uuid, 'Bench', $1::uuid::text)`);
  const people = Math.ceil(SIGNALS / 10);
  const person = (n: string) => `md5('p' || ${n})::uuid`;
  await q(
    `insert into ledger (workspace_id, identity_id, home_id, contact_id, rule)
     select $1::uuid, ${person('n')}, ${person('n')}, ${person('n')}, 'own' from generate_series(0, $2::int - 1) n`,
    people,
  );
  await q(
    `insert into account (workspace_id, id, name) select $1::uuid, md5('a' || n)::uuid, 'Account ' || n from generate_series(0, $2::int / 10) n`,
    people,
  );
  // Three visits a person, each within an hour, and two signals about a page; the id begins with the time.
  await q(
    `insert into signal (workspace_id, id, identity_id, at, received_at, kind, category, host, path, title, text, context)
     select $1::uuid, overlay(overlay(lpad(to_hex(ms), 12, '0') || substr(md5(n::text), 1, 20) placing '8' from 13) placing '8' from 17)::uuid,
       ${person('p')}, to_timestamp(ms / 1000.0), to_timestamp(ms / 1000.0), kind,
       case when kind = 'link_click' then 'Blog' else case page when 0 then 'Pricing' when 1 then 'Docs' when 2 then 'Blog' when 3 then 'Home' when 4 then 'Customers' else 'Product' end end,
       'www.acme.test', (array['/pricing', '/docs/', '/blog/', '/', '/customers/', '/product/', '/product/'])[page + 1] || (case when page in (1, 2, 4, 5, 6) then (n % 40)::text else '' end),
       'Page ' || page, case when kind = 'link_click' then 'Read more' end, '{"session":"s","pageView":"v"}'
     from (select n, n % $2::int as p, $3::bigint - ((n % $2::int)::bigint * 7919 + (n / $2::int / 4) * 26000000) % 7700000000 - n % 3600000 as ms,
       (n % $2::int + n / $2::int / 2) % 7 as page, case when n % 3 = 0 then 'link_click' else 'page_view' end as kind
       from generate_series(0, $4::int - 1) n) made`,
    people,
    NOW,
    SIGNALS,
  );
  await q(`insert into activity (workspace_id, identity_id, since, day, kind, category, n)
    select $1::uuid, identity_id, 0, floor(extract(epoch from at) / 86400)::int, kind, category, count(*) from signal where workspace_id = $1 group by 1, 2, 3, 4, 5, 6`);
  await q(`insert into daily_count (workspace_id, day, dimension, value, n)
    select $1::uuid, day, 'category', category, sum(n) from activity where workspace_id = $1 group by day, category`);
  await q(
    `insert into contact_heat (workspace_id, contact_id, account_id, identified, sums, heat, signals, first_signal_at, last_signal_at)
     select $1::uuid, contact_id, md5('a' || (('x' || substr(contact_id::text, 1, 6))::bit(24)::int % greatest(1, $2::int / 10)))::uuid, true,
       array[0,0,0,0,0,0,0], null, 10, now(), now() from ledger where workspace_id = $1`,
    people,
  );
  await q(
    `insert into account_heat (workspace_id, account_id, sums) select $1::uuid, id, array[0,0,0,0,0,0,0] from account where workspace_id = $1`,
  );
  await ask('analyze');
  await sumUp(db, workspaceId);
  await ask('vacuum analyze');
  console.log(`filled up to day ${dayOf(NOW)}`);
}

async function sumUp(db: Database, workspaceId: string): Promise<void> {
  for (let after: string | null = null; ; ) {
    const ids: string[] = await db.inWorkspace(workspaceId, (trx) => contactsAfter(trx, workspaceId, after, 2_000));
    if (ids.length === 0) break;
    await db.inWorkspace(workspaceId, (trx) => resum(trx, workspaceId, ids));
    after = ids.at(-1) ?? null;
  }
  for (let after: string | null = null; ; ) {
    const ids: string[] = await db.inWorkspace(workspaceId, (trx) => accountsAfter(trx, workspaceId, after, 2_000));
    if (ids.length === 0) return;
    await db.inWorkspace(workspaceId, (trx) => recomputeAccounts(trx, workspaceId, ids));
    after = ids.at(-1) ?? null;
  }
}
