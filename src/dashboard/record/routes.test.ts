import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createScene, type Scene } from '../../../tests/scene.ts';
import type { Contribution } from '../../../wire/api/score.ts';
import type { SignalItem } from '../../../wire/api/timeline.ts';
import { DAY, HOUR, MINUTE } from '../../foundation/time.ts';

let scene: Scene;
let ana: string;
let bob: string;
const get = async (path: string, query: Record<string, string> = {}) => {
  const answer = await scene.call(`GET /contacts/${path}`, { query });
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body;
};
const timeline = async (id: string, query: Record<string, string> = {}): Promise<SignalItem[]> =>
  (await get(`${id}/timeline`, query)).items;

beforeAll(async () => {
  scene = await createScene();
  ana = scene.person('ana@northwind.example');
  bob = scene.person('bob@northwind.example');
  await scene.happens(
    { browser: 'desk', path: '/', ago: 10 * DAY, session: 's1', from: { source: 'Google', channel: 'Organic Search' } },
    { browser: 'desk', path: '/pricing', title: 'Prices', ago: 10 * DAY - MINUTE, session: 's1', pageView: 'v1' },
    {
      browser: 'desk',
      kind: 'track',
      name: 'page_engaged',
      props: { seconds: 12 },
      ago: 10 * DAY - 2 * MINUTE,
      pageView: 'v1',
    },
    {
      browser: 'desk',
      kind: 'track',
      name: 'page_engaged',
      props: { seconds: 30 },
      ago: 10 * DAY - 3 * MINUTE,
      pageView: 'v1',
    },
    {
      browser: 'desk',
      email: 'ana@northwind.example',
      traits: { jobTitle: 'CTO', seats: 12, tags: ['a'] },
      ago: 9 * DAY,
    },
    {
      browser: 'phone',
      path: '/pricing/',
      ago: 2 * DAY,
      device: { type: 'phone', browser: 'Safari', os: 'iOS' },
      country: 'PT',
    },
    {
      browser: 'phone',
      email: 'ana@northwind.example',
      ago: 2 * DAY - MINUTE,
      device: { type: 'phone', browser: 'Safari', os: 'iOS' },
    },
    // From here on the desk's browser is Bob's.
    { browser: 'desk', email: 'bob@northwind.example', ago: HOUR },
    { browser: 'desk', path: '/careers', ago: 2 * MINUTE },
    { browser: 'desk', path: '/docs', title: 'Docs', ago: MINUTE, filtered: 'prefetch' },
    { alone: 'ana@northwind.example', kind: 'track', name: 'trial_started', ago: DAY },
  );
});

describe('the record', () => {
  it('tells who somebody is, where from and with what', async () => {
    const record = await get(ana);
    expect(record).toMatchObject({
      id: ana,
      email: 'ana@northwind.example',
      identified: true,
      emails: [{ email: 'ana@northwind.example' }],
      account: { domain: 'northwind.example' },
      firstTouch: { source: 'Google', channel: 'Organic Search' },
      countries: ['PT'],
      country: 'PT',
      online: false,
      onlineOn: null,
      filteredCount: 0,
      duplicateCount: 0,
    });
    expect(record.traits).toMatchObject({ jobTitle: 'CTO', seats: 12 });
    expect(record.traits).not.toHaveProperty('tags');
    expect(record.devices.map((one: { browser: string }) => one.browser)).toEqual(['Safari', 'Chrome']);
  });

  it('tells what somebody looks at now', async () => {
    expect(await get(bob)).toMatchObject({ online: true, onlineOn: { path: '/docs' }, filteredCount: 1 });
  });

  it.each(['nobody', '00000000-0000-8000-8000-000000000000'])('is not found for %s', async (id) => {
    for (const part of ['', '/score', '/timeline', '/identities']) {
      expect((await scene.call(`GET /contacts/${id}${part}`)).status).toBe(404);
    }
  });

  it("is not found for another workspace's key", async () => {
    const other = await createScene();
    expect((await other.call(`GET /contacts/${ana}`)).status).toBe(404);
    expect((await other.call('GET /contacts')).body.items).toEqual([]);
  });

  it('of one who was merged away answers 301, to the end of the chain', async () => {
    const [first, second] = [scene.stranger('gone-1'), scene.stranger('gone-2')];
    await sql`insert into contact (workspace_id, id, merged_into) values
      (${scene.workspaceId}, ${first}, ${second}), (${scene.workspaceId}, ${second}, ${ana})`.execute(
      scene.ctx.db.system,
    );
    const answer = await scene.call(`GET /contacts/${first}/timeline`, { query: { limit: '5' } });
    expect([answer.status, answer.headers['location']]).toEqual([301, `/api/v1/contacts/${ana}/timeline?limit=5`]);
    expect((await scene.call(`GET /contacts/${first}`)).headers['location']).toBe(`/api/v1/contacts/${ana}`);
  });
});

