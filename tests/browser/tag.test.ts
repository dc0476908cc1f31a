import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildTag, TAG_GZIP_BYTES_MAX } from '../../scripts/build-tag.ts';
import { RESERVED_TRAITS } from '../../wire/collect.ts';
import { snippet } from '../../wire/snippet.ts';
import type { TagSettings } from '../../wire/tag-settings.ts';
import { launchChromium } from './chromium.ts';
import { expectBeacons, knock, openSite, type Site, TAG_ID, tagReady, visit } from './tag-site.ts';

const BODY = `
  <a id="pricing" href="/pricing?plan=pro&amp;token=hunter2#top">See   our <b>pricing</b></a>
  <a id="router" href="/inside">Inside</a>
  <a id="cta" data-knock-cta="hero" href="/demo">Book a demo</a>
  <button id="menu" type="button" aria-label="Open menu"></button>
  <div data-knock-ignore><button id="private" type="button">Secret</button></div>
  <p id="text">Only text</p>
  <a id="chat" href="/l/sales">Chat with sales</a>
  <form id="contact" name="contact" action="/thanks?session=abc" method="post">
    <input name="id" value="prefilled"><input id="who" name="email" type="email">
    <input id="pass" type="password" name="password"><textarea id="words"></textarea>
    <button id="send">Send it</button>
  </form>
  <x-box></x-box>
  <script>
    document.querySelector('#router').addEventListener('click', (event) => {
      event.preventDefault();
      history.pushState(null, '', '/inside');
      setTimeout(() => { document.title = 'Inside'; });
    });
    document.querySelector('x-box').attachShadow({ mode: 'open' }).innerHTML =
      '<button id="deep"><span>Deep inside</span></button>';
  </script>`;

let tagFile: string;
let gzipBytes: number;
let browser: Browser;
let context: BrowserContext;
let site: Site;

beforeAll(async () => {
  ({ file: tagFile, gzipBytes } = await buildTag());
  browser = await launchChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  context = await browser.newContext();
});
afterEach(async () => {
  await context.close();
  site.close();
  expect(site.faults).toEqual([]);
});

async function open(settings: Partial<TagSettings> = {}, head?: string): Promise<Site> {
  site = await openSite(tagFile, () => BODY, settings, head);
  return site;
}

