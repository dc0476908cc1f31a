import { describe, expect, it } from 'vitest';
import {
  annAndBob,
  contact,
  detach,
  identity,
  merge,
  news,
  newWorldForEachTest,
  offered,
  points,
  signals,
  unmerge,
  world,
} from './by-hand-house.ts';
import { records } from './signals.ts';

newWorldForEachTest();

describe('a merge', () => {
  it('makes one contact of two: one score, one timeline, the other address leads to it', async () => {
    await annAndBob();
    const [ann, bob] = [await points('email:ann@acme.com'), await points('email:bob@bolt.com')];
    const answer = await merge('email:ann@acme.com', 'email:bob@bolt.com');
    expect(answer).toMatchObject({ status: 200, body: { id: contact('email:ann@acme.com') } });
    expect(await points('email:ann@acme.com')).toBeGreaterThan(Math.max(ann, bob));
    const timeline = await world.call(`GET /contacts/${contact('email:ann@acme.com')}/timeline`);
    expect(timeline.body.items).toHaveLength(4);
    const former = await world.call(`GET /contacts/${contact('email:bob@bolt.com')}`);
    expect(former).toMatchObject({ status: 301 });
    expect(former.headers['location']).toContain(contact('email:ann@acme.com'));
    expect(news).toEqual([
      {
        id: contact('email:ann@acme.com'),
        contactIds: [contact('email:ann@acme.com')],
        gone: [{ id: contact('email:bob@bolt.com'), into: contact('email:ann@acme.com') }],
      },
    ]);
  });

  it('says in the ledger who did it, and in the audit log, without anybody’s name', async () => {
    await annAndBob();
    const rep = await world.signIn('rep');
    await world.call(`POST /contacts/${contact('email:ann@acme.com')}/merge`, {
      as: rep,
      body: { other: contact('email:bob@bolt.com'), note: 'Told me so: bob@bolt.com is hers' },
    });
    const { items } = (await world.call(`GET /contacts/${contact('email:ann@acme.com')}/identities`)).body;
    const bob = items.find((item: { value: string }) => item.value === 'bob@bolt.com');
    expect(bob.ledger[0]).toMatchObject({ rule: 'merged_by_hand', actor: 'A rep', closedAt: null });
    const audit = (await world.call('GET /audit')).body.items[0];
    expect(audit).toMatchObject({ action: 'contact.merged', actor: `A rep <${rep.email}>` });
    expect(audit.summary).toContain('Note: Told me so: (an address) is hers');
    expect(audit.summary).not.toContain('bob@');
  });

  it('is read in the audit log with the names that people have now, and none for those who are erased', async () => {
    await annAndBob();
    // What was said last of a merged contact is its name.
    world.pass(1_000);
    await records(world, { by: 'browser:a', email: 'ann@acme.com', traits: { name: 'Ann' } });
    await merge('email:ann@acme.com', 'email:bob@bolt.com');
    const about = async () => (await world.call('GET /audit')).body.items[0].about;
    const [bob, ann] = [contact('email:bob@bolt.com'), contact('email:ann@acme.com')];
    expect(await about()).toEqual([
      { id: bob, contact: { id: bob, name: 'Bob', email: 'bob@bolt.com' }, account: null },
      { id: ann, contact: { id: ann, name: 'Ann', email: 'ann@acme.com' }, account: null },
    ]);
    await world.ctx.db.inWorkspace(world.workspaceId, ({ q }) => q.deleteFrom('contact').execute());
    expect(await about()).toEqual([bob, ann].map((id) => ({ id, contact: null, account: null })));
  });

  it('keeps the person when a visitor is merged with somebody known, whichever way round it is asked', async () => {
    await annAndBob();
    await records(world, { by: 'browser:c' });
    const answer = await merge('browser:c', 'email:ann@acme.com');
    expect(answer.body).toEqual({ id: contact('email:ann@acme.com') });
  });

  it('is refused with words: itself, nobody, a part of another', async () => {
    await annAndBob();
    await records(world, { by: 'browser:c' });
    expect(await merge('email:ann@acme.com', 'email:ann@acme.com')).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'other', message: 'A contact cannot be merged with itself.' }] },
    });
    expect(await merge('email:ann@acme.com', 'email:nobody@acme.com')).toMatchObject({ status: 400 });
    expect(await merge('email:nobody@acme.com', 'email:ann@acme.com')).toMatchObject({ status: 404 });
    const nonsense = { body: { other: 'nonsense' } };
    expect(await world.call(`POST /contacts/${contact('email:ann@acme.com')}/merge`, nonsense)).toMatchObject({
      status: 400,
    });
    expect(await world.call('POST /contacts/nonsense/merge', nonsense)).toMatchObject({ status: 404 });
    await merge('email:ann@acme.com', 'browser:c');
    expect(await merge('email:bob@bolt.com', 'browser:c')).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(news).toHaveLength(1);
  });

  it('ends for a visitor who turns out to be somebody else, while its contact is split', async () => {
    const now = world.ctx.clock();
    await records(world, { by: 'browser:v', at: now - 9 });
    await records(world, { by: 'browser:a', at: now - 5, email: 'ann@acme.com' });
    await merge('email:ann@acme.com', 'browser:v');
    await records(
      world,
      { by: 'browser:a', at: now - 6, email: 'eve@gmail.com' },
      { by: 'browser:v', at: now, userId: 'u1' },
    );
    expect((await world.call(`GET /contacts/${contact('user:u1')}`)).body).toMatchObject({ signalCount: 2 });
    expect((await world.call(`GET /contacts/${contact('email:ann@acme.com')}`)).body).toMatchObject({ signalCount: 1 });
    expect((await world.call(`GET /contacts/${contact('email:eve@gmail.com')}`)).body).toMatchObject({
      signalCount: 1,
    });
  });

  it('is not for viewers', async () => {
    const viewer = await world.signIn('viewer');
    const options = { as: viewer, body: { other: contact('email:bob@bolt.com') } };
    expect(await world.call(`POST /contacts/${contact('email:ann@acme.com')}/merge`, options)).toMatchObject({
      status: 403,
    });
  });
});