describe('the timeline', () => {
  it('holds what happened in the stretches that are the contact’s, newest first, across devices', async () => {
    const paths = (items: SignalItem[]) => items.map((one) => `${one.kind} ${one.page?.path ?? one.name}`);
    expect(paths(await timeline(ana))).toEqual([
      'track trial_started',
      'identify /',
      'page_view /pricing/',
      'identify /',
      'page_view /pricing',
      'page_view /',
    ]);
    expect(paths(await timeline(bob))).toEqual(['page_view /docs', 'page_view /careers', 'identify /']);
  });

  it('shows attention, visits, sources and who sent it', async () => {
    const items = await timeline(ana);
    const [server, , phone, , pricing, home] = items;
    expect(pricing).toMatchObject({ engagedSeconds: 42, session: 's1', source: null, page: { title: 'Prices' } });
    expect(home).toMatchObject({ engagedSeconds: null, session: 's1', source: 'Google' });
    expect(phone).toMatchObject({ device: { type: 'phone' }, identity: { kind: 'browser', value: 'phone' } });
    expect(phone?.session).toBe(items[1]?.session);
    expect(server).toMatchObject({ session: null, device: null, identity: { kind: 'email' } });
  });

  it.each([
    [{ kind: 'identify' }, 2],
    [{ category: 'Pricing' }, 2],
    [{ device: 'phone' }, 2],
    [{ page: 'PRIC' }, 2],
    [{ page: '%' }, 0],
    [{ kind: 'page_view', category: 'Pricing', device: 'desktop' }, 1],
  ] as [Record<string, string>, number][])('filters by %j', async (query, count) => {
    expect(await timeline(ana, query)).toHaveLength(count);
  });

  it('leaves out what weighs nothing when asked', async () => {
    const kept = await timeline(bob, { filtered: 'false' });
    expect(kept.every((one) => one.filtered === null)).toBe(true);
    expect(await timeline(bob)).toHaveLength(kept.length + 1);
  });

  it('is the same read in pages, although signals come meanwhile', async () => {
    const whole = (await timeline(ana)).map((one) => [one.id, one.session !== null]);
    const paged: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await get(`${ana}/timeline`, { limit: '2', ...(cursor && { cursor }) });
      paged.push(...page.items.map((one: SignalItem) => [one.id, one.session !== null]));
      cursor = page.nextCursor;
      await scene.happens({ alone: 'ana@northwind.example', kind: 'track', name: 'came_later' });
    }
    expect(paged).toEqual(whole);
  });

  it('refuses a cursor of something else', async () => {
    const { status, body } = await scene.call(`GET /contacts/${ana}/timeline`, { query: { cursor: 'WyJ4Il0' } });
    expect([status, body.errors[0].field]).toEqual([400, 'cursor']);
  });
});

describe('the explanation', () => {
  it('sums to the points of the table, names each kind and when, and keeps to the stretch', async () => {
    const score = await get(`${ana}/score`);
    const cents = score.contributions.reduce((sum: number, one: Contribution) => sum + Math.round(one.points * 100), 0);
    expect(cents).toBe(Math.round(score.points * 100));
    expect(score.points).toBe((await get(ana)).points);
    const pricing = score.contributions.find((one: Contribution) => one.category === 'Pricing');
    const views = await timeline(ana, { category: 'Pricing' });
    expect(pricing).toMatchObject({ count: 2, firstAt: views[1]?.at, lastAt: views[0]?.at });
    expect(score.contributions.some((one: Contribution) => one.category === 'Find a Job')).toBe(false);
    expect(score.history.at(-1).points).toBeCloseTo(score.points, 1);
    expect(score.thresholds.High).toBeGreaterThan(score.thresholds.Medium);
  });

  it('fades: the same activity is worth less tomorrow, and as much less as was projected', async () => {
    const today = await get(`${ana}/score`);
    scene.pass(DAY);
    const tomorrow = await get(`${ana}/score`);
    scene.pass(-DAY);
    expect(tomorrow.points).toBeCloseTo(today.projection[0].points, 1);
    expect(tomorrow.points).toBeLessThan(today.points);
  });
});

describe('the identities', () => {
  it('tell whose a browser was when, and why, in words', async () => {
    const { items } = await get(`${ana}/identities`);
    expect(items.map((one: { kind: string; value: string }) => `${one.kind} ${one.value}`).sort()).toEqual([
      'browser desk',
      'browser phone',
      'email ana@northwind.example',
    ]);
    const desk = items.find((one: { value: string }) => one.value === 'desk');
    expect(desk.device).toBe('Chrome on macOS');
    expect(desk.stretches.map((one: { contact: { id: string } }) => one.contact.id)).toEqual([ana, bob]);
    expect([desk.stretches[0].from, desk.stretches[1].to]).toEqual([null, null]);
    const toBob = desk.ledger.find((row: { contact: { id: string } }) => row.contact.id === bob);
    expect(toBob).toMatchObject({ rule: 'profile_switch', actor: 'Knock', closedAt: null });
    expect(toBob.because).toMatch(/somebody else/);
    expect(toBob.evidence.text).toBe('Said who they are on /');
    // The e-mail is what the contact is known by.
    expect(items.map((one: { canUnmerge: boolean }) => one.canUnmerge)).toEqual([false, false, false]);
    const kept = items.filter((one: { canDetach: boolean }) => !one.canDetach);
    expect(kept.map((one: { kind: string }) => one.kind)).toEqual(['email']);
  });

  it('date an e-mail that was only ever stated by the signals that stated it', async () => {
    const { items } = await get(`${bob}/identities`);
    const at = new Date(scene.ctx.clock() - HOUR).toISOString();
    expect(items.find((one: { kind: string }) => one.kind === 'email')).toMatchObject({ firstAt: at, lastAt: at });
    const hers = (await get(`${ana}/identities`)).items.find((one: { kind: string }) => one.kind === 'email');
    expect(hers.firstAt).toBe(new Date(scene.ctx.clock() - 9 * DAY).toISOString());
  });
});