describe('page views', () => {
  test('the first one is the entry of a session, with its referrer', async () => {
    await open();
    const { page, errors } = await visit(context, `${site.origin}/?utm_source=news&email=ana%40acme.com#top`);
    const view = await site.waitFor((event) => event.kind === 'page_view');
    expect(view).toMatchObject({
      page: { url: `${site.origin}/?utm_source=news`, path: '/', title: 'Page /', referrer: '' },
      entry: true,
      ordinal: 1,
    });
    expect(view.batch).toMatchObject({ tagId: TAG_ID, ephemeral: false, consent: 'none', privacy: [] });
    await expectBeacons(page, site, {
      action: () => page.click('#pricing'),
      sent: [
        {
          kind: 'page_view',
          entry: false,
          session: view.session,
          page: { path: '/pricing', referrer: `${site.origin}/?utm_source=news` },
        },
      ],
    });
    expect(errors).toEqual([]);
  });

  test('a single-page site: by path and query, once each, with the title set afterwards', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    const first = await site.waitFor((event) => event.kind === 'page_view');
    const arrived = await expectBeacons(page, site, {
      action: async () => {
        await page.click('#router');
        await page.waitForFunction(() => document.title === 'Inside');
      },
      sent: [{ kind: 'page_view', page: { path: '/inside', title: 'Inside', referrer: `${site.origin}/` } }],
    });
    expect(arrived.find((event) => event.kind === 'page_view')?.pageView).not.toBe(first.pageView);
    const more = await expectBeacons(page, site, {
      action: () =>
        page.evaluate(() => {
          history.replaceState({ scroll: 1 }, '', location.href);
          history.pushState(null, '', '#section');
          history.pushState(null, '', '/inside?plan=pro');
        }),
      sent: [{ kind: 'page_view', page: { url: `${site.origin}/inside?plan=pro` } }],
    });
    expect(more.filter((event) => event.kind === 'page_view')).toHaveLength(1);
  });

  test('an address that flickers is one view', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    const arrived = await expectBeacons(page, site, {
      action: () =>
        page.evaluate(async () => {
          for (const path of ['/a', '/b', '/a', '/b']) {
            history.pushState(null, '', path);
            await null;
            await null;
          }
        }),
    });
    const paths = arrived.filter((event) => event.kind === 'page_view').map((event) => event.page.path);
    expect(paths.filter((path) => path !== '/')).toEqual(['/a', '/b']);
  });

  test('a return from the back-forward cache is a view', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    await expectBeacons(page, site, { action: async () => {}, sent: [{ kind: 'page_view' }] });
    await expectBeacons(page, site, {
      action: () => page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))),
      notSent: [{ kind: 'page_view' }],
    });
    await expectBeacons(page, site, {
      action: () => page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))),
      sent: [{ kind: 'page_view' }],
    });
  });

  test("a page's own patch of the history, and its errors, stay as they were", async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    const thrown = await page.evaluate(() => {
      try {
        history.pushState(null, '', 'https://elsewhere.test/');
        return '';
      } catch (error) {
        return (error as Error).name;
      }
    });
    expect(thrown).toBe('SecurityError');
  });

  test('attention is counted while the page is seen, and reported when it is left', async () => {
    await open();
    await context.clock.install();
    const page = await context.newPage();
    await page.goto(`${site.origin}/`);
    await tagReady(page);
    await page.clock.runFor(2_000);
    const view = await site.waitFor((event) => event.kind === 'page_view');
    await page.clock.runFor(5_000);
    await page.evaluate(() => history.pushState(null, '', '/next'));
    await page.clock.runFor(2_000);
    const engaged = await site.waitFor((event) => event.name === 'page_engaged');
    expect(engaged).toMatchObject({
      kind: 'track',
      page: { path: '/' },
      pageView: view.pageView,
      props: { seconds: 7, scroll: 100 },
    });
    // Two seconds on /next are too few to tell.
    await page.evaluate(() => history.pushState(null, '', '/last'));
    await page.evaluate(() => (window as unknown as { Knock: { track(name: string): void } }).Knock.track('end'));
    await page.clock.runFor(2_000);
    await site.waitFor((event) => event.name === 'end');
    expect(site.events.filter((event) => event.name === 'page_engaged')).toHaveLength(1);
  });

  test('thirty idle minutes begin a new session; the visitor stays', async () => {
    await open();
    await context.clock.install();
    const page = await context.newPage();
    await page.goto(`${site.origin}/`);
    await tagReady(page);
    await page.clock.runFor(2_000);
    const view = await site.waitFor((event) => event.kind === 'page_view');
    const track = (name: string) =>
      page.evaluate((name) => (window as unknown as { Knock: { track(name: string): void } }).Knock.track(name), name);
    await page.clock.fastForward(29 * 60_000);
    await track('soon');
    await page.clock.runFor(2_000);
    expect((await site.waitFor((event) => event.name === 'soon')).session).toBe(view.session);
    await page.clock.fastForward(31 * 60_000);
    await track('late');
    await page.clock.runFor(2_000);
    const late = await site.waitFor((event) => event.name === 'late');
    expect(late.session).not.toBe(view.session);
    expect(late.ordinal).toBe(1);
    expect(late.batch.anonymousId).toBe(view.batch.anonymousId);
  });
});

describe('clicks', () => {
  test('links, buttons and calls to action, by what a person would call them', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    await expectBeacons(page, site, {
      action: async () => {
        await page.click('#menu');
        await page.click('#deep span');
        await page.click('#cta');
      },
      sent: [
        { kind: 'button_click', target: { text: 'Open menu', id: 'menu' } },
        { kind: 'button_click', target: { text: 'Deep inside', id: 'deep' } },
        { kind: 'cta_tap', target: { text: 'Book a demo', name: 'hero', href: `${site.origin}/demo` } },
        { kind: 'page_view', page: { path: '/demo' } },
      ],
      notSent: [{ kind: 'link_click' }],
    });
    await expectBeacons(page, site, {
      action: () => page.click('#pricing b'),
      sent: [{ kind: 'link_click', target: { text: 'See our pricing', href: `${site.origin}/pricing?plan=pro` } }],
    });
    expect(site.bodies.join()).not.toContain('hunter2');
  });

  test('what is marked to be ignored, and plain text, are not', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    await expectBeacons(page, site, {
      action: async () => {
        await page.click('#private');
        await page.click('#text');
        await page.click('#menu', { button: 'right' });
      },
      notSent: [{ kind: 'button_click' }, { kind: 'link_click' }, { kind: 'cta_tap' }],
    });
  });

  test('switched off by the workspace', async () => {
    await open({ autocapture: { pages: false, clicks: false, forms: false, engagement: false } });
    const { page } = await visit(context, `${site.origin}/`);
    const arrived = await expectBeacons(page, site, {
      action: async () => {
        await page.click('#menu');
        await page.click('#who');
      },
    });
    expect(arrived).toEqual([]);
  });
});

