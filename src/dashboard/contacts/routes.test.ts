import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createScene, type Scene } from '../../../tests/scene.ts';
import { type ContactItem, ContactsQuery } from '../../../wire/api/contacts.ts';
import { DAY, HOUR, MINUTE } from '../../foundation/time.ts';
import { ANY_CONTACT } from '../search/store.ts';
import { prefixQuery } from '../search/words.ts';
import { openersOf } from './openers-store.ts';
import { listContacts } from './store.ts';

let scene: Scene;
const list = async (query: Record<string, string> = {}) => {
  const { status, body } = await scene.call('GET /contacts', { query });
  expect(status).toBe(200);
  return body as { items: ContactItem[]; nextCursor: string | null; total: number | null };
};
const emails = (items: readonly ContactItem[]) => items.map((item) => item.email ?? item.id);

beforeAll(async () => {
  scene = await createScene();
  await scene.happens(
    // Ana asks for a demo now.
    {
      browser: 'ana',
      path: '/pricing',
      ago: 3 * MINUTE,
      from: { source: 'Google', channel: 'Organic Search' },
      country: 'PT',
    },
    {
      browser: 'ana',
      email: 'ana@northwind.example',
      traits: { firstName: 'Ana', lastName: "O'Brien" },
      ago: 2 * MINUTE,
    },
    { browser: 'ana', kind: 'form_submit', path: '/demo', text: 'Book a demo', ago: MINUTE },
    // Bob compared and read prices last week.
    { browser: 'bob', path: '/pricing', ago: 5 * DAY, from: { source: 'LinkedIn', channel: 'Organic Social' } },
    { browser: 'bob', path: '/compare/other', ago: 5 * DAY - HOUR },
    { browser: 'bob', path: '/customers', ago: 5 * DAY - 2 * HOUR },
    { browser: 'bob', email: 'bob@globex.example', ago: 4 * DAY },
    // Cid looks for a job.
    { browser: 'cid', path: '/careers', ago: 20 * DAY },
    { browser: 'cid', email: 'cid@gmail.com', ago: 20 * DAY },
    // Somebody came by once.
    { browser: 'dot', path: '/', ago: 40 * DAY },
    // A crawler is nobody.
    { browser: 'bot', path: '/pricing', filtered: 'bot_user_agent' },
  );
});

