import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { byHandRoutes } from '../../src/by-hand.ts';
import { dashboardRoutes } from '../../src/dashboard/routes.ts';
import { forgetRoutes } from '../../src/forget.ts';
import { HOUR } from '../../src/foundation/time.ts';
import { contactIdOf, identityIdOf } from '../../src/identity/keys.ts';
import { createWorld, type World } from '../world.ts';
import { records, type Told } from './signals.ts';

let world: World;
const worlds: World[] = [];

beforeEach(async () => {
  world = await createWorld({
    rooms: (ctx) => [
      (app) => dashboardRoutes(app, ctx),
      (app) => byHandRoutes(app, ctx, () => {}),
      (app) => forgetRoutes(app, ctx, () => {}),
    ],
  });
  worlds.push(world);
});
afterAll(async () => {
  for (const one of worlds) await one.close();
});

const identity = (text: string) => {
  const [kind, value = ''] = text.split(/:(.*)/s);
  return identityIdOf(world.workspaceId, { kind: kind as 'browser', value });
};
const contact = (founder: string) => contactIdOf(world.workspaceId, identity(founder));
const accountOf = async (founder: string) => {
  const { body } = await world.call(`GET /contacts/${contact(founder)}`);
  return body.account?.domain ?? null;
};
const companies = async () => {
  const { items } = (await world.call('GET /accounts')).body;
  return items.map((one: { domain: string; contactCount: number; signalCount: number }) => [
    ...[one.domain, one.contactCount, one.signalCount],
  ]);
};
const hour = (n: number) => world.ctx.clock() - n * HOUR;
/** One at a time, as they came. */
const arrive = async (...told: readonly Told[]) => {
  for (const one of told) await records(world, one);
};
const merge = (into: string, other: string) =>
  world.call(`POST /contacts/${contact(into)}/merge`, { body: { other: contact(other) } });

const ORDERS = ['012', '021', '102', '120', '201', '210'];
const inOrder = <Item>(order: string, items: readonly Item[]) => [...order].map((n) => items[Number(n)] as Item);

describe('an account that a role mailbox says', () => {
  it.each(ORDERS)('is whose the browser was when it wrote, in the order of arrival %s', async (order) => {
    const told = [
      { by: 'browser:b', userId: 'V', at: hour(3) },
      { by: 'browser:b', email: 'info@bolt.com', at: hour(2) },
      { by: 'browser:b', userId: 'U', at: hour(1) },
    ];
    await arrive(...inOrder(order, told));
    expect([await accountOf('user:V'), await accountOf('user:U')]).toEqual(['bolt.com', null]);
    expect(await companies()).toEqual([['bolt.com', 1, 2]]);
  });

  it.each(ORDERS)('is that of a free-mail address too, in the order of arrival %s', async (order) => {
    const told = [
      { by: 'browser:b', at: hour(3) },
      { by: 'browser:b', email: 'info@bolt.com', at: hour(2) },
      { by: 'browser:b', email: 'eve@gmail.com', at: hour(1) },
    ];
    await arrive(...inOrder(order, told));
    expect(await accountOf('email:eve@gmail.com')).toBe('bolt.com');
    expect(await companies()).toEqual([['bolt.com', 1, 3]]);
  });

  it.each(ORDERS)('is the earliest one’s, in the order of arrival %s', async (order) => {
    const told = [
      { by: 'browser:b', email: 'info@gmail.com', at: hour(3) },
      { by: 'browser:b', email: 'info@bolt.com', at: hour(2) },
      { by: 'browser:b', email: 'info@cargo.com', at: hour(1) },
    ];
    await arrive(...inOrder(order, told));
    expect(await companies()).toEqual([['bolt.com', 1, 3]]);
  });

  it('gives way to the contact’s own address and to a member’s word, whatever came first', async () => {
    await arrive(
      { by: 'browser:a', email: 'info@bolt.com' },
      { by: 'browser:a', email: 'ann@acme.com' },
      { by: 'browser:b', email: 'bob@acme.com' },
      { by: 'browser:b', email: 'info@bolt.com' },
      { by: 'browser:c', email: 'eve@gmail.com' },
    );
    expect(await companies()).toEqual([['acme.com', 2, 4]]);
    await world.call(`PUT /contacts/${contact('email:eve@gmail.com')}/account`, { body: { accountId: null } });
    await arrive({ by: 'browser:c', email: 'info@bolt.com' });
    expect(await accountOf('email:eve@gmail.com')).toBeNull();
  });

  it('comes with a merge and goes with the un-merge', async () => {
    await arrive({ by: 'browser:b', email: 'info@bolt.com' }, { by: 'browser:e', email: 'eve@gmail.com' });
    await merge('email:eve@gmail.com', 'browser:b');
    expect(await accountOf('email:eve@gmail.com')).toBe('bolt.com');
    expect(await companies()).toEqual([['bolt.com', 1, 2]]);
    // What is said meanwhile goes home, too: a browser's earlier word outweighs its later.
    await arrive({ by: 'browser:b', email: 'info@cargo.com', at: hour(1) });
    expect(await companies()).toEqual([['cargo.com', 1, 3]]);
    await world.call(`POST /contacts/${contact('email:eve@gmail.com')}/unmerge`, {
      body: { identityIds: [identity('browser:b')] },
    });
    expect([await accountOf('email:eve@gmail.com'), await accountOf('browser:b')]).toEqual([null, 'cargo.com']);
    expect(await companies()).toEqual([['cargo.com', 1, 2]]);
  });

  it('goes with whoever is erased', async () => {
    await arrive(
      { by: 'browser:kiosk', userId: 'V', at: hour(3) },
      { by: 'browser:kiosk', email: 'info@bolt.com', at: hour(2) },
      { by: 'browser:kiosk', userId: 'U', at: hour(1) },
      { by: 'browser:kiosk', email: 'info@cargo.com' },
    );
    expect([await accountOf('user:V'), await accountOf('user:U')]).toEqual(['bolt.com', 'cargo.com']);
    await world.call('POST /privacy/erase', { body: { contactId: contact('user:V') } });
    expect(await companies()).toEqual([['cargo.com', 1, 2]]);
  });
});