describe('forms', () => {
  const typed = ['ana@acme.com', 'correct horse', 'My private words'];
  async function fillAndSend(page: Awaited<ReturnType<typeof visit>>['page']): Promise<void> {
    await page.fill('#who', typed[0] as string);
    await page.fill('#pass', typed[1] as string);
    await page.fill('#words', typed[2] as string);
    await page.click('#send');
    await page.waitForURL('**/thanks?**');
  }

  test('are begun once and sent, and nothing typed leaves the browser', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    const target = { id: 'contact', name: 'contact', href: `${site.origin}/thanks` };
    const arrived = await expectBeacons(page, site, {
      action: () => fillAndSend(page),
      sent: [
        { kind: 'form_start', target },
        { kind: 'form_submit', target: { ...target, text: 'Send it' }, claim: null },
      ],
    });
    expect(arrived.filter((event) => event.kind === 'form_start')).toHaveLength(1);
    for (const value of [...typed, encodeURIComponent(typed[0] as string), 'prefilled']) {
      expect(site.bodies.join()).not.toContain(value);
    }
  });

  test('tell the e-mail field only when the workspace opts in', async () => {
    await open({ formEmail: true });
    const { page } = await visit(context, `${site.origin}/`);
    await expectBeacons(page, site, {
      action: () => fillAndSend(page),
      sent: [{ kind: 'form_submit', claim: { email: typed[0] } }],
    });
    expect(site.bodies.join()).not.toContain(typed[1]);
    expect(site.bodies.join()).not.toContain(typed[2]);
  });
});

