import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { byHandRoutes } from '../../src/by-hand.ts';
import { categoryRoutes } from '../../src/categories.ts';
import { dashboardRoutes } from '../../src/dashboard/routes.ts';
import { exportRoutes } from '../../src/export.ts';
import { DAY, HOUR, MINUTE } from '../../src/foundation/time.ts';
import { contactIdOf, identityIdOf } from '../../src/identity/keys.ts';
import { MODEL } from '../../src/intent/model.ts';
import { intentRoutes } from '../../src/intent/routes.ts';
import { startReplays } from '../../src/replay.ts';
import { keepHouse } from '../../src/retention.ts';
import { openRules, type Rules } from '../../src/rules.ts';
import { createWorld, type World } from '../world.ts';
import { rulesOf } from './replay/world.ts';
import { records, type Told } from './signals.ts';

let world: World;
let rules: Rules;
const worlds: World[] = [];

beforeEach(async () => {
  world = await createWorld({
    rooms: (ctx) => {
      rules = openRules(ctx);
      return [
        (app) => dashboardRoutes(app, ctx),
        (app) => byHandRoutes(app, ctx, () => {}),
        (app) => exportRoutes(app, ctx),
        (app) => intentRoutes(app, { clock: ctx.clock, categorizeFor: rules.categorizeFor }),
        (app) => categoryRoutes(app, { ...ctx, rules }),
      ];
    },
  });
  worlds.push(world);
});
afterAll(async () => {
  for (const one of worlds) await one.close();
});

const contact = (email: string) =>
  contactIdOf(world.workspaceId, identityIdOf(world.workspaceId, { kind: 'email', value: email }));
const shown = async (email: string) => (await world.call(`GET /contacts/${contact(email)}`)).body;
const score = async (email: string) => (await world.call(`GET /contacts/${contact(email)}/score`)).body;
/** Points of today's n-th view of `/pricing`, counted from the first, and so of as many. */
const views = (n: number) =>
  Math.round(
    MODEL.categories.Pricing * Array.from({ length: n }, (_, i) => 1 / (i + 1)).reduce((a, b) => a + b, 0) * 100,
  ) / 100;

/** Points are shown rounded. */
const near = (points: number) => expect.closeTo(points, 1);

/** A view of `/pricing` a minute, each just after somebody, or nobody, said who they are; the oldest first. */
function turns(browser: string, ...who: readonly Pick<Told, 'email' | 'userId'>[]): Told[] {
  const start = world.ctx.clock() - HOUR;
  return who.flatMap((claim, n) => [
    ...(claim === NOBODY ? [] : [{ by: `browser:${browser}`, at: start + n * MINUTE, ...claim }]),
    { by: `browser:${browser}`, at: start + n * MINUTE + 1 },
  ]);
}

const ANN = { email: 'ann@acme.com' };
const ANN_SIGNED_IN = { email: 'ann@acme.com', userId: 'u-ann' };
/** A view by whoever was there before. */
const NOBODY = {};
const BOB = { email: 'bob@bolt.com' };
const alternately = (n: number, ...who: readonly Pick<Told, 'email' | 'userId'>[]) =>
  Array.from({ length: n }, (_, i) => who[i % who.length] ?? ANN);

describe('the n-th view of a day by one browser for one person is worth 1/n', () => {
  it('by whichever of the person’s keys they are named, and in whatever order it arrives', async () => {
    const told = turns('b', ...alternately(10, ANN, ANN_SIGNED_IN));
    for (const one of [...told.slice(11), ...told.slice(0, 11).reverse()]) await records(world, one);
    expect(await shown('ann@acme.com')).toMatchObject({
      points: near(views(10)),
      intentScore: 'Medium',
      signalCount: 20,
    });
  });

  it('when a form names an e-mail, and the person then logs in', async () => {
    await records(world, ...turns('b', ANN, NOBODY, NOBODY));
    await records(world, ...turns('b', ANN, NOBODY, NOBODY, { userId: 'u-ann' }, NOBODY).slice(4));
    // The user is nobody known until it is said whose it is: then the stretches are one person's.
    await records(world, { by: 'user:u-ann', email: 'ann@acme.com', kind: 'identify' });
    expect((await shown('ann@acme.com')).points).toBeCloseTo(views(5), 1);
  });

  it('also after somebody else had the browser, who begins at the first', async () => {
    await records(world, ...turns('b', ANN, NOBODY, BOB, ANN, NOBODY));
    expect([(await shown('ann@acme.com')).points, (await shown('bob@bolt.com')).points]).toEqual([
      near(views(4)),
      near(views(1)),
    ]);
  });

  it('and begins anew the next day, and in another browser', async () => {
    await records(world, ...turns('b', ANN, BOB, ANN), ...turns('c', ANN));
    const half = MODEL.halfLifeDays;
    const yesterday = { by: 'browser:b', at: world.ctx.clock() - HOUR - DAY };
    await records(world, { ...yesterday, ...ANN }, { ...yesterday, at: yesterday.at + 1 });
    const expected = views(2) + views(1) + views(1) * 2 ** (-1 / half);
    expect((await shown('ann@acme.com')).points).toBeCloseTo(expected, 1);
  });
});

