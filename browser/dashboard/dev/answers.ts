import { CATEGORIES } from '../../../wire/signal.ts';
import { accounts, contactsFor, overview } from './board.ts';
import { explain, iso, NOW, people, random, recordOf } from './people.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
type Query = Record<string, string>;
const page = <T>(all: readonly T[], query: Query) => {
  const from = Number(query['cursor'] ?? 0);
  const limit = Number(query['limit'] ?? 50);
  return { items: all.slice(from, from + limit), nextCursor: from + limit < all.length ? String(from + limit) : null };
};

const find = (id: string) => people.find((one) => one.item.id === id);
const findAccount = (id: string) => accounts.find((one) => one.item.id === id);
const timeline = (signals: readonly (typeof people)[number]['signals'][number][], query: Query) =>
  page(
    signals.filter(
      (one) =>
        (!query['kind'] || query['kind'].split(',').includes(one.kind)) &&
        (!query['category'] || query['category'].split(',').includes(one.category)),
    ),
    query,
  );

export const latest = () => people.flatMap((one) => one.signals).sort((a, b) => b.at.localeCompare(a.at));
const refusal = (n: number, reason: string, message: string, field: string | null) => ({
  id: `r${n}`,
  at: iso(NOW - n * 340_000),
  endpoint: n % 3 ? '/collect' : '/v1/batch',
  reason,
  message,
  field,
  origin: 'https://staging.chimeboard.example',
  lost: n % 4 ? ('event' as const) : ('field' as const),
  event: 'trial started!!',
  sample: '{"kind":"track","name":"trial started!!","at":"2026-07-15T09:39:47Z"}',
});
const job = {
  id: 'j1',
  job: 'replay' as const,
  state: 'done' as const,
  done: 48210,
  total: 48210,
  startedAt: iso(NOW - DAY),
  finishedAt: iso(NOW - DAY + 2000),
  problem: null,
};
const keys = [
  {
    id: 'k1',
    name: 'Warehouse export',
    prefix: 'knk_8fj2',
    scopes: ['read'],
    createdBy: 'Ana Lindqvist',
    createdAt: iso(NOW - 40 * DAY),
    lastUsedAt: iso(NOW - HOUR),
    expiresAt: null,
  },
  {
    id: 'k2',
    name: 'Backend',
    prefix: 'knk_p0qx',
    scopes: ['capture', 'write'],
    createdBy: 'Ana Lindqvist',
    createdAt: iso(NOW - 9 * DAY),
    lastUsedAt: null,
    expiresAt: iso(NOW + 80 * DAY),
  },
];
const rules = [
  { id: '1', field: 'path', test: 'starts_with', value: '/plans', category: 'Pricing', enabled: true },
  { id: '2', field: 'event', test: 'contains', value: 'trial', category: 'Demo', enabled: true },
];
const SNIPPET = '<script async src="https://knock.example.com/knock-tag/kt_5f2c9a71d0.js"></script>';

export const session = { role: process.env['ROLE'] ?? 'admin', empty: process.env['EMPTY'] === '1' };
const PERMS = [
  'identities.edit',
  'categories.edit',
  'tag.edit',
  'workspace.edit',
  'members.edit',
  'keys.edit',
  'privacy.edit',
  'sample.edit',
  'links.edit',
  'conversations.answer',
  'chat.edit',
  'connections.edit',
];

