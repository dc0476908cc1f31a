import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { captureRoutes, DEFAULT_LIMITS } from '../../src/capture/routes.ts';
import { dashboardRoutes } from '../../src/dashboard/routes.ts';
import { DAY, HOUR, MINUTE } from '../../src/foundation/time.ts';
import { contactIdOf, identityIdOf } from '../../src/identity/keys.ts';
import { openRecorder } from '../../src/recorder.ts';
import { compileRules } from '../../src/signals/categorize.ts';
import { createWorld } from '../world.ts';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const GOOGLE = 'https://www.google.com/';
const SITE = 'https://www.acme.test';

const categorize = compileRules([]);
const world = await createWorld({
  signals: ({ db, log }) => openRecorder({ db, log, categorizeFor: async () => categorize, recorded: () => {} }),
  rooms: (ctx) => [
    (app) => dashboardRoutes(app, ctx),
    (app, { sites }) =>
      captureRoutes(app, {
        clock: ctx.clock,
        log: ctx.signals,
        sites,
        publicUrls: [],
        country: () => null,
        reportRefusals: () => {},
        tagBundle: () => null,
        limits: DEFAULT_LIMITS,
        isShared: () => true,
      }),
  ],
});
afterAll(() => world.close());
const now = world.ctx.clock();

async function post(url: string, body: object, headers: Record<string, string>): Promise<void> {
  const answer = await world.app.inject({ method: 'POST', url, headers, payload: JSON.stringify(body) });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  expect(answer.body).not.toContain('refused');
}

/** Events of one browser, as the tag reports them. */
function collect(browser: string, ...events: readonly object[]): Promise<void> {
  const place = { pageView: 'view-1', session: 'session-1', ordinal: 1 };
  const body = {
    ...{ tagId: world.tagId, anonymousId: browser, sentAt: now },
    events: events.map((event, n) => ({ id: `${browser}-event-${n}`, at: now - HOUR, ...place, ...event })),
  };
  return post('/collect', body, { 'content-type': 'text/plain', 'user-agent': CHROME });
}

/** Calls about one visitor, as Segment's libraries make them; `key` in place of the website's. */
function calls(path: '/v1/batch' | '/v1/import', browser: string, batch: readonly object[], key = world.tagId) {
  const known = (n: number) => ({
    ...{ anonymousId: browser, messageId: `${browser} ${path} ${n}` },
    timestamp: new Date(now - HOUR + n).toISOString(),
  });
  const body = { batch: batch.map((call, n) => ({ ...known(n), ...call })) };
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  return post(path, body, { 'content-type': 'application/json', 'user-agent': CHROME, authorization });
}

const cameFrom = (referrer: string | undefined, path = '/pricing') => ({
  context: { page: { url: SITE + path, path, ...(referrer && { referrer }) }, userAgent: CHROME },
});
const view = (referrer: string | null) => ({
  ...{ kind: 'page_view', entry: true, page: { url: `${SITE}/pricing`, path: '/pricing', referrer } },
});
const identify = (email: string) => ({
  ...{ kind: 'identify', claim: { email }, page: { url: `${SITE}/pricing`, path: '/pricing' } },
});

const idOf = (kind: 'browser' | 'email', value: string) =>
  contactIdOf(world.workspaceId, identityIdOf(world.workspaceId, { kind, value }));
async function touches(kind: 'browser' | 'email', value: string) {
  const { firstTouch, latestTouch } = (await world.call(`GET /contacts/${idOf(kind, value)}`)).body;
  return [firstTouch?.source, latestTouch?.source];
}

