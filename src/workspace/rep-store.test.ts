import { afterAll, expect, it } from 'vitest';
import { createWorld } from '../../tests/world.ts';
import { keepRep, listAnsweringMembers, listReps, matchReps, retireReps } from './rep-store.ts';

const world = await createWorld();
afterAll(world.close);
const { db, clock } = world.ctx;
const inWorkspace = <Result>(work: Parameters<typeof db.inWorkspace<Result>>[1]) =>
  db.inWorkspace(world.workspaceId, work);
const keep = (facts: Parameters<typeof keepRep>[2]) =>
  inWorkspace((trx) => keepRep(trx, world.workspaceId, facts, clock()));

it('somebody of Slack and a member with the same address are one rep, whoever comes first', async () => {
  const slack = await keep({ name: 'Ana', email: 'Ana@Acme.test', avatarUrl: 'https://a.test/ana.png' });
  const member = await keep({ name: 'Ana Diaz', email: 'ana@acme.test', userId: 'user-ana' });
  expect(member).toEqual({ ...slack, name: 'Ana Diaz', userId: 'user-ana' });
  const later = await keep({ name: 'Ana Diaz', email: 'ana@new.test', userId: 'user-ana' });
  expect(later).toMatchObject({ id: slack.id, email: 'ana@new.test', avatarUrl: 'https://a.test/ana.png' });
});

it('made by several at once, there is one', async () => {
  const made = await Promise.all(
    Array.from({ length: 5 }, () => keep({ name: 'Ben', email: 'ben@acme.test', userId: 'user-ben' })),
  );
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
});

it('an address that is another rep’s stays theirs', async () => {
  const cleo = await keep({ name: 'Cleo', email: 'cleo@acme.test', userId: 'user-cleo' });
  const dan = await keep({ name: 'Dan', email: 'dan@acme.test', userId: 'user-dan' });
  expect(await keep({ name: 'Dan', email: 'cleo@acme.test', userId: 'user-dan' })).toMatchObject({
    id: dan.id,
    email: 'dan@acme.test',
  });
  expect(cleo.id).not.toBe(dan.id);
});

it('follows the members: who may answer is one, who left is kept but no longer assignable, who is back is active again', async () => {
  const member = await world.signIn('manager');
  await world.signIn('viewer');
  const members = await listAnsweringMembers(db.system, world.workspaceId);
  expect(members.map(({ email }) => email)).toEqual([member.email]);
  const match = (present: typeof members) => inWorkspace((trx) => matchReps(trx, world.workspaceId, present, clock()));
  const own = (reps: Awaited<ReturnType<typeof match>>) => reps.find(({ email }) => email === member.email);
  expect(own(await match(members))).toMatchObject({ active: true });
  expect(own(await match([]))).toMatchObject({ active: false, userId: null });
  expect(own(await match(members))).toMatchObject({ active: true, userId: members[0]?.userId });
});

it('a retired one is kept', async () => {
  const eve = await keep({ name: 'Eve', email: 'eve@acme.test' });
  await inWorkspace((trx) => retireReps(trx, world.workspaceId, [eve.id]));
  const reps = await inWorkspace((trx) => listReps(trx, world.workspaceId));
  expect(reps.find(({ id }) => id === eve.id)).toMatchObject({ active: false });
});
