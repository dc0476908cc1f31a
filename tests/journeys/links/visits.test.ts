import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/foundation/time.ts';
import type { LinkItem } from '../../../wire/api/links.ts';
import { type Asking, CHROME, IPHONE, type LinkHouse, openLinkHouse } from './house.ts';

let house: LinkHouse;
beforeAll(async () => {
  house = await openLinkHouse();
  await house.call('PUT /tag', {
    body: { origins: ['https://www.acme.test'], consent: 'open', respectDnt: true, formEmail: false },
  });
});
afterAll(() => house.close());

const totals = async (link: LinkItem) => (await house.call(`GET /links/${link.id}/stats`)).body.totals;
const filtered = async () => {
  const { body } = await house.call('GET /debugger');
  return body;
};
const signalsOf = async (link: LinkItem) => {
  const { rows } = await house.ctx.db.pool.query(
    `select kind, filtered, props->>'sign' as sign, host from signal where workspace_id = $1 and path in ($2, $3) order by at, kind`,
    [house.workspaceId, `/l/${link.slug}`, `/q/${link.slug}`],
  );
  return rows;
};

describe('a link’s page', () => {
  it('that somebody sees is a click and an open of that browser, with where it came from', async () => {
    const link = await house.makeLink({ name: 'Autumn fair', channel: 'event' });
    const boot = await house.opens('browser-fair', '/l/autumn-fair', {
      headers: { referer: 'https://www.linkedin.com/feed/' },
    });
    expect(boot).toMatchObject({ slug: 'autumn-fair', kind: 'chat', visitor: null });
    const contact = house.contact('browser', 'browser-fair');
    expect(await house.timeline(contact)).toEqual(['knock_link_click', 'knock_link_open']);
    const { body } = await house.call(`GET /contacts/${contact}`);
    expect(body).toMatchObject({
      identified: false,
      probable: false,
      firstTouch: { source: 'LinkedIn', channel: 'Organic Social' },
      devices: [{ browser: 'Chrome', os: 'Windows' }],
    });
    expect(await totals(link)).toMatchObject({ opens: 1, people: 1, filtered: 0 });
  });

  it('counts once however often the page says so, and whoever repeats its proof', async () => {
    const link = await house.makeLink({ name: 'Said twice' });
    const boot = await house.opens('browser-1', '/l/said-twice');
    expect((await house.see(boot, 'browser-1')).body).toEqual({ ok: true, proven: true });
    expect((await house.see(boot, 'browser-2')).body).toEqual({ ok: true, proven: true });
    expect(await totals(link)).toMatchObject({ opens: 1, people: 1 });
    expect(await house.timeline(house.contact('browser', 'browser-2'))).toEqual([]);
  });

  it('is nobody’s without proof: a filtered click after ten minutes, not before', async () => {
    const link = await house.makeLink({ name: 'Never seen' });
    await house.ask('/l/never-seen');
    await house.settle();
    expect((await house.call(`GET /links/${link.id}/stats`)).body.bySource).toEqual([
      { source: 'Email', opens: 0, clicks: 1 },
    ]);
    house.pass(10 * MINUTE - 1);
    await house.fileUnproven();
    expect(await signalsOf(link)).toEqual([]);
    house.pass(1);
    await house.fileUnproven();
    await house.fileUnproven();
    expect(await signalsOf(link)).toMatchObject([
      { kind: 'knock_link_click', filtered: 'unverified_link', sign: 'not_proven' },
    ]);
    const { body } = await house.call(`GET /links/${link.id}/stats`);
    expect(body).toMatchObject({ totals: { opens: 0, filtered: 1 }, bySource: [] });
    expect(JSON.stringify(await filtered())).toContain('/l/never-seen');
  });

  it('that is seen later than that is a person’s all the same', async () => {
    const link = await house.makeLink({ name: 'Slow reader' });
    const { boot } = await house.ask('/l/slow-reader');
    await house.settle();
    house.pass(11 * MINUTE);
    await house.fileUnproven();
    await house.see(boot, 'browser-slow');
    const contact = house.contact('browser', 'browser-slow');
    expect(await house.timeline(contact)).toEqual(['knock_link_click', 'knock_link_open']);
    expect(await totals(link)).toMatchObject({ opens: 1, filtered: 0 });
  });

  it.each<[string, Asking, string, string]>([
    ['HEAD', { method: 'HEAD' }, 'unverified_link', 'head'],
    [
      'Slack’s preview',
      { agent: 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' },
      'bot_user_agent',
      'bot_user_agent',
    ],
    ['a request without an agent', { agent: null }, 'bot_user_agent', 'bot_user_agent'],
    ['prefetch', { headers: { 'sec-purpose': 'prefetch' } }, 'prefetch', 'prefetch'],
    ['a script that asks', { headers: { 'sec-fetch-mode': 'cors' } }, 'unverified_link', 'no_navigation'],
  ])('asked for by %s is shown as filtered, and nobody’s', async (words, asking, reason, sign) => {
    const link = await house.makeLink({ name: `Preview ${words}` });
    const answer = await house.ask(`/l/${link.slug}`, asking);
    expect(answer.status).toBe(200);
    await house.settle();
    house.pass(10 * MINUTE);
    await house.fileUnproven();
    expect(await signalsOf(link)).toMatchObject([{ filtered: reason, sign }]);
    expect(await totals(link)).toMatchObject({ opens: 0, people: 0, filtered: 1 });
  });

  it('that a bot asked for proves nothing, whatever it says', async () => {
    const link = await house.makeLink({ name: 'Bot says' });
    const { boot } = await house.ask('/l/bot-says', { agent: 'curl/8.5.0' });
    expect((await house.see(boot, 'browser-bot', { proof: 'input' })).body).toEqual({ ok: true, proven: false });
    const driven = (await house.ask('/l/bot-says')).boot;
    const answer = await house.see(driven, 'browser-bot', { visitor: { id: 'browser-bot', webdriver: true } });
    expect(answer.body).toEqual({ ok: true, proven: false });
    expect(await totals(link)).toMatchObject({ opens: 0, people: 0 });
  });

  it('is proven by its own proof alone: forged, of another link or too old, it is refused', async () => {
    await house.makeLink({ name: 'Proof one' });
    await house.makeLink({ name: 'Proof two' });
    const { boot } = await house.ask('/l/proof-one');
    expect((await house.see(boot, 'browser-x', { slug: 'proof-two' })).status).toBe(403);
    expect((await house.see({ ...boot, visit: boot.visit.replace('Email', 'Ads') }, 'browser-x')).status).toBe(403);
    expect((await house.see({ ...boot, visit: 'x' }, 'browser-x')).status).toBe(403);
    expect((await house.see(boot, 'null')).status).toBe(400);
    house.pass(25 * 60 * MINUTE);
    expect((await house.see(boot, 'browser-x')).status).toBe(410);
  });

  it('knows a scan of its code by the code’s own address', async () => {
    const link = await house.makeLink({ name: 'On a poster', channel: 'event', utm: { ...NO_UTM, source: 'fair' } });
    await house.opens('browser-scan', '/q/on-a-poster', { agent: IPHONE });
    await house.opens('browser-typed', '/l/on-a-poster');
    const { body } = await house.call(`GET /links/${link.id}/stats`);
    expect(body.bySource).toEqual([
      { source: 'QR code', opens: 1, clicks: 1 },
      { source: 'fair', opens: 1, clicks: 1 },
    ]);
  });

  it('answers one address that asks without end, and stops counting it', async () => {
    const link = await house.makeLink({ name: 'Flooded' });
    for (let n = 0; n < 330; n += 1) {
      expect((await house.ask('/l/flooded', { address: '198.51.100.9' })).status).toBe(200);
    }
    await house.settle();
    const { body } = await house.call(`GET /links/${link.id}/stats`);
    expect(body.bySource[0].clicks).toBe(300);
    await house.opens('browser-elsewhere', '/l/flooded', { address: '198.51.100.10' });
    expect(await totals(link)).toMatchObject({ opens: 1 });
  });

  it('holds nothing that a name could do to it', async () => {
    const script = `</script><script>alert(1)</script>"'<img src=x onerror=alert(1)>`;
    await house.makeLink({ name: 'Script', slug: 'script', heading: script, intro: script, greeting: script });
    const { html, headers, boot } = await house.ask('/l/script');
    expect(html).not.toMatch(/<script>|<img src=x/);
    expect(boot.settings.greeting).toBe(script);
    expect(headers['content-security-policy']).toMatch(
      /default-src 'none'; script-src 'self'; style-src 'self' 'nonce-/,
    );
    expect(headers['cache-control']).toBe('private, no-store');
    expect(html).toContain('<meta name="robots" content="noindex">');
  });
});

const NO_UTM = { source: null, medium: null, campaign: null, term: null, content: null };

describe('what the chat is told of a link', () => {
  it('is where conversations may begin, and where a visit came from', async () => {
    const link = await house.makeLink({ name: 'Place', slug: 'place', greeting: 'Hello from the fair' });
    expect(await house.places.find('Place')).toEqual({
      ...{ workspaceId: house.workspaceId, linkId: link.id, name: 'Place', ownerId: null },
      greeting: 'Hello from the fair',
    });
    const { boot } = await house.ask('/l/place?utm_source=linkedin');
    const touch = { source: 'LinkedIn', channel: 'Organic Social', entry: true };
    expect(house.places.visit(boot.visit)).toMatchObject({ linkId: link.id, touch, filtered: null });
    const preview = (await house.ask('/l/place', { agent: 'curl/8.5.0' })).boot;
    expect(house.places.visit(preview.visit)).toMatchObject({ filtered: 'bot_user_agent' });
    expect(house.places.visit(boot.visit.replace('LinkedIn', 'Google'))).toBeNull();
  });

  it('is nothing of one that is paused, unknown or no chat', async () => {
    await house.makeLink({ name: 'No place', slug: 'no-place', active: false });
    await house.makeLink({ name: 'A meeting', slug: 'a-meeting', kind: 'meeting' });
    for (const slug of ['no-place', 'a-meeting', 'never-made', '../l'])
      expect(await house.places.find(slug)).toBeNull();
  });
});

describe('one recipient’s address asked for from two systems at once', () => {
  it('is a person’s only where the page was touched', async () => {
    const link = await house.makeLink({ name: 'Scanned mail' });
    await house.call(`POST /links/${link.id}/recipients`, { body: { csv: 'email\nann@mail.test' } });
    const [ann] = (await house.call(`GET /links/${link.id}/recipients`)).body.items;
    const path = ann.url.replace(/^https?:\/\/[^/]+/, '');
    const scanner = await house.ask(path, {
      agent: CHROME.replace('Windows NT 10.0; Win64; x64', 'X11; Linux x86_64'),
    });
    house.pass(12_000);
    const person = await house.ask(path);
    expect((await house.see(person.boot, 'browser-ann')).body).toEqual({ ok: true, proven: false });
    expect((await house.see(person.boot, 'browser-ann', { proof: 'input' })).body).toEqual({ ok: true, proven: true });
    house.pass(10 * MINUTE);
    await house.settle();
    await house.fileUnproven();
    expect(scanner.status).toBe(200);
    expect(await totals(link)).toMatchObject({ opens: 1, people: 1, filtered: 1 });
  });
});

describe('a redirect', () => {
  const own = 'https://www.acme.test/pricing?plan=pro';

  it('leads to its fixed page at once, with the link’s UTM defaults and nothing of the request', async () => {
    const utm = { ...NO_UTM, source: 'newsletter', campaign: 'autumn' };
    await house.makeLink({ name: 'Away', kind: 'redirect', target: 'https://other.test/a?utm_source=own', utm });
    const { status, headers, location } = await house.ask('/l/away?target=https://evil.test&url=//evil.test&x=1');
    expect(status).toBe(302);
    expect(headers['cache-control']).toBe('private, no-store');
    expect(location?.href).toBe('https://other.test/a?utm_source=own&utm_campaign=autumn');
  });

  it('to the own website is proven by the page view that arrives there', async () => {
    const link = await house.makeLink({ name: 'To pricing', kind: 'redirect', target: own, channel: 'ad' });
    const { location } = await house.ask('/l/to-pricing');
    expect(location?.searchParams.get('knock_click')).toMatch(/^[0-9a-f-]{36}$/);
    house.pass(2_000);
    await house.collect('browser-landed', {
      page: { url: location?.href, path: '/pricing', referrer: '' },
      entry: true,
    });
    const contact = house.contact('browser', 'browser-landed');
    expect(await house.timeline(contact)).toEqual(['knock_link_click', 'page_view']);
    expect((await house.call(`GET /contacts/${contact}`)).body.firstTouch).toMatchObject({ source: 'Ad' });
    expect(await totals(link)).toMatchObject({ opens: 1, people: 1, filtered: 0 });
  });

  it('whose landing nobody proves is filtered, and a made-up visit proves nothing', async () => {
    const link = await house.makeLink({ name: 'Scanned', kind: 'redirect', target: own });
    await house.ask('/l/scanned');
    await house.collect('browser-guess', {
      page: { url: 'https://www.acme.test/?knock_click=018f0000-0000-8000-8000-000000000000', path: '/' },
    });
    house.pass(10 * MINUTE);
    await house.settle();
    await house.fileUnproven();
    expect(await house.timeline(house.contact('browser', 'browser-guess'))).toEqual(['page_view']);
    expect(await totals(link)).toMatchObject({ opens: 0, filtered: 1 });
  });

  it('to somewhere else counts its clicks, since nobody can be proven there', async () => {
    const link = await house.makeLink({ name: 'Elsewhere', kind: 'redirect', target: 'https://other.test/' });
    const { location } = await house.ask('/l/elsewhere');
    expect(location?.search).toBe('');
    await house.settle();
    house.pass(10 * MINUTE);
    await house.fileUnproven();
    const { body } = await house.call(`GET /links/${link.id}/stats`);
    expect(body).toMatchObject({ totals: { opens: 0, filtered: 0 }, bySource: [{ source: 'Email', clicks: 1 }] });
    expect(await signalsOf(link)).toMatchObject([{ filtered: 'unverified_link' }]);
  });

  it('that a click on the website led to is that visitor’s', async () => {
    const link = await house.makeLink({ name: 'Book', kind: 'redirect', target: 'https://other.test/book' });
    const stamp = house.ctx.clock().toString(36);
    await house.ask(`/l/book?knock_v=browser-from-site.${stamp}`);
    await house.settle();
    await expect
      .poll(() => house.timeline(house.contact('browser', 'browser-from-site')))
      .toEqual(['knock_link_click']);
    expect(await totals(link)).toMatchObject({ opens: 1, people: 1 });
  });
});

describe('a link that is not open', () => {
  it('says so kindly, and takes nobody anywhere', async () => {
    const at = (ms: number) => new Date(house.ctx.clock() + ms).toISOString();
    await house.makeLink({ name: 'Paused', active: false, kind: 'redirect', target: 'https://other.test/' });
    await house.makeLink({ name: 'Runs out', expiresAt: at(1_000) });
    const gone = await house.makeLink({ name: 'Put away' });
    await house.call(`DELETE /links/${gone.id}`);
    expect((await house.ask('/l/runs-out')).status).toBe(200);
    house.pass(1_000);
    for (const [slug, status, words] of [
      ['paused', 410, 'taking a break'],
      ['runs-out', 410, 'has ended'],
      ['put-away', 410, 'has ended'],
      ['no-such-link', 404, 'no such link'],
      ['No_Such%00Link', 404, 'no such link'],
    ] as const) {
      const answer = await house.ask(`/l/${slug}`);
      expect([slug, answer.status, answer.location]).toEqual([slug, status, null]);
      expect(answer.html).toContain(words);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    }
    expect((await house.ask('/l/paused', { headers: { 'accept-language': 'de-AT,de;q=0.9' } })).html).toContain(
      'macht gerade Pause',
    );
  });
});