export const ANSWERS: Record<string, (id: string, query: Query, body: never) => unknown> = {
  'GET /setup': () => ({ needsAdmin: true }),
  'GET /me': () => ({
    user: { id: 'u1', name: 'Ana Lindqvist', email: 'ana@chimeboard.example' },
    workspace: { id: 'w1', name: 'Chimeboard', timeZone: 'Europe/Berlin', installed: true },
    role: session.role,
    columns: {},
    permissions: session.role === 'admin' ? PERMS : session.role === 'viewer' ? [] : PERMS.slice(0, 1),
    version: '0.1.0',
    lastEventId: 'dev-0',
  }),
  'GET /invites/:id': () => ({
    workspaceName: 'Chimeboard',
    email: 'jonas@chimeboard.example',
    role: 'rep',
    invitedBy: 'Ana Lindqvist',
    expiresAt: iso(NOW + 5 * DAY),
    hasUser: false,
  }),
  'GET /overview': (_, query) => overview(Number(query['days'] ?? 30)),
  'GET /live': () => {
    const all = latest();
    const online = people
      .filter((one) => one.item.online)
      .map(({ item, signals }) => ({
        contact: { id: item.id, name: item.name, email: item.email },
        account: item.account,
        intentScore: item.intentScore,
        points: item.points,
        page: signals[0]?.page ? { title: signals[0].page.title, path: signals[0].page.path } : null,
        source: item.source,
        country: item.country,
        since: iso(NOW - 240_000),
        lastAt: iso(Date.now() - random() * 100_000),
        signalCount: 4,
        more: false,
      }));
    return { online, latest: all.slice(0, 100) };
  },
  'GET /search': (_, query) => ({
    contacts: contactsFor({ q: query['q'] ?? '' })
      .slice(0, 6)
      .map((one) => ({
        id: one.id,
        name: one.name,
        email: one.email,
        accountName: one.account?.name ?? null,
        intentScore: one.intentScore,
      })),
    accounts: accounts
      .filter((one) => one.item.name.toLowerCase().includes(String(query['q']).toLowerCase()))
      .slice(0, 4)
      .map((one) => ({
        id: one.item.id,
        name: one.item.name,
        domain: one.item.domain,
        intentScore: one.item.intentScore,
      })),
    pages: [{ path: '/pricing', title: 'Pricing', visitors: 88 }].filter((one) =>
      one.path.includes(String(query['q'])),
    ),
  }),
  'GET /debugger': () => ({
    accepted: 18422,
    refused: [
      { reason: 'origin_not_allowed', count: 31 },
      { reason: 'bad_name', count: 12 },
      { reason: 'too_large', count: 2 },
    ],
    filtered: [
      { reason: 'bot_user_agent', count: 412 },
      { reason: 'prefetch', count: 90 },
      { reason: 'own_staff', count: 44 },
    ],
    refusals: Array.from({ length: 14 }, (_, n) =>
      n % 3 === 0
        ? refusal(
            n,
            'origin_not_allowed',
            'The origin https://staging.chimeboard.example is not on the list of allowed origins.',
            null,
          )
        : refusal(n, 'bad_name', 'An event name is 1 to 100 letters, digits, spaces or _ - . :', 'events.0.name'),
    ),
    filteredSignals: latest()
      .slice(0, 20)
      .map((one, n) => ({
        id: one.id,
        at: one.at,
        reason: n % 3 ? 'bot_user_agent' : 'prefetch',
        kind: one.kind,
        category: one.category,
        path: one.page?.path ?? null,
        userAgent: 'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)',
        contactId: one.contact.id,
      })),
  }),
  'GET /contacts': (_, query) => {
    const all = session.empty ? [] : contactsFor(query);
    return { ...page(all, query), total: all.length, pageSince: null };
  },
  'GET /contacts/:id': (id) => {
    const one = find(id);
    return one && recordOf(one);
  },
  'GET /contacts/:id/score': (id) => {
    const one = find(id);
    return one && explain(one.signals);
  },
  'GET /contacts/:id/timeline': (id, query) => {
    const one = find(id);
    return one && timeline(one.signals, query);
  },
  'GET /contacts/:id/identities': (id) => {
    const one = find(id)?.item;
    if (!one) return undefined;
    const contact = { id: one.id, name: one.name, email: one.email };
    const row = {
      contact,
      since: null,
      until: null,
      rule: 'stated_email',
      because: 'This browser stated the e-mail address of this contact.',
      evidence: { signalId: 'x', text: 'Submitted form “Request a demo” on /demo' },
      actor: 'Knock',
      recordedAt: iso(NOW - 3 * DAY),
      closedAt: null,
    };
    return {
      items: [
        {
          id: 'i1',
          kind: 'email',
          value: one.email ?? 'x@y.example',
          verified: true,
          device: null,
          firstAt: one.firstSeenAt,
          lastAt: one.lastSignalAt,
          signalCount: 3,
          ledger: [row],
          stretches: [{ contact, from: null, to: null }],
          probable: false,
          ...{ canUnmerge: false, canDetach: false },
        },
        {
          id: 'i2',
          kind: 'browser',
          value: 'c1f0a9d27b3e',
          verified: false,
          device: 'Chrome on Windows',
          firstAt: one.firstSeenAt,
          lastAt: one.lastSignalAt,
          signalCount: 21,
          ledger: [
            row,
            {
              ...row,
              rule: 'first_signal',
              because: 'First signal of this browser.',
              evidence: null,
              recordedAt: iso(NOW - 20 * DAY),
              closedAt: iso(NOW - 3 * DAY),
            },
          ],
          stretches: [{ contact, from: null, to: null }],
          probable: true,
          ...{ canUnmerge: true, canDetach: false },
        },
      ],
    };
  },
  'GET /duplicates': () => ({
    items: [0, 2, 5].map((n) => ({
      id: `d${n}`,
      a: people[n]?.item,
      b: people[n + 20]?.item,
      because: 'One browser stated both e-mail addresses within ten minutes.',
      evidence: [
        { label: 'E-mail', a: people[n]?.item.email ?? '–', b: people[n + 20]?.item.email ?? '–' },
        { label: 'Browser', a: 'Chrome on Windows', b: 'Chrome on Windows' },
      ],
      foundAt: iso(NOW - 2 * HOUR),
    })),
    nextCursor: null,
    total: 3,
  }),
  'GET /accounts': (_, query) => ({
    ...page(
      accounts.map((one) => one.item),
      query,
    ),
    total: accounts.length,
  }),
  'GET /accounts/:id': (id) => {
    const one = findAccount(id);
    return (
      one && {
        ...one.item,
        domains: [one.item.domain],
        roleMailboxes: [`info@${one.item.domain}`],
        countries: ['DE', 'GB'],
        sample: true,
      }
    );
  },
  'GET /accounts/:id/score': (id) => findAccount(id)?.score,
  'GET /accounts/:id/timeline': (id, query) => timeline(findAccount(id)?.signals ?? [], query),
  'GET /categories': () => ({
    rules,
    builtIn: CATEGORIES.slice(0, 12).map((category) => ({
      category,
      examples: ['/pricing', '/plans', 'preise', 'tarifs', 'precios', '料金'],
    })),
    counts: { Pricing: 812, Product: 2210, Blog: 401, Home: 1804 },
    uncategorised: [
      { path: '/crew-mode', title: 'Crew mode', views: 220 },
      { path: '/ev-fleets', title: 'For EV fleets', views: 140 },
    ],
    replay: job,
    stale: true,
  }),
  'POST /categories/test': () => ({
    category: 'Pricing',
    by: 'built_in',
    ruleId: null,
    because: 'path contains “pricing”',
  }),
  'POST /categories/preview': () => ({
    signals: 220,
    before: { High: 21, Medium: 60, Low: 239 },
    after: { High: 24, Medium: 59, Low: 237 },
    changed: 3,
    changes: people.slice(30, 33).map(({ item }) => ({
      contact: { id: item.id, name: item.name, email: item.email },
      from: 'Medium',
      to: 'High',
      pointsFrom: 36.2,
      pointsTo: 44.1,
    })),
  }),
  'GET /workspace': () => ({ name: 'Chimeboard', timeZone: 'Europe/Berlin', staffDomains: ['chimeboard.example'] }),
  'GET /members': () => ({
    members: [
      {
        id: 'm1',
        name: 'Ana Lindqvist',
        email: 'ana@chimeboard.example',
        role: 'admin',
        joinedAt: iso(NOW - 90 * DAY),
        lastSeenAt: iso(NOW),
        you: true,
      },
      {
        id: 'm2',
        name: 'Oskar Brandt',
        email: 'oskar@chimeboard.example',
        role: 'rep',
        joinedAt: iso(NOW - 30 * DAY),
        lastSeenAt: iso(NOW - 5 * HOUR),
        you: false,
      },
    ],
    invites: [
      {
        id: 'i1',
        email: 'jonas@chimeboard.example',
        role: 'viewer',
        invitedBy: 'Ana Lindqvist',
        expiresAt: iso(NOW + 5 * DAY),
        url: 'https://knock.example.com/invite/abc',
      },
    ],
  }),
  'GET /keys': () => ({ items: keys }),
  'POST /keys': () => ({ key: keys[0], secret: 'knk_8fj2kQ0v7Zr5nYtB1mXw3LsD9cHpEaUg' }),
  'GET /tag': () => ({
    tagId: 'kt_5f2c9a71d0',
    scriptUrl: 'https://knock.example.com/knock-tag/kt_5f2c9a71d0.js',
    snippet: SNIPPET,
    segmentHost: 'https://knock.example.com',
    origins: ['https://www.chimeboard.example'],
    consent: 'open',
    respectDnt: true,
    formEmail: false,
    identitySecret: { madeAt: iso(NOW - 60 * DAY), previousUntil: null },
  }),
  'GET /install': () =>
    session.empty
      ? { firstSignalAt: null, lastSignalAt: null, hosts: [] }
      : {
          firstSignalAt: iso(NOW - 90 * DAY),
          lastSignalAt: iso(NOW - 12_000),
          hosts: [{ host: 'www.chimeboard.example', signals: 4210, lastAt: iso(NOW) }],
        },
  'GET /privacy': () => ({ retentionMonths: 13 }),
  'GET /audit': (_, query) =>
    page(
      Array.from({ length: 12 }, (_, n) => ({
        id: `a${n}`,
        at: iso(NOW - n * 7 * HOUR),
        actor: n % 4 ? 'Ana Lindqvist' : 'Knock',
        action: 'contact.merged',
        ...{ about: [], summary: n % 2 ? 'Merged Mira Novak into Lena Brandt' : 'Changed the tag’s allowed origins' },
      })),
      query,
    ),
  'GET /sample': () => ({ state: 'present', contacts: 320, accounts: 24, signals: 5210, progress: null }),
};