describe('window.Knock', () => {
  test('identifies, once for the same words, and tracks', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    const arrived = await expectBeacons(page, site, {
      action: async () => {
        for (let n = 0; n < 3; n++) await knock(page, 'identify', { email: ' Ana@Acme.com ', firstName: 'Ana' });
        await knock(page, 'track', 'Trial Started!', { plan: 'pro', seats: 3 });
      },
      sent: [
        { kind: 'identify', claim: { email: 'ana@acme.com', token: null }, props: { firstName: 'Ana' } },
        { kind: 'track', name: 'trial_started', props: { plan: 'pro', seats: 3 } },
      ],
    });
    expect(arrived.filter((event) => event.kind === 'identify')).toHaveLength(1);
  });

  test('refuses what breaks the rules, and says so', async () => {
    await open();
    const { page, errors } = await visit(context, `${site.origin}/`);
    const reported = await collectErrors(page);
    const deep = { a: { b: { c: { d: 1 } } } };
    await expectBeacons(page, site, {
      action: async () => {
        await knock(page, 'track', '2fa');
        await knock(page, 'track', 'deep', deep);
        await knock(page, 'track', 'long', { text: 'x'.repeat(1025) });
        await knock(page, 'track', 'list', { list: Array(51).fill(1) });
        await page.evaluate(() => {
          // biome-ignore lint/suspicious/noExplicitAny: a page may pass anything.
          const { Knock } = window as any;
          Knock.track('typed', { call: () => 1 });
          const circular: Record<string, unknown> = {};
          circular['self'] = circular;
          Knock.track('circular', circular);
          Knock.track(
            'hostile',
            new Proxy(
              {},
              {
                ownKeys: () => {
                  throw new Error('boom');
                },
              },
            ),
          );
          Knock.identify(null);
          Knock.identify();
        });
        await knock(page, 'identify', { email: 'not an e-mail' });
      },
      notSent: [{ kind: 'identify' }, { kind: 'track' }],
    });
    const codes = ((await reported()) as { code: string }[]).map(({ code }) => code);
    expect(codes).toEqual([
      'bad_name',
      'too_deep',
      'string_too_long',
      'list_too_long',
      'wrong_type',
      'too_deep',
      'internal',
      'not_an_object',
      'wrong_type',
      'no_email',
    ]);
    expect(errors).toEqual([]);
  });

  test('leaves reserved traits out', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    const reported = await collectErrors(page);
    const reserved = Object.fromEntries(RESERVED_TRAITS.map((name) => [name, 'x']));
    const arrived = await expectBeacons(page, site, {
      action: () => knock(page, 'identify', { email: 'ana@acme.com', company: 'Acme', ...reserved }),
    });
    expect(arrived.find((event) => event.kind === 'identify')?.props).toEqual({ company: 'Acme' });
    expect(await reported()).toHaveLength(RESERVED_TRAITS.length);
  });

  test("passes on the server's refusal of a single event", async () => {
    await open();
    site.mode = { refuse: 'unwanted' };
    const { page } = await visit(context, `${site.origin}/`);
    const reported = await collectErrors(page);
    await expectBeacons(page, site, { action: () => knock(page, 'track', 'unwanted') });
    await expectBeacons(page, site, { action: () => knock(page, 'track', 'wanted'), sent: [{ name: 'wanted' }] });
    expect(await reported()).toMatchObject([{ code: 'name_blocked', message: 'name: not wanted' }]);
  });

  test('speaks in the console only with data-debug', async () => {
    const script = `<script async src="/knock-tag/${TAG_ID}.js"></script>`;
    await open({}, script.replace('async', 'async data-debug'));
    const spoken = async (): Promise<string[]> => {
      const page = await context.newPage();
      const words: string[] = [];
      page.on('console', (message) => message.text().startsWith('[knock]') && words.push(message.text()));
      await page.goto(`${site.origin}/`);
      await tagReady(page);
      await expectBeacons(page, site, { action: () => knock(page, 'track', '2fa') });
      return words;
    };
    const loud = await spoken();
    expect(loud.some((line) => line.includes('track refused: 2fa'))).toBe(true);
    site.close();
    await open({}, script);
    expect(await spoken()).toEqual([]);
  });

  test('forgets the visitor on reset', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    const before = await site.waitFor((event) => event.kind === 'page_view');
    await knock(page, 'identify', { email: 'ana@acme.com' });
    await knock(page, 'reset');
    await knock(page, 'track', 'after');
    const after = await site.waitFor((event) => event.name === 'after');
    expect(after.batch.anonymousId).not.toBe(before.batch.anonymousId);
    expect(after.session).not.toBe(before.session);
    const identify = await site.waitFor((event) => event.kind === 'identify');
    expect(identify.batch.anonymousId).toBe(before.batch.anonymousId);
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('ana@acme.com');
  });

  test('answers for chat and scheduling, which come later, through error', async () => {
    await open();
    const { page, errors } = await visit(context, `${site.origin}/`);
    const reported = await collectErrors(page);
    const status = await page.evaluate(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: the runtime is what is under test.
      const { Knock } = window as any;
      Knock.modal.open({ magicLinkId: 'm1' });
      Knock.widget.show();
      const change = new Promise((onStatusChange) => Knock.scheduling.load({ magicLinkId: 'm1', onStatusChange }));
      return [Knock.scheduling.load({ magicLinkId: 'm1' }).status, await change];
    });
    expect(status).toMatchObject(['error', { status: 'error', magicLinkId: 'm1' }]);
    expect(await reported()).toMatchObject(Array(4).fill({ code: 'not_available' }));
    expect(errors).toEqual([]);
  });

  test('runs late ready handlers once, and no handler taken off', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    const calls = await page.evaluate(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: the runtime is what is under test.
      const { Knock } = window as any;
      const calls: string[] = [];
      Knock.on('ready', () => calls.push('late'));
      Knock.on('ready', () => calls.push('taken off'))();
      Knock.on('ready', () => {
        throw new Error("the page's own mistake");
      });
      await new Promise((resolve) => setTimeout(resolve));
      return calls;
    });
    expect(calls).toEqual(['late']);
  });

  test('replays, in order, what the snippet took before the tag came', async () => {
    const call = `<script>
      Knock.track('first', { n: 1 }); Knock.identify({ email: 'ana@acme.com' }); Knock.track('second');
      Knock.on('ready', () => { window.wasReady = true; });
    </script>`;
    await open({}, snippet('', TAG_ID) + call);
    const { page } = await visit(context, `${site.origin}/`);
    const arrived = await expectBeacons(page, site, { action: async () => {} });
    expect(arrived.map((event) => event.name ?? event.kind)).toEqual(['page_view', 'first', 'identify', 'second']);
    expect(await page.evaluate(() => (window as unknown as { wasReady: boolean }).wasReady)).toBe(true);
  });

  test('is what the published SDK looks for', async () => {
    await open();
    const page = await context.newPage();
    await page.goto(`${site.origin}/`);
    await tagReady(page);
    const found = await page.evaluate(() => {
      // biome-ignore lint/suspicious/noExplicitAny: the runtime is what is under test.
      const w = window as any;
      return {
        surface: w.Knock.surface,
        tags: [...w.__knockTagInstances.values()],
        script: [...document.scripts].some((script) => /knock-tag/.test(script.src)),
        offs: ['modal:open', 'modal:close', 'widget:open', 'widget:close', 'error'].map(
          (e) => typeof w.Knock.on(e, () => {}),
        ),
      };
    });
    expect(found).toMatchObject({ surface: 'website', tags: [{ tagId: TAG_ID }], script: true });
    expect(new Set(found.offs)).toEqual(new Set(['function']));
  });

  test('loaded twice, counts once', async () => {
    const script = `<script async src="/knock-tag/${TAG_ID}.js"></script>`;
    await open({}, script + script.replace('.js', '.js?again'));
    const { page } = await visit(context, `${site.origin}/`);
    await page.waitForLoadState('load');
    const arrived = await expectBeacons(page, site, { action: () => page.click('#menu') });
    expect(arrived.map((event) => event.kind)).toEqual(['page_view', 'button_click']);
  });

  test('leaves a global Knock of the page alone, and still records', async () => {
    await open(
      {},
      `<script>window.Knock = { theirs: true, ready: true };</script><script async src="/knock-tag/x.js"></script>`,
    );
    const { page } = await visit(context, `${site.origin}/`);
    await site.waitFor((event) => event.kind === 'page_view');
    expect(await page.evaluate(() => (window as unknown as { Knock: object }).Knock)).toEqual({
      theirs: true,
      ready: true,
    });
  });
});

