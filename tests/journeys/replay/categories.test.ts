import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignalDraft } from '../../../src/capture/draft.ts';
import { categoryRoutes } from '../../../src/categories.ts';
import { record } from '../../../src/journey.ts';
import { startReplays } from '../../../src/replay.ts';
import { openRules, type Rules } from '../../../src/rules.ts';
import { createWorld, type World } from '../../world.ts';
import { draftOf } from '../order/history.ts';
import { readState, rulesOf } from './world.ts';

let world: World;
let rules: Rules;
const heard: { type: string; data: unknown }[] = [];
beforeAll(async () => {
  world = await createWorld({
    rooms: (ctx) => {
      rules = openRules(ctx);
      return [(app) => categoryRoutes(app, { ...ctx, rules })];
    },
  });
  await startReplays({ ...world.ctx, rules });
  world.ctx.live.subscribe(world.workspaceId, null, (event) => heard.push(event));
  await record(world.ctx.db, world.workspaceId, visits(), await rules.categorizeFor(world.workspaceId));
});
afterAll(() => world.close());

/** Ann looks at /pricing six times today, Bob at /shipping twelve times: the one is Medium, the other Low. */
function visits(): SignalDraft[] {
  const now = world.ctx.clock();
  const visit = (n: number, email: string, path: string) =>
    draftOf(world.workspaceId, {
      ...{ n, at: now - n * 60_000, identity: { kind: 'browser', value: email }, email, userId: null, recipient: null },
      ...{ kind: 'page_view', path, source: null, entry: true, bot: false },
    });
  return [
    ...Array.from({ length: 6 }, (_, n) => visit(n, 'ann@acme.com', '/pricing')),
    ...Array.from({ length: 12 }, (_, n) => visit(20 + n, 'bob@globex.com', '/shipping')),
  ];
}

const put = (pages: Parameters<typeof rulesOf>[0]) =>
  world.call('PUT /categories', { body: { rules: rulesOf(pages) } });

describe('category settings', () => {
  it('show the rules, what the built-in ones look for, and pages that no rule has a category for', async () => {
    const { status, body } = await world.call('GET /categories');
    expect(status).toBe(200);
    expect(body).toMatchObject({ rules: [], replay: null, stale: false, counts: { Pricing: 6 } });
    expect(body.builtIn.find((one: { category: string }) => one.category === 'Pricing').examples).toContain('pricing');
  });

  it('refuse two rules of one id, an unknown kind and what cannot be kept, each by its field', async () => {
    const [rule] = rulesOf({ '/a': 'Docs' });
    const send = (...changed: object[]) =>
      world.call('PUT /categories', { body: { rules: changed.map((change) => ({ ...rule, ...change })) } });
    expect((await send({}, {})).body).toMatchObject({ status: 400, field: 'rules.1.id' });
    expect((await send({ field: 'kind', value: 'purchase' })).body).toMatchObject({
      status: 400,
      field: 'rules.0.value',
    });
    expect((await send({ value: 'a\0b' })).body).toMatchObject({ status: 400, field: 'rules.0.value' });
    expect((await send({ id: '\ud800' })).body).toMatchObject({ status: 400, field: 'rules.0.id' });
    expect((await send({ category: 'Weather' })).status).toBe(400);
    expect((await world.call('GET /categories')).body.rules).toEqual([]);
  });

  it('belong to managers: a rep reads them and changes nothing', async () => {
    const rep = await world.signIn('rep');
    expect((await world.call('GET /categories', { as: rep })).status).toBe(200);
    expect((await world.call('PUT /categories', { as: rep, body: { rules: [] } })).status).toBe(403);
    expect((await world.call('POST /categories/replay', { as: rep })).status).toBe(403);
  });
});

