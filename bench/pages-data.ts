import type pg from 'pg';
import { DAY, dayOf } from '../src/foundation/time.ts';
import { GROUPS, LANDMARK_DAY, MODEL } from '../src/intent/model.ts';
import { weightOf } from '../src/intent/points.ts';
import { CATEGORIES } from '../wire/signal.ts';

/** Signals of a contact: two visits of five. */
export const SIGNALS_EACH = 10;
const VISIT = 5;
const DAYS = 90;
// Coprime to every size: visits go round the contacts, each getting as many as the others.
const STRIDE = 7_919;

/**
 * Fills a workspace with `contacts` contacts of ten signals each over 90 days, some of them a request for a demo, made by the database itself. A third are identified, three to
 * an account. Heat is what the recorder would have stored, but for the harmonic of repeated signals on one day.
 */
export async function fillWorkspace(pool: pg.Pool, workspaceId: string, contacts: number, now: number): Promise<void> {
  const total = contacts * SIGNALS_EACH;
  const start = now - DAYS * DAY;
  const values = [workspaceId, contacts, total, start, (DAYS * DAY - 60_000) / total];
  // Built anew from all rows at once: many times quicker than row by row.
  const { rows } = await pool.query<{ made: string }>(`select pg_get_indexdef('signal_timeline'::regclass) as made`);
  await pool.query('drop index signal_timeline');
  await pool.query(
    `insert into signal (workspace_id, id, identity_id, at, received_at, kind, category, host, path, title, context)
     select $1::uuid, (lpad(to_hex(ms), 12, '0') || '8' || substr(md5(s::text), 1, 19))::uuid,
       md5($1 || 'identity' || (s / ${VISIT} * ${STRIDE}::bigint % $2))::uuid, to_timestamp(ms / 1000.0), to_timestamp(ms / 1000.0),
       case when s % 70 = 69 then 'form_submit' else 'page_view' end,
       case when s % 70 = 69 then 'Demo' else (array[${CATEGORIES.map((one) => `'${one}'`).join(', ')}])[1 + (hashint8(s) & 1023) % 15] end,
       'bench.example', '/page/' || s % 50, 'Page ' || s % 50,
       jsonb_build_object('url', 'https://bench.example/page/' || s % 50, 'session', md5('s' || s / ${VISIT})::uuid, 'pageView', md5('v' || s)::uuid,
         'device', jsonb_build_object('type', 'desktop', 'browser', 'Chrome', 'os', 'macOS'))
     from (select s, ($4::float8 + s * $5::float8)::bigint as ms from generate_series(0::bigint, $3::bigint - 1) as s) as made`,
    values,
  );
  await pool.query(rows[0]?.made.replace('ON ONLY', 'ON') ?? '');
  await pool.query(
    `insert into identity (workspace_id, id, kind, value)
     select $1::uuid, md5($1 || 'identity' || k)::uuid, 'browser', 'browser-' || k from generate_series(0, $2::int - 1) as k`,
    [workspaceId, contacts],
  );
  await pool.query(
    `insert into contact (workspace_id, id, email, name, account_id, identified, search)
     select $1::uuid, md5($1 || 'contact' || k)::uuid, email, name, account, known,
       case when known then to_tsvector('simple', name || ' ' || email || ' ' || translate(email, '@.', '  ')) end
     from (select k, k % 3 = 0 as known, case when k % 3 = 0 then 'person' || k || '@company' || k / 9 || '.example' end as email,
       case when k % 3 = 0 then 'Person ' || k end as name, case when k % 3 = 0 then md5($1 || 'account' || k / 9)::uuid end as account
       from generate_series(0, $2::int - 1) as k) as made`,
    [workspaceId, contacts],
  );
  await pool.query(
    `insert into ledger (workspace_id, identity_id, home_id, contact_id, rule)
     select $1::uuid, md5($1 || 'identity' || k)::uuid, md5($1 || 'contact' || k)::uuid, md5($1 || 'contact' || k)::uuid, 'first_signal'
     from generate_series(0, $2::int - 1) as k`,
    [workspaceId, contacts],
  );
  await pool.query(
    `insert into activity (workspace_id, identity_id, day, kind, category, n)
     select workspace_id, identity_id, floor(extract(epoch from at) / 86400)::int, kind, category, count(*)
     from signal where workspace_id = $1 group by 1, 2, 3, 4, 5`,
    [workspaceId],
  );
  // Without statistics the planner joins what follows row by row.
  await pool.query('analyze signal, activity, contact');
  await fillHeat(pool, workspaceId, contacts, start);
  await pool.query('vacuum analyze');
}

async function fillHeat(pool: pg.Pool, workspaceId: string, contacts: number, start: number): Promise<void> {
  const weights = (['page_view', 'form_submit'] as const)
    .flatMap((kind) => CATEGORIES.map((one) => `('${kind}', '${one}', ${weightOf(kind, one).weight}::float8)`))
    .join(', ');
  const zeros = `array_fill(0::float8, array[${GROUPS}])`;
  await pool.query(
    `insert into contact_heat (workspace_id, contact_id, account_id, identified, sums, heat, signals, first_signal_at, last_signal_at, first_touch)
     select $1::uuid, md5($1 || 'contact' || k)::uuid, c.account_id, c.identified, ${zeros}, nullif(h.heat, '-Infinity'::float8), h.signals,
       seen.first, seen.last,
       jsonb_build_object('source', 'Google', 'channel', (array['Organic Search', 'Direct', 'Paid Search', 'Referral'])[1 + k % 4])
     from generate_series(0, $2::int - 1) as k
     join contact c on c.workspace_id = $1 and c.id = md5($1 || 'contact' || k)::uuid
     join (
       select identity_id, log(2, greatest(sum(weight * n * power(2, (day - ${LANDMARK_DAY}) / ${MODEL.halfLifeDays}::float8)), 1e-30)::numeric)::float8 as heat,
         sum(n)::int as signals
       from activity a join (values ${weights}) as w(kind, category, weight) using (kind, category) where workspace_id = $1 group by identity_id
     ) h on h.identity_id = md5($1 || 'identity' || k)::uuid
     join (
       select identity_id, min(at) as first, max(at) as last from signal where workspace_id = $1 group by identity_id
     ) seen on seen.identity_id = h.identity_id`,
    [workspaceId, contacts],
  );
  await pool.query(
    `insert into account (workspace_id, id, name, search)
     select $1::uuid, md5($1 || 'account' || k)::uuid, 'Company ' || k, to_tsvector('simple', 'Company ' || k)
     from generate_series(0, ($2::int - 1) / 9) as k`,
    [workspaceId, contacts],
  );
  await pool.query(
    `insert into account_domain (workspace_id, domain, account_id)
     select $1::uuid, 'company' || k || '.example', md5($1 || 'account' || k)::uuid from generate_series(0, ($2::int - 1) / 9) as k`,
    [workspaceId, contacts],
  );
  await pool.query(
    `insert into account_heat (workspace_id, account_id, sums, heat, contacts, signals, first_signal_at, last_signal_at)
     select workspace_id, account_id, ${zeros}, max(heat) + log(2, count(*)::numeric)::float8, count(*), sum(signals), min(first_signal_at), max(last_signal_at)
     from contact_heat where workspace_id = $1 and account_id is not null group by workspace_id, account_id`,
    [workspaceId],
  );
  await pool.query(
    `insert into daily_count (workspace_id, day, dimension, value, n)
     select $1::uuid, day, 'category', category, sum(n) from activity where workspace_id = $1 and day >= $2 group by day, category`,
    [workspaceId, dayOf(start)],
  );
}