describe('the first touch', () => {
  it('is what led to the page, also where an identify came before its page call', async () => {
    await calls('/v1/batch', 'identify-first', [
      { type: 'identify', traits: { email: 'ann@one.example' }, ...cameFrom(GOOGLE) },
      { type: 'page', ...cameFrom(GOOGLE) },
    ]);
    expect(await touches('email', 'ann@one.example')).toEqual(['Google', 'Google']);
  });

  it('is what led to the page, where a track alone says so', async () => {
    await calls('/v1/batch', 'track-alone', [{ type: 'track', event: 'Opened', ...cameFrom(GOOGLE) }]);
    await calls('/v1/batch', 'track-alone', [{ type: 'page', ...cameFrom(`${SITE}/pricing`, '/docs') }]);
    expect(await touches('browser', 'track-alone')).toEqual(['Google', 'Google']);
  });

  it('is what began the session, whichever of several events of one millisecond has the smaller id', async () => {
    for (const n of [1, 2, 3, 4, 5, 6]) {
      const email = `bob-${n}@two.example`;
      await collect(`browser-tie-${n}`, identify(email), { ...view(GOOGLE), id: `browser-tie-${n}-view` });
      expect(await touches('email', email)).toEqual(['Google', 'Google']);
    }
  });

  it('stays, whatever older event of a server arrives', async () => {
    await collect('browser-ai-1', view('https://chatgpt.com/'), identify('cem@three.example'));
    const created = { type: 'track', event: 'Account Created', timestamp: new Date(now - 30 * DAY).toISOString() };
    await calls('/v1/import', 'browser-ai-1', [{ ...created, ...cameFrom(undefined) }], world.apiKey);
    expect(await touches('email', 'cem@three.example')).toEqual(['ChatGPT', 'ChatGPT']);
    // What began a session earlier was first.
    const visit = { type: 'page', timestamp: new Date(now - 9 * DAY).toISOString(), ...cameFrom(GOOGLE) };
    await calls('/v1/import', 'browser-ai-1', [visit], world.apiKey);
    expect(await touches('email', 'cem@three.example')).toEqual(['Google', 'ChatGPT']);
  });

  it('and the latest stay, when somebody comes back from a log-in or a payment', async () => {
    const back = (minutes: number, referrer: string) => ({
      ...view(referrer),
      ...{ id: `browser-back-${minutes}`, at: now - HOUR + minutes * MINUTE, entry: minutes > 30 },
    });
    const login = back(1, 'https://accounts.google.com/');
    await collect('browser-back-0', view(GOOGLE), login, back(40, 'https://checkout.stripe.com/'));
    expect(await touches('browser', 'browser-back-0')).toEqual(['Google', 'Google']);
    const server = { type: 'identify', traits: { email: 'gil@six.example' }, ...cameFrom('https://acme.okta.com/') };
    await calls('/v1/batch', 'browser-back-0', [server]);
    expect(await touches('email', 'gil@six.example')).toEqual(['Google', 'Google']);
  });

  it('of a company is that of whoever began a session first', async () => {
    await calls('/v1/batch', 'dan', [
      { type: 'identify', traits: { email: 'dan@four.example' }, ...cameFrom(undefined) },
    ]);
    const later = new Date(now - MINUTE).toISOString();
    await calls('/v1/batch', 'eve', [
      { type: 'page', timestamp: later, ...cameFrom('https://www.linkedin.com/') },
      { type: 'identify', timestamp: later, traits: { email: 'eve@four.example' }, ...cameFrom(undefined) },
    ]);
    const { items } = (await world.call('GET /accounts')).body;
    const four = items.find((one: { domain: string }) => one.domain === 'four.example');
    expect(four).toMatchObject({ source: 'LinkedIn', channel: 'Organic Social' });
  });

  it('that an earlier release took from another signal is found again', async () => {
    await collect('browser-upgraded', identify('fay@five.example'), {
      ...view(GOOGLE),
      ...{ id: 'browser-upgraded-view', at: now - HOUR + 1 },
    });
    const id = idOf('email', 'fay@five.example');
    const { pool } = world.ctx.db;
    const stored = () => pool.query('select * from contact_heat where contact_id = $1', [id]).then(({ rows }) => rows);
    const right = await stored();
    await pool.query(
      `update contact_heat h set first_touch = s.context->'touch', first_touch_at = h.first_touch_at - 1, first_touch_id = s.id
        from signal s where h.contact_id = $1 and s.workspace_id = h.workspace_id and s.kind = 'identify'
          and s.claim_id = $2`,
      [id, identityIdOf(world.workspaceId, { kind: 'email', value: 'fay@five.example' })],
    );
    expect(await touches('email', 'fay@five.example')).toEqual(['Direct', 'Google']);
    await pool.query(readFileSync(new URL('../../migrations/0011-first-touch.sql', import.meta.url), 'utf8'));
    expect(await stored()).toEqual(right);
  });
});