describe('Knock Links', () => {
  test('carry the visitor only while they are opened', async () => {
    await open({ ownHosts: ['links.acme.test'] });
    const { page } = await visit(context, `${site.origin}/`);
    const view = await site.waitFor((event) => event.kind === 'page_view');
    const wrapped = (await knock(page, 'wrapLink', '/l/sales')) as string;
    expect(wrapped).toContain(`${site.origin}/l/sales?knock_v=${view.batch.anonymousId}.`);
    expect(await knock(page, 'wrapLink', 'https://links.acme.test/demo')).toContain('?knock_v=');
    for (const other of ['https://example.com/l/sales', '/pricing', 'http://[', '', 7]) {
      expect(await knock(page, 'wrapLink', other)).toBe(other);
    }
    await page.click('#chat', { button: 'right' });
    expect(await page.getAttribute('#chat', 'href')).toBe('/l/sales');
    const request = page.waitForRequest('**/l/sales*');
    await page.click('#chat');
    expect((await request).url()).toContain(`knock_v=${view.batch.anonymousId}.`);
    await page.waitForURL('**/l/sales*');
    await expectBeacons(page, site, {
      action: async () => {},
      sent: [{ kind: 'page_view', page: { url: `${site.origin}/l/sales` } }],
    });
  });
});