describe('the contacts table', () => {
  it('shows the readiest first, with score, reasons, activity, source and company', async () => {
    const { items, total, nextCursor } = await list();
    expect(emails(items)).toEqual([
      'ana@northwind.example',
      'bob@globex.example',
      ...emails(items)
        .slice(2)
        .sort((a) => (a === 'cid@gmail.com' ? 1 : -1)),
    ]);
    expect([total, nextCursor]).toEqual([4, null]);
    expect(items[0]).toMatchObject({
      name: "Ana O'Brien",
      intentScore: 'High',
      intentType: 'Unknown',
      identified: true,
      account: { name: 'Northwind', domain: 'northwind.example' },
      source: 'Google',
      channel: 'Organic Search',
      country: 'PT',
      online: true,
      signalCount: 3,
    });
    expect(items[0]?.reasons[0]).toMatchObject({ kind: 'form_submit', category: 'Demo', count: 1 });
    expect(items[0]?.activity.at(-1)).toBe(3);
    expect(items[0]?.next?.value).toBe('Medium');
    expect(items[1]).toMatchObject({ online: false, account: { domain: 'globex.example' } });
  });

  it('sorts by least score, latest signal and first seen', async () => {
    const byScore = emails((await list()).items);
    expect(emails((await list({ sort: 'score' })).items)).toEqual([...byScore].reverse());
    const ordered = ['ana@northwind.example', 'bob@globex.example', 'cid@gmail.com', scene.stranger('dot')];
    expect(emails((await list({ sort: '-lastSignalAt' })).items)).toEqual(ordered);
    expect(emails((await list({ sort: '-firstSeenAt' })).items)).toEqual(ordered);
  });

  it.each([
    [{ intentScore: 'High' }, ['ana@northwind.example']],
    [{ intentScore: 'High,Medium' }, ['ana@northwind.example', 'bob@globex.example']],
    [{ identified: 'true', intentScore: 'Low' }, ['cid@gmail.com']],
    [{ online: 'true' }, ['ana@northwind.example']],
    [{ channel: 'Organic Social' }, ['bob@globex.example']],
    [{ intentType: 'Buying,Support' }, []],
    [{ page: '/pricing' }, ['ana@northwind.example', 'bob@globex.example']],
    [{ page: '/pricing', intentScore: 'High' }, ['ana@northwind.example']],
    [{ page: '/pricing', q: 'bob' }, ['bob@globex.example']],
    // Exactly this path, of people only, and viewed: a form on it was sent.
    [{ page: '/pric' }, []],
    [{ page: '/demo' }, []],
    [{ page: '/zzz/' }, []],
    [{ q: 'ana' }, ['ana@northwind.example']],
    [{ q: "o'br" }, ['ana@northwind.example']],
    [{ q: 'bob@globex.example' }, ['bob@globex.example']],
    [{ q: 'bob@glo' }, ['bob@globex.example']],
    [{ q: 'globex.example' }, ['bob@globex.example']],
    [{ q: 'nobody' }, []],
    [{ q: "'; drop table contact; --" }, []],
    [{ account: 'not-an-id' }, []],
  ] as [Record<string, string>, string[]][])('finds by %j', async (query, found) => {
    const { items, total } = await list(query);
    expect([emails(items), total]).toEqual([found, found.length]);
  });

  // Whoever adds a parameter says here how it shows.
  const CHANGED_BY: Record<keyof ContactsQuery, () => Promise<string> | string> = {
    cursor: async () => (await list({ limit: '1' })).nextCursor ?? '',
    limit: () => '1',
    q: () => 'ana',
    intentScore: () => 'High',
    intentType: () => 'Support',
    identified: () => 'false',
    account: async () => (await list({ q: 'ana' })).items[0]?.account?.id ?? '',
    channel: () => 'Organic Search',
    page: () => '/compare/other',
    online: () => 'true',
    sort: () => 'score',
  };

  it.each(Object.keys(ContactsQuery.shape) as (keyof ContactsQuery)[])('%s changes the answer', async (parameter) => {
    const { items } = await list({ [parameter]: await CHANGED_BY[parameter]() });
    expect(emails(items)).not.toEqual(emails((await list()).items));
  });

  it('finds by a common word, tested contact by contact, whom it finds by a rare one', async () => {
    const { ctx, workspaceId } = scene;
    for (const typed of ['ana', 'bob@glo', 'example', 'nobody']) {
      const found = { kind: 'test', query: prefixQuery(typed) ?? '' } as const;
      const common = await ctx.db.inWorkspace(workspaceId, (trx) =>
        listContacts(trx, workspaceId, { ...ANY_CONTACT, found }, '-score', { seen: null, limit: 9, now: ctx.clock() }),
      );
      expect(common.map((one) => one.id)).toEqual((await list({ q: typed })).items.map((item) => item.id));
    }
  });

  it('finds the anonymous, and the people of an account', async () => {
    expect(emails((await list({ identified: 'false' })).items)).toEqual([scene.stranger('dot')]);
    const ana = (await list({ q: 'ana' })).items[0];
    expect(emails((await list({ account: ana?.account?.id ?? '' })).items)).toEqual(['ana@northwind.example']);
    expect((await list({ intentType: 'Unknown' })).total).toBe(4);
  });

  it.each(['-score', 'score', '-lastSignalAt', '-firstSeenAt'])(
    'visits each contact once by cursors, sorted by %s',
    async (sort) => {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page = await list({ sort, limit: '1', ...(cursor && { cursor }) });
        seen.push(...emails(page.items));
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(emails((await list({ sort })).items));
    },
  );

  it('refuses a parameter that there is not, naming it', async () => {
    const { status, body } = await scene.call('GET /contacts', { query: { segment: 'x', 'a.b': '1', limit: '0' } });
    expect(status).toBe(400);
    expect(body.errors.map((one: { field: string }) => one.field).sort()).toEqual(['a.b', 'limit', 'segment']);
  });

  it.each(['x', 'bm90IGpzb24', '', '%00'])('refuses the cursor %j, naming it', async (cursor) => {
    const { status, body } = await scene.call('GET /contacts', { query: { cursor } });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid', errors: [{ field: 'cursor' }] });
  });

  it.each(['-score', 'score', '-lastSignalAt', '-firstSeenAt'])(
    'takes any cursor of somebody else’s making, sorted by %s, for good or refuses it',
    async (sort) => {
      const id = scene.stranger('dot');
      const part = fc.oneof(
        fc.double({ noNaN: true }),
        fc.integer(),
        fc.constantFrom(null, -1, 8.64e15, 1e308, 2 ** 53, 'infinity', id, ''),
      );
      await fc.assert(
        fc.asyncProperty(part, fc.oneof(fc.constant(id), part), part, async (key, who, total) => {
          const cursor = Buffer.from(JSON.stringify([`contacts${sort}`, key, who, total])).toString('base64url');
          const { status } = await scene.call('GET /contacts', { query: { sort, cursor } });
          expect([200, 400]).toContain(status);
        }),
        { numRuns: 40 },
      );
    },
  );

  it('refuses the cursor of another sort', async () => {
    const { nextCursor } = await list({ limit: '1' });
    const { status } = await scene.call('GET /contacts', { query: { sort: 'score', cursor: nextCursor ?? '' } });
    expect(status).toBe(400);
  });
});