describe('an un-merge', () => {
  it('gives everything back, what came since too', async () => {
    await annAndBob();
    const [ann, bob] = [await points('email:ann@acme.com'), await points('email:bob@bolt.com')];
    await merge('email:ann@acme.com', 'email:bob@bolt.com');
    // A new browser of Bob's lands in the merged contact, and goes home with him.
    await records(world, { by: 'browser:b2', email: 'bob@bolt.com' }, { by: 'browser:b2' });
    expect((await world.call(`GET /contacts/${contact('email:ann@acme.com')}`)).body.signalCount).toBe(6);
    expect(await unmerge('email:ann@acme.com', 'email:bob@bolt.com')).toMatchObject({
      status: 200,
      body: { id: contact('email:bob@bolt.com') },
    });
    expect(await points('email:ann@acme.com')).toBe(ann);
    expect(await points('email:bob@bolt.com')).toBeGreaterThan(bob);
    const record = (await world.call(`GET /contacts/${contact('email:bob@bolt.com')}`)).body;
    expect(record).toMatchObject({ name: 'Bob', signalCount: 4, traits: { name: 'Bob' } });
    expect(record.account.domain).toBe('bolt.com');
    const left = (await world.call(`GET /contacts/${contact('email:ann@acme.com')}`)).body;
    expect(left).toMatchObject({ name: 'Ann', traits: { name: 'Ann', plan: 'pro' } });
  });

  it('of a merged contact says no more of those that had been merged into it before', async () => {
    await annAndBob();
    await records(world, { by: 'browser:c', email: 'cy@cargo.com' });
    const rep = await world.signIn('rep');
    const body = { other: contact('email:bob@bolt.com') };
    await world.call(`POST /contacts/${contact('email:ann@acme.com')}/merge`, { as: rep, body });
    await merge('email:cy@cargo.com', 'email:ann@acme.com');
    const reasons = async (founder: string) => {
      const { items } = (await world.call(`GET /contacts/${contact(founder)}/identities`)).body;
      const open = items.map(({ value, ledger }: { value: string; ledger: { rule: string; actor: string }[] }) => [
        ...[value, ledger[0]?.rule, ledger[0]?.actor === 'A rep'],
      ]);
      return open.sort();
    };
    expect(await reasons('email:cy@cargo.com')).toEqual([
      ['a', 'merged_by_hand', false],
      ['ann@acme.com', 'merged_by_hand', false],
      ['b', 'merged_by_hand', true],
      ['bob@bolt.com', 'merged_by_hand', true],
      ['c', 'stated_email', false],
      ['cy@cargo.com', 'founder', false],
    ]);
    await unmerge('email:cy@cargo.com', 'email:ann@acme.com');
    expect(await reasons('email:ann@acme.com')).toEqual([
      ['a', 'unmerged_by_hand', false],
      ['ann@acme.com', 'unmerged_by_hand', false],
      ['b', 'merged_by_hand', true],
      ['bob@bolt.com', 'merged_by_hand', true],
    ]);
  });

  it('of what the rules by now have there leaves it there, and is not asked for twice', async () => {
    await records(
      world,
      { by: 'browser:b', userId: 'u' },
      { by: 'browser:b' },
      { by: 'browser:c', email: 'cy@acme.com' },
    );
    await merge('email:cy@acme.com', 'user:u');
    expect(await offered('email:cy@acme.com', 'browser:b')).toMatchObject({ rule: 'merged_by_hand', canUnmerge: true });
    await records(world, { by: 'browser:a', userId: 'u', email: 'cy@acme.com' });
    const before = await points('email:cy@acme.com');
    expect(await offered('email:cy@acme.com', 'browser:b')).toEqual({
      ...{ canUnmerge: true, canDetach: false },
      ...{ rule: 'stated_user', actor: 'Knock' },
    });
    const kept = await unmerge('email:cy@acme.com', 'browser:b');
    expect(kept).toMatchObject({
      status: 200,
      body: { id: contact('email:cy@acme.com'), identities: [{ id: identity('browser:b'), did: 'kept' }] },
    });
    expect([await signals('email:cy@acme.com'), await points('email:cy@acme.com')]).toEqual([4, before]);
    expect((await world.call('GET /audit')).body.items[0].summary).toContain('which keeps it by the rules');
    expect(await offered('email:cy@acme.com', 'browser:b')).toMatchObject({ canUnmerge: false, canDetach: true });
    expect(await unmerge('email:cy@acme.com', 'browser:b')).toMatchObject({
      status: 409,
      body: { field: 'identityIds.0', detail: expect.stringContaining('detach: true') },
    });
    expect(await signals('email:cy@acme.com')).toBe(4);
    expect(await detach('email:cy@acme.com', 'browser:b')).toMatchObject({
      body: { id: contact('browser:b'), identities: [{ did: 'detached' }] },
    });
    expect(await signals('email:cy@acme.com')).toBe(2);
  });

  it('takes nothing from the other people whom the browser was', async () => {
    await records(world, { by: 'browser:c', email: 'cy@acme.com' });
    await records(world, { by: 'browser:b', userId: 'u', at: world.ctx.clock() - 9 });
    await records(world, { by: 'browser:b', email: 'dee@delta.com' }, { by: 'browser:b' });
    await merge('email:cy@acme.com', 'user:u');
    await records(world, { by: 'user:u', email: 'cy@acme.com' });
    expect(await unmerge('email:cy@acme.com', 'browser:b')).toMatchObject({ body: { identities: [{ did: 'kept' }] } });
    expect([await signals('email:cy@acme.com'), await signals('email:dee@delta.com')]).toEqual([3, 2]);
  });

  it('of a visitor who has said since who they are, too, changes nothing of that', async () => {
    await records(world, { by: 'browser:v' }, { by: 'browser:c', email: 'cy@acme.com' });
    await merge('email:cy@acme.com', 'browser:v');
    await records(world, { by: 'browser:v', email: 'cy@acme.com' });
    expect(await unmerge('email:cy@acme.com', 'browser:v')).toMatchObject({ body: { identities: [{ did: 'kept' }] } });
    expect(await signals('email:cy@acme.com')).toBe(3);
    expect(await offered('email:cy@acme.com', 'browser:v')).toMatchObject({ rule: 'stated_email', canDetach: true });
  });
});

