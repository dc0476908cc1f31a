import { beforeAll, describe, expect, it } from 'vitest';
import { createScene, type Scene } from '../../../tests/scene.ts';
import { type AccountItem, AccountsQuery } from '../../../wire/api/accounts.ts';
import type { SignalItem } from '../../../wire/api/timeline.ts';
import { DAY, HOUR, MINUTE } from '../../foundation/time.ts';

let scene: Scene;
const get = async (path: string, query: Record<string, string> = {}) => {
  const answer = await scene.call(`GET ${path}`, { query });
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body;
};
const domains = (items: readonly AccountItem[]) => items.map((item) => item.domain);
let northwind: string;

beforeAll(async () => {
  scene = await createScene();
  await scene.happens(
    { browser: 'a', path: '/', ago: 3 * DAY, from: { source: 'Google', channel: 'Organic Search' }, country: 'PT' },
    { browser: 'a', email: 'ana@northwind.example', ago: 3 * DAY - MINUTE },
    { browser: 'a', kind: 'form_submit', path: '/demo', text: 'Book a demo', ago: 2 * HOUR },
    { browser: 'b', email: 'ben@northwind.example', ago: 2 * DAY },
    { browser: 'b', path: '/pricing', ago: HOUR, from: { source: 'LinkedIn', channel: 'Organic Social' } },
    { browser: 'c', email: 'cleo@globex.example', ago: 8 * DAY },
    { browser: 'c', path: '/docs', ago: 8 * DAY - MINUTE },
    // A private address makes no account.
    { browser: 'd', email: 'dan@gmail.com', ago: DAY },
    { browser: 'd', path: '/pricing', ago: DAY },
  );
  northwind = (await get('/accounts', { q: 'northwind' })).items[0].id;
});

describe('the accounts table', () => {
  it('sums over the people of each company, readiest first', async () => {
    const { items, total } = await get('/accounts');
    expect([domains(items), total]).toEqual([['northwind.example', 'globex.example'], 2]);
    expect(items[0]).toMatchObject({
      name: 'Northwind',
      contactCount: 2,
      highCount: 1,
      intentScore: 'High',
      intentType: 'Unknown',
      source: 'Google',
      channel: 'Organic Search',
      online: false,
    });
    expect(items[0].activity.reduce((sum: number, n: number) => sum + n, 0)).toBe(items[0].signalCount);
    const ana = await get(`/contacts/${scene.person('ana@northwind.example')}`);
    expect(items[0].points).toBeGreaterThan(ana.points);
  });

  it.each([
    [{ intentScore: 'High' }, ['northwind.example']],
    [{ intentScore: 'Low' }, ['globex.example']],
    [{ q: 'glob' }, ['globex.example']],
    [{ q: 'globex.example' }, ['globex.example']],
    [{ intentType: 'Buying' }, []],
    [{ sort: 'score' }, ['globex.example', 'northwind.example']],
    [{ sort: '-firstSeenAt' }, ['northwind.example', 'globex.example']],
    [{ sort: '-lastSignalAt' }, ['northwind.example', 'globex.example']],
  ] as [Record<string, string>, string[]][])('answers %j', async (query, found) => {
    expect(domains((await get('/accounts', query)).items)).toEqual(found);
  });

  // Whoever adds a parameter says here how it shows.
  const CHANGED_BY: Record<keyof AccountsQuery, () => Promise<string> | string> = {
    cursor: async () => (await get('/accounts', { limit: '1' })).nextCursor,
    limit: () => '1',
    q: () => 'glob',
    intentScore: () => 'Low',
    intentType: () => 'Support',
    sort: () => 'score',
  };

  it.each(Object.keys(AccountsQuery.shape) as (keyof AccountsQuery)[])('%s changes the answer', async (parameter) => {
    const { items } = await get('/accounts', { [parameter]: await CHANGED_BY[parameter]() });
    expect(domains(items)).not.toEqual(domains((await get('/accounts')).items));
  });

  it('visits each once by cursors', async () => {
    const first = await get('/accounts', { limit: '1' });
    const second = await get('/accounts', { limit: '1', cursor: first.nextCursor });
    expect(domains([...first.items, ...second.items])).toEqual(['northwind.example', 'globex.example']);
    expect(second.nextCursor).toBeNull();
  });
});

describe('the record of an account', () => {
  it('tells its domains and countries, and its people are the contacts of it', async () => {
    expect(await get(`/accounts/${northwind}`)).toMatchObject({ domains: ['northwind.example'], countries: ['PT'] });
    const { items } = await get('/contacts', { account: northwind });
    expect(items.map((item: { email: string }) => item.email).sort()).toEqual([
      'ana@northwind.example',
      'ben@northwind.example',
    ]);
  });

  it('has the signals of all its people, newest first, in pages too', async () => {
    const whole: SignalItem[] = (await get(`/accounts/${northwind}/timeline`)).items;
    expect(whole.map((one) => one.contact.email?.split('@')[0])).toEqual(['ben', 'ana', 'ben', 'ana', 'ana']);
    const paged: SignalItem[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await get(`/accounts/${northwind}/timeline`, { limit: '2', ...(cursor && { cursor }) });
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged.map((one) => one.id)).toEqual(whole.map((one) => one.id));
  });

  it('explains its points by what all its people did', async () => {
    const score = await get(`/accounts/${northwind}/score`);
    const cents = score.contributions.reduce(
      (sum: number, one: { points: number }) => sum + Math.round(one.points * 100),
      0,
    );
    expect(cents).toBe(Math.round(score.points * 100));
    expect(score.points).toBeCloseTo((await get(`/accounts/${northwind}`)).points, 1);
  });

  it('is not found by another id', async () => {
    for (const part of ['', '/score', '/timeline']) {
      expect((await scene.call(`GET /accounts/nobody${part}`)).status).toBe(404);
      expect((await scene.call(`GET /accounts/${scene.stranger('a')}${part}`)).status).toBe(404);
    }
  });
});

describe('a company of hundreds', () => {
  it('has the newest signals of any of them on its first page', async () => {
    const crowd = await createScene();
    const people = Array.from({ length: 230 }, (_, n) => n);
    await crowd.happens(
      ...people.map((n) => ({ browser: `p${n}`, email: `p${n}@initech.example`, ago: 10 * DAY - n * MINUTE })),
      // Whoever came first is back once more.
      ...people.slice(0, 5).map((n) => ({ browser: `p${n}`, path: `/back/${n}`, ago: HOUR - n * MINUTE })),
    );
    const id = (await crowd.call('GET /accounts')).body.items[0].id;
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await crowd.call(`GET /accounts/${id}/timeline`, {
        query: { limit: '100', ...(cursor && { cursor }) },
      });
      seen.push(...body.items.map((one: SignalItem) => one.at));
      cursor = body.nextCursor;
    }
    expect(seen).toHaveLength(235);
    expect(seen).toEqual([...seen].sort().reverse());
  });
});