describe('privacy', () => {
  test('a visitor who asks not to be followed gets no cookie and nothing durable', async () => {
    await open();
    await context.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
    const { page } = await visit(context, `${site.origin}/`);
    const view = await site.waitFor((event) => event.kind === 'page_view');
    expect(view.batch).toMatchObject({ ephemeral: true, privacy: ['gpc'] });
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    expect(await knock(page, 'wrapLink', '/l/sales')).toBe('/l/sales');
    const other = await visit(context, `${site.origin}/other`);
    const second = await site.waitFor((event) => event.page.path === '/other');
    expect(second.batch.anonymousId).not.toBe(view.batch.anonymousId);
    await other.page.close();
  });

  test('is one visitor on all hosts of a site', async () => {
    await open();
    // Every name under localhost leads to this machine.
    const host = (name: string) => `${site.origin.replace('127.0.0.1', `${name}.acme.localhost`)}`;
    await visit(context, `${host('www')}/on-www`);
    const first = await site.waitFor((event) => event.page.path === '/on-www');
    await visit(context, `${host('app')}/on-app`);
    const second = await site.waitFor((event) => event.page.path === '/on-app');
    expect(second.batch.anonymousId).toBe(first.batch.anonymousId);
    await visit(context, `${host('www').replace('acme', 'other')}/elsewhere`);
    const elsewhere = await site.waitFor((event) => event.page.path === '/elsewhere');
    expect(elsewhere.batch.anonymousId).not.toBe(first.batch.anonymousId);
  });

  test('without that, a first-party cookie of 13 months, and a copy that outlives it', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    const view = await site.waitFor((event) => event.kind === 'page_view');
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ name: 'knock_id', value: view.batch.anonymousId, sameSite: 'Lax', path: '/' });
    const days = ((cookie?.expires ?? 0) - Date.now() / 1000) / 86_400;
    expect(days).toBeGreaterThan(390);
    expect(days).toBeLessThan(400);
    await context.clearCookies();
    await expectBeacons(page, site, { action: () => page.goto(`${site.origin}/again`) });
    expect((await site.waitFor((event) => event.page.path === '/again')).batch.anonymousId).toBe(
      view.batch.anonymousId,
    );
    expect((await context.cookies())[0]?.value).toBe(view.batch.anonymousId);
  });

  test('nothing is stored or sent before consent, and all is gone after it is withdrawn', async () => {
    await open({ consent: 'required' });
    const { page } = await visit(context, `${site.origin}/`);
    const stored = async () => [
      ...(await context.cookies()),
      ...(await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])),
    ];
    await page.click('#menu');
    await knock(page, 'track', 'held');
    expect(await stored()).toEqual([]);
    expect(site.bodies).toEqual([]);
    const arrived = await expectBeacons(page, site, {
      action: () => knock(page, 'consent', true),
      sent: [{ kind: 'page_view' }, { name: 'held' }],
      notSent: [{ kind: 'button_click' }],
    });
    expect(arrived[0]?.batch.consent).toBe('given');
    await expectBeacons(page, site, {
      action: () => page.goto(`${site.origin}/next`),
      sent: [{ page: { path: '/next' } }],
    });
    const requests = site.bodies.length;
    await knock(page, 'consent', false);
    await page.click('#menu');
    await knock(page, 'track', 'never');
    expect(await stored()).toEqual([]);
    await page.goto(`${site.origin}/after`);
    await tagReady(page);
    await expectBeacons(page, site, {
      action: () => knock(page, 'consent', true),
      sent: [{ kind: 'page_view', page: { path: '/after' } }],
      notSent: [{ name: 'never' }, { kind: 'button_click' }],
    });
    const later = site.bodies.slice(requests).map((body) => JSON.parse(body).anonymousId);
    expect(later).not.toContain(arrived[0]?.batch.anonymousId);
  });
});

describe('consent', () => {
  test('withdrawn in one tab, silences the others', async () => {
    await open({ consent: 'required' });
    const one = await visit(context, `${site.origin}/one`);
    await knock(one.page, 'consent', true);
    const two = await visit(context, `${site.origin}/two`);
    await site.waitFor((event) => event.page.path === '/two');
    await knock(one.page, 'consent', false);
    await two.page.waitForFunction(() => !document.cookie && !localStorage.length);
    await knock(two.page, 'track', 'never');
    await expectBeacons(two.page, site, {
      action: () => knock(two.page, 'consent', true),
      sent: [{ kind: 'page_view', page: { path: '/two' } }],
      notSent: [{ name: 'never' }],
    });
  });

  test('where none is asked for, an opt-out lasts', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    await expectBeacons(page, site, { action: async () => {}, sent: [{ kind: 'page_view' }] });
    await knock(page, 'consent', false);
    await page.goto(`${site.origin}/silent`);
    await tagReady(page);
    await page.click('#menu');
    await knock(page, 'track', 'never');
    await expectBeacons(page, site, {
      action: () => knock(page, 'consent', true),
      notSent: [{ name: 'never' }, { kind: 'button_click' }],
    });
    await page.goto(`${site.origin}/back`);
    await site.waitFor((event) => event.page.path === '/back');
  });
});

