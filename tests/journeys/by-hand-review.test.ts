import { describe, expect, it } from 'vitest';
import { annAndBob, contact, merge, newWorldForEachTest, points, unmerge, world } from './by-hand-house.ts';
import { records } from './signals.ts';

newWorldForEachTest();

describe('a possible duplicate', () => {
  const pair = async () => (await world.call('GET /duplicates')).body;
  const asked = () =>
    records(
      world,
      { by: 'user:u1', email: 'ann@acme.com' },
      { by: 'user:u1', email: 'ann@home.example' },
      { by: 'browser:a', email: 'ann@home.example' },
    );

  it('is asked once: a merge decides it, and so does its un-merge', async () => {
    await asked();
    await records(world, { by: 'browser:b', email: 'ann@acme.com' });
    expect(await pair()).toMatchObject({ total: 1 });
    await merge('email:ann@acme.com', 'email:ann@home.example');
    expect(await pair()).toMatchObject({ total: 0 });
    await unmerge('email:ann@acme.com', 'email:ann@home.example');
    expect(await pair()).toMatchObject({ total: 0 });
  });

  it('is dismissed for good, by its id', async () => {
    await asked();
    const [{ id }] = (await pair()).items;
    expect(await world.call(`POST /duplicates/${id}/dismiss`)).toMatchObject({ status: 200, body: { ok: true } });
    await records(world, { by: 'user:u1', email: 'ann@home.example' });
    expect(await pair()).toMatchObject({ total: 0, items: [] });
    expect(await world.call(`POST /duplicates/${contact('x:y')}_${contact('x:z')}/dismiss`)).toMatchObject({
      status: 404,
    });
    expect(await world.call('POST /duplicates/nonsense/dismiss')).toMatchObject({ status: 404 });
  });

  it('is asked of the merged contact while a merge holds, and of nobody twice', async () => {
    await asked();
    await records(world, { by: 'browser:z', email: 'zoe@acme.com' });
    await merge('email:zoe@acme.com', 'email:ann@home.example');
    const { items, total } = await pair();
    expect(total).toBe(1);
    expect([items[0].a.id, items[0].b.id].sort()).toEqual(
      [contact('email:ann@acme.com'), contact('email:zoe@acme.com')].sort(),
    );
    await unmerge('email:zoe@acme.com', 'email:ann@home.example');
    const back = await pair();
    expect(back.total).toBe(1);
    expect([back.items[0].a.id, back.items[0].b.id].sort()).toEqual(
      [contact('email:ann@acme.com'), contact('email:ann@home.example')].sort(),
    );
  });
});

describe('an account by hand', () => {
  const move = (founder: string, accountId: string | null) =>
    world.call(`PUT /contacts/${contact(founder)}/account`, { body: { accountId } });
  const account = async (founder: string) => (await world.call(`GET /contacts/${contact(founder)}`)).body.account;

  it('outweighs the e-mail, and both accounts follow', async () => {
    await annAndBob();
    const acme = await account('email:ann@acme.com');
    const bolt = await account('email:bob@bolt.com');
    const ann = await points('email:ann@acme.com');
    expect(await move('email:bob@bolt.com', acme.id)).toMatchObject({ status: 200 });
    await records(world, { by: 'browser:b', email: 'bob@bolt.com' });
    expect((await account('email:bob@bolt.com')).domain).toBe('acme.com');
    expect((await world.call(`GET /accounts/${acme.id}`)).body.points).toBeGreaterThan(ann);
    expect((await world.call(`GET /accounts/${bolt.id}`)).body.points).toBe(0);
  });

  it('of none stays none', async () => {
    await annAndBob();
    await move('email:bob@bolt.com', null);
    await records(world, { by: 'browser:b', email: 'bob@bolt.com' });
    expect(await account('email:bob@bolt.com')).toBeNull();
    expect(await move('email:bob@bolt.com', contact('email:bob@bolt.com'))).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'accountId' }] },
    });
  });
});