describe('the tester', () => {
  const test = async (body: object) =>
    (await world.call('POST /categories/test', { body: { rules: [], ...body } })).body;

  it('answers for an address, an address without https, a path, a title, a text and an event', async () => {
    expect(await test({ url: 'https://acme.com/pricing?plan=pro#x' })).toMatchObject({
      category: 'Pricing',
      by: 'built_in',
    });
    expect((await test({ url: 'careers.acme.com' })).category).toBe('Find a Job');
    expect((await test({ url: '/docs/start' })).category).toBe('Docs');
    expect((await test({ title: 'Case study: Globex' })).category).toBe('Customers');
    expect((await test({ text: 'Book a demo' })).category).toBe('Demo');
    expect((await test({ kind: 'meeting_booked' })).category).toBe('Meeting');
    expect(await test({ url: '/zzz' })).toMatchObject({ category: 'Other', by: 'fallback', ruleId: null });
  });

  it('tries unsaved rules in their order and leaves out the disabled', async () => {
    const [first, second] = rulesOf({ '/pricing': 'Docs', '/pricing*': 'Blog' });
    const both = { url: '/pricing', rules: [first, { ...second, test: 'glob' }] };
    expect(await test(both)).toMatchObject({ category: 'Docs', by: 'workspace', ruleId: '/pricing' });
    expect((await test({ ...both, rules: [{ ...first, enabled: false }, both.rules[1]] })).category).toBe('Blog');
  });
});

describe('preview and replay', () => {
  it('say who would change bucket without changing anything, and then do just that', async () => {
    const before = await readState(world.ctx.db, world.workspaceId);
    const changed = rulesOf({ '/pricing': 'Legal', '/shipping': 'Demo' });
    const preview = (await world.call('POST /categories/preview', { body: { rules: changed } })).body;
    expect(preview).toMatchObject({ signals: 18, changed: 2, from: null });
    expect(await readState(world.ctx.db, world.workspaceId)).toEqual(before);
    const byEmail = Object.fromEntries(
      preview.changes.map((one: { contact: { email: string }; from: string; to: string }) => [one.contact.email, one]),
    );
    expect(byEmail).toMatchObject({
      'ann@acme.com': { from: 'Medium', to: 'Low' },
      'bob@globex.com': { from: 'Low', to: 'Medium' },
    });

    expect((await put({ '/pricing': 'Legal', '/shipping': 'Demo' })).body).toMatchObject({ stale: true, replay: null });
    heard.length = 0;
    const asked = await world.call('POST /categories/replay');
    expect(asked.body).toMatchObject({ job: 'replay', state: 'waiting', done: 0 });
    await world.runJobs();
    const after = (await world.call('GET /categories')).body;
    expect(after).toMatchObject({ stale: false, replay: { state: 'done', done: 18, total: 18, problem: null } });
    expect(after.counts).toEqual({ Legal: 6, Demo: 12 });
    expect(heard.map(({ type }) => type)).toEqual(['progress', 'reset', 'progress']);
    const same = (await world.call('POST /categories/preview', { body: { rules: changed } })).body;
    expect(same).toMatchObject({ signals: 0, changed: 0, changes: [], before: preview.after, after: preview.after });
  });

  it('a change that is taken back leaves the scores as they were', async () => {
    await put({});
    await world.call('POST /categories/replay');
    await world.runJobs();
    const first = await readState(world.ctx.db, world.workspaceId);
    await put({ '/pricing': 'Legal', '/shipping': 'Find a Job' });
    await world.call('POST /categories/replay');
    await world.runJobs();
    expect(await readState(world.ctx.db, world.workspaceId)).not.toEqual(first);
    await put({});
    await world.call('POST /categories/replay');
    await world.runJobs();
    expect(await readState(world.ctx.db, world.workspaceId)).toEqual(first);
  });

  it('a process that starts takes up the replay that another left', async () => {
    await put({ '/pricing': 'Legal' });
    await world.call('POST /categories/replay');
    await world.runJobs();
    await world.ctx.db.system
      .updateTable('job_run')
      .set({ state: 'running', after: null })
      .where('workspace_id', '=', world.workspaceId)
      .execute();
    await startReplays({ ...world.ctx, rules });
    await world.runJobs();
    expect((await world.call('GET /categories')).body.replay).toMatchObject({ state: 'done' });
  });
});