describe('delivery', () => {
  test.each(['hang_up', 503] as const)(
    'a server that answers %s costs nothing: the next page delivers',
    async (mode) => {
      await open();
      site.mode = mode;
      const { page, errors } = await visit(context, `${site.origin}/`);
      await knock(page, 'track', 'kept', { n: 1 });
      await site.waitForRequests(1);
      expect(site.events).toEqual([]);
      site.mode = 'accept';
      await expectBeacons(page, site, {
        action: () => page.goto(`${site.origin}/next`),
        sent: [
          { name: 'kept', page: { path: '/' } },
          { kind: 'page_view', page: { path: '/' } },
          { page: { path: '/next' } },
        ],
      });
      expect(errors).toEqual([]);
    },
  );

  test('what was answered for is not kept', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    await expectBeacons(page, site, { action: async () => {} });
    await page.waitForFunction(() => !localStorage.getItem('knock_q'));
  });

  test('a refused batch is given up, a failed one is tried again', async () => {
    await open();
    await context.clock.install();
    const page = await context.newPage();
    await page.goto(`${site.origin}/`);
    await tagReady(page);
    const track = (name: string) =>
      page.evaluate((name) => (window as unknown as { Knock: { track(name: string): void } }).Knock.track(name), name);
    const answered = (status: number) => page.waitForResponse((response) => response.status() === status);
    site.mode = 403;
    const refused = answered(403);
    await page.clock.runFor(2_000);
    await refused;
    await page.waitForFunction(() => !localStorage.getItem('knock_q'));
    site.mode = 503;
    await track('patient');
    const failed = answered(503);
    await page.clock.runFor(2_000);
    await failed;
    site.mode = 'accept';
    await expect
      .poll(async () => {
        // Each turn lets the tag's own clock reach its next try; the answer above may not yet have been read.
        await page.clock.runFor(5_000);
        return site.events.map((event) => event.name);
      })
      .toEqual(['patient']);
  });

  test('a thousand calls at once arrive, in batches below the limit', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    await page.evaluate(() => {
      const { Knock } = window as unknown as { Knock: { track(name: string, props: object): void } };
      for (let n = 0; n < 900; n++) Knock.track('burst', { n, text: '漢'.repeat(1000) });
    });
    await expectBeacons(page, site, { action: async () => {} });
    await expect.poll(() => site.events.filter((event) => event.name === 'burst').length).toBe(900);
  });

  test('leaving at once loses nothing', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    await knock(page, 'track', 'parting');
    await page.goto('about:blank');
    await site.waitFor((event) => event.name === 'parting');
  });
});

describe('the host page', () => {
  test('with storage and cookies blocked, works and hears no error', async () => {
    await open();
    await context.addInitScript(() => {
      const denied = {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
        set: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      };
      Object.defineProperty(window, 'localStorage', denied);
      Object.defineProperty(window, 'sessionStorage', denied);
      Object.defineProperty(document, 'cookie', denied);
    });
    const { page, errors } = await visit(context, `${site.origin}/`);
    const arrived = await expectBeacons(page, site, {
      action: () => page.click('#menu'),
      sent: [{ kind: 'page_view' }, { kind: 'button_click' }],
    });
    expect(new Set(arrived.map((event) => `${event.batch.anonymousId} ${event.session}`)).size).toBe(1);
    expect(errors).toEqual([]);
  });

  test('with fetch and beacons broken, hears no error', async () => {
    await open();
    await context.addInitScript(() => {
      window.fetch = () => {
        throw new Error('broken');
      };
      navigator.sendBeacon = () => {
        throw new Error('broken');
      };
    });
    const { page, errors } = await visit(context, `${site.origin}/`);
    await page.click('#menu');
    await page.click('#pricing');
    await page.waitForURL('**/pricing?**');
    expect(errors).toEqual([]);
  });

  test('gets at most the budgeted bytes', async () => {
    await open();
    expect(gzipBytes).toBeLessThanOrEqual(TAG_GZIP_BYTES_MAX);
  });
});

/** Listens to `error` in the page; the returned function gives what was heard. */
async function collectErrors(page: Awaited<ReturnType<typeof visit>>['page']): Promise<() => Promise<unknown[]>> {
  await page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: a place to remember between two calls.
    const w = window as any;
    w.heard = [];
    w.Knock.on('error', ({ code, message }: { code: string; message: string }) => w.heard.push({ code, message }));
  });
  return () => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard);
}