describe('who opened a page', () => {
  it('is whoever the browser was then, in the past 90 days', async () => {
    const shared = await createScene();
    await shared.happens(
      { browser: 'b', email: 'ann@acme.example', ago: 9 * DAY },
      { browser: 'b', path: '/hers', ago: 8 * DAY },
      { browser: 'b', email: 'ben@acme.example', ago: 5 * DAY },
      { browser: 'b', path: '/his', ago: 4 * DAY },
      { browser: 'old', path: '/his', ago: 91 * DAY },
      { browser: 'bot', path: '/his', ago: HOUR, filtered: 'bot_user_agent' },
    );
    const opened = async (page: string) => {
      const { body } = await shared.call('GET /contacts', { query: { page } });
      return [emails(body.items), body.total, body.pageSince];
    };
    expect(await opened('/hers')).toEqual([['ann@acme.example'], 1, null]);
    expect(await opened('/his')).toEqual([['ben@acme.example'], 1, null]);
  });

  it('is looked for among so many of the newest signals, and the answer says since when', async () => {
    const busy = await createScene();
    await busy.happens(...[1, 2, 3].map((n) => ({ browser: `b${n}`, path: '/busy', ago: n * HOUR })), {
      browser: 'b4',
      path: '/busy',
      ago: 3 * DAY,
    });
    const { ctx, workspaceId } = busy;
    const among = (signals: number) =>
      ctx.db.inWorkspace(workspaceId, (trx) => openersOf(trx, workspaceId, '/busy', ctx.clock(), signals));
    const strangers = (...names: string[]) => names.map((name) => busy.stranger(name));
    expect(await among(2)).toEqual({ ids: strangers('b1', 'b2'), since: ctx.clock() - 2 * HOUR });
    expect(await among(3)).toEqual({ ids: strangers('b1', 'b2', 'b3'), since: ctx.clock() - 3 * HOUR });
    expect(await among(5)).toEqual({ ids: strangers('b1', 'b2', 'b3', 'b4'), since: null });
  });
});

describe('a walk through a table that changes', () => {
  it('visits everybody who stayed where they were exactly once', async () => {
    const busy = await createScene();
    const names = Array.from({ length: 30 }, (_, n) => `b${n}`);
    // Ten who score alike, ten a little more, ten nothing at all.
    await busy.happens(
      ...names.map((browser, n) => ({
        browser,
        ago: HOUR,
        ...(n < 10
          ? { path: '/pricing' }
          : n < 20
            ? { path: '/product' }
            : { kind: 'identify' as const, traits: { n } }),
      })),
    );
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; ; page += 1) {
      const { body } = await busy.call('GET /contacts', { query: { limit: '4', ...(cursor && { cursor }) } });
      seen.push(...body.items.map((item: ContactItem) => item.id));
      if (body.nextCursor === null) break;
      cursor = body.nextCursor;
      // Meanwhile somebody new comes, and somebody already seen becomes hotter.
      await busy.happens({ browser: `new${page}`, path: '/pricing' }, { browser: 'b0', path: '/pricing' });
    }
    const stayed = names.slice(1).map((name) => busy.stranger(name));
    expect(stayed.filter((id) => seen.filter((one) => one === id).length === 1)).toEqual(stayed);
  });
});