describe('what is shown of it', () => {
  it('says the same everywhere: score, table, account, curve, export, preview', async () => {
    await records(world, ...turns('b', ...alternately(8, ANN, ANN_SIGNED_IN, BOB)));
    const { points, contributions, history } = await score('ann@acme.com');
    expect(points).toBeCloseTo(views(6), 1);
    const pricing = contributions.filter((one: { points: number }) => one.points > 0);
    expect(pricing).toMatchObject([{ kind: 'page_view', category: 'Pricing', count: 6, points }]);
    expect(history.at(-1).points).toBe(points);

    const { account, reasons } = await shown('ann@acme.com');
    expect(reasons).toMatchObject([{ count: 6, points }]);
    const { body } = await world.call(`GET /accounts/${account.id}`);
    expect(body).toMatchObject({ points, reasons: [{ count: 6, points }] });

    const exported = (await world.call(`GET /contacts/${contact('ann@acme.com')}/export`)).body;
    expect(exported.score.points).toBeCloseTo(points, 2);
    expect(exported.activity.filter((one: { kind: string }) => one.kind === 'page_view')).toMatchObject([{ n: 6 }]);

    const at = new Date(world.ctx.clock() - HOUR).toISOString();
    const signals = Array.from({ length: 6 }, () => ({ at, kind: 'page_view', path: '/pricing' }));
    const preview = await world.call('POST /intent/preview', { body: { signals } });
    expect(preview.body.score.points).toBe(points);
  });

  it('and a preview of rules promises what the replay then does', async () => {
    await startReplays({ ...world.ctx, rules });
    await records(world, ...turns('b', ...alternately(8, ANN, ANN_SIGNED_IN)));
    const changed = { rules: rulesOf({ '/pricing': 'Blog' }) };
    const promised = (await world.call('POST /categories/preview', { body: changed })).body.changes;
    expect(promised).toMatchObject([{ from: 'Medium', to: 'Low', pointsFrom: near(views(8)) }]);
    await world.call('PUT /categories', { body: changed });
    await world.call('POST /categories/replay');
    await world.runJobs();
    expect((await shown('ann@acme.com')).points).toBe(promised[0].pointsTo);
  });
});

describe('a merge by hand', () => {
  it('adds up what each was worth, and taken back leaves that', async () => {
    await records(world, ...turns('b', ANN, BOB, ANN, BOB));
    const merge = { body: { other: contact('bob@bolt.com') } };
    expect((await world.call(`POST /contacts/${contact('ann@acme.com')}/merge`, merge)).status).toBe(200);
    expect((await shown('ann@acme.com')).points).toBeCloseTo(2 * views(2), 1);
    expect((await score('ann@acme.com')).points).toBe((await shown('ann@acme.com')).points);
    const identityIds = [identityIdOf(world.workspaceId, { kind: 'email', value: 'bob@bolt.com' })];
    await world.call(`POST /contacts/${contact('ann@acme.com')}/unmerge`, { body: { identityIds } });
    expect([(await shown('ann@acme.com')).points, (await shown('bob@bolt.com')).points]).toEqual([
      near(views(2)),
      near(views(2)),
    ]);
  });
});

describe('a user whose e-mail becomes known', () => {
  it('brings traits and touches along, also those of signals that are no longer kept', async () => {
    const long = world.ctx.clock() - 90 * DAY;
    const touch = { source: 'Fair', channel: 'Email', campaign: null, medium: null, referrer: null, entry: true };
    await records(
      world,
      { by: 'browser:b', at: long, userId: 'u-ann', traits: { plan: 'pro' }, touch },
      ...turns('b', ANN, { userId: 'u-ann' }),
    );
    await world.call('PUT /privacy', { body: { retentionMonths: 1 } });
    expect((await keepHouse(world.ctx)).deleted).toBe(1);
    await records(world, { by: 'user:u-ann', email: 'ann@acme.com', kind: 'identify' });
    const { points, firstTouch, traits } = await shown('ann@acme.com');
    expect(points).toBeCloseTo(views(2), 1);
    expect(firstTouch).toMatchObject({ source: 'Fair' });
    expect(JSON.stringify(traits)).toContain('pro');
  });
});