describe('detaching', () => {
  it('takes a browser out that the rules gave, for good', async () => {
    await annAndBob();
    expect(await detach('email:ann@acme.com', 'browser:a')).toMatchObject({ body: { id: contact('browser:a') } });
    await records(world, { by: 'browser:a', email: 'ann@acme.com', traits: { plan: 'free' } });
    expect((await world.call(`GET /contacts/${contact('browser:a')}`)).body).toMatchObject({
      signalCount: 3,
      email: null,
    });
    const ann = await world.call(`GET /contacts/${contact('email:ann@acme.com')}`);
    expect(ann.body.signalCount ?? 0).toBe(0);
  });

  it('makes one contact of what is taken out together', async () => {
    await annAndBob();
    await records(world, { by: 'browser:a2', email: 'ann@acme.com' });
    const answer = await detach('email:ann@acme.com', 'browser:a', 'browser:a2');
    const record = (await world.call(`GET /contacts/${answer.body.id}`)).body;
    expect(record).toMatchObject({ signalCount: 3, identified: false });
  });

  it('takes a user out with the browsers that signed in as it', async () => {
    await records(
      world,
      { by: 'browser:a', userId: 'u1' },
      { by: 'user:u1', email: 'ann@acme.com' },
      { by: 'browser:b', email: 'ann@acme.com' },
    );
    expect(await detach('email:ann@acme.com', 'user:u1')).toMatchObject({ body: { id: contact('user:u1') } });
    await records(world, { by: 'browser:a' }, { by: 'browser:c', userId: 'u1' });
    expect((await world.call(`GET /contacts/${contact('user:u1')}`)).body).toMatchObject({
      signalCount: 4,
      identified: true,
    });
    expect((await world.call(`GET /contacts/${contact('email:ann@acme.com')}`)).body.signalCount).toBe(1);
  });

  it('is refused with words: what is not theirs, and what the contact is known by', async () => {
    await annAndBob();
    const { items } = (await world.call(`GET /contacts/${contact('email:ann@acme.com')}/identities`)).body;
    expect(items.map((one: { kind: string; canDetach: boolean }) => [one.kind, one.canDetach]).sort()).toEqual([
      ['browser', true],
      ['email', false],
    ]);
    expect(await detach('email:ann@acme.com', 'browser:b')).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'identityIds.0', message: 'This identity is not part of the contact.' }] },
    });
    expect(await detach('email:ann@acme.com', 'email:ann@acme.com')).toMatchObject({ status: 409 });
    expect(await detach('email:nobody@acme.com', 'browser:b')).toMatchObject({ status: 404 });
  });
});
