import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byHandRoutes } from '../../src/by-hand.ts';
import type { Refusal } from '../../src/capture/refusal.ts';
import { insertRefusals } from '../../src/capture/store.ts';
import { dashboardRoutes } from '../../src/dashboard/routes.ts';
import { DAY } from '../../src/foundation/time.ts';
import { contactIdOf, identityIdOf } from '../../src/identity/keys.ts';
import { ensurePartitions } from '../../src/machinery/database/partitions.ts';
import { keepHouse } from '../../src/retention.ts';
import { createWorld, type World } from '../world.ts';
import { records } from './signals.ts';

const at = (date: string) => Date.parse(`${date}T12:00:00Z`);

let world: World;
// A database of its own: dropping a month needs the word of every workspace in it.
beforeAll(async () => {
  world = await createWorld({
    at: at('2026-01-10'),
    ownDatabase: true,
    rooms: (ctx) => [(app) => dashboardRoutes(app, ctx), (app) => byHandRoutes(app, ctx, () => {})],
  });
  await ensurePartitions(world.ctx.db.pool, world.ctx.clock());
});
afterAll(() => world.close());

const contact = (email: string) =>
  contactIdOf(world.workspaceId, identityIdOf(world.workspaceId, { kind: 'email', value: email }));
const shown = async (email: string) => (await world.call(`GET /contacts/${contact(email)}`)).body;
const keep = (retentionMonths: number | null) => world.call('PUT /privacy', { body: { retentionMonths } });

async function months(): Promise<string[]> {
  const { rows } = await world.ctx.db.pool.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'signal'::regclass order by 1`,
  );
  return rows.map((row) => row.name);
}

async function days(): Promise<string[]> {
  const { rows } = await world.ctx.db.pool.query<{ at: Date }>(
    'select at from signal where workspace_id = $1 order by at',
    [world.workspaceId],
  );
  return rows.map((row) => row.at.toISOString().slice(0, 10));
}

describe('housekeeping', () => {
  it('deletes nothing while a workspace keeps its signals for ever', async () => {
    await records(
      world,
      { by: 'browser:a', at: at('2025-10-20') },
      { by: 'browser:a', at: at('2025-10-20') + 1, email: 'ann@acme.com', traits: { name: 'Ann' }, touch: NEWSLETTER },
      { by: 'browser:a', at: at('2025-12-31') },
      { by: 'browser:a', at: at('2026-01-05') },
      // A device whose clock was three months slow: recorded in January under an October id.
      { by: 'browser:a', at: at('2026-01-06'), statedAt: at('2025-10-06') },
    );
    expect(await keepHouse(world.ctx)).toEqual({ deleted: 0, dropped: [], conversations: 0 });
    expect(await days()).toHaveLength(5);
  });

  it('deletes by the signal’s own time, whole months, and keeps what was learnt', async () => {
    const before = await shown('ann@acme.com');
    await keep(1);
    expect(await keepHouse(world.ctx)).toEqual({ deleted: 2, dropped: [], conversations: 0 });
    expect(await days()).toEqual(['2025-12-31', '2026-01-05', '2026-01-06']);
    expect(await shown('ann@acme.com')).toMatchObject({
      name: 'Ann',
      points: before.points,
      signalCount: before.signalCount,
      firstTouch: before.firstTouch,
    });
    expect(await keepHouse(world.ctx)).toEqual({ deleted: 0, dropped: [], conversations: 0 });
  });

  it('leaves a contact whole: a merge, an un-merge and a profile switch lose nothing of what was learnt', async () => {
    const before = await shown('ann@acme.com');
    await records(world, { by: 'browser:b', email: 'bob@bolt.com' });
    const identityIds = [identityIdOf(world.workspaceId, { kind: 'email', value: 'bob@bolt.com' })];
    await world.call(`POST /contacts/${contact('ann@acme.com')}/merge`, { body: { other: contact('bob@bolt.com') } });
    await world.call(`POST /contacts/${contact('ann@acme.com')}/unmerge`, { body: { identityIds } });
    await records(world, { by: 'browser:a', email: 'eve@gmail.com' });
    const { name, points, signalCount, firstTouch } = before;
    expect(await shown('ann@acme.com')).toMatchObject({ name, points, signalCount, firstTouch });
    expect(await shown('eve@gmail.com')).toMatchObject({ signalCount: 1 });
  });

  it('drops a month that nobody keeps, but for what is younger than it looks', async () => {
    world.pass(120 * DAY);
    expect((await keepHouse(world.ctx)).dropped).toEqual([
      'signal_2025_10',
      'signal_2025_11',
      'signal_2025_12',
      'signal_2026_01',
    ]);
    expect(await months()).toEqual(
      [
        'signal_2026_02',
        'signal_2026_03',
        'signal_2026_04',
        'signal_2026_05',
        'signal_2026_06',
        'signal_2026_07',
      ].concat('signal_undated'),
    );
    expect(await days()).toEqual([]);
    expect((await keepHouse(world.ctx)).dropped).toEqual([]);
  });

  it('moves what a slow clock put into a month that goes', async () => {
    await records(world, { by: 'browser:c', at: world.ctx.clock(), statedAt: at('2026-02-01') });
    world.pass(40 * DAY);
    expect((await keepHouse(world.ctx)).dropped).toEqual(['signal_2026_02']);
    expect(await days()).toEqual(['2026-05-10']);
  });

  it('keeps the latest thousand refusals', async () => {
    const refusal: Omit<Refusal, 'message'> = {
      ...{ at: world.ctx.clock(), source: 'collect', endpoint: '/collect', origin: null, lost: 'event', field: null },
      ...{ reason: 'bad_name', event: { kind: null, name: null }, key: 'tag' },
    };
    const { db } = world.ctx;
    const many = Array.from({ length: 1_005 }, (_, index) => ({ ...refusal, message: `refusal ${index}` }));
    await db.inWorkspace(world.workspaceId, (trx) => insertRefusals(trx, world.workspaceId, many));
    await keepHouse(world.ctx);
    const { rows } = await db.pool.query('select message from refusal order by id');
    expect(rows).toHaveLength(1_000);
    expect(rows[0].message).toBe('refusal 5');
  });
});

const NEWSLETTER = {
  ...{ source: 'Newsletter', channel: 'Email', campaign: null, medium: null, referrer: null },
  entry: true,
};
