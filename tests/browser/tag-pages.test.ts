import { describe, expect, test } from 'vitest';
import { expectBeacons, knock, TAG_ID, tagReady, visit } from './tag-site.ts';
import { context, open, site, stopClock, withTag } from './tag-world.ts';

withTag();

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
    expect(view.batch).toMatchObject({ tagId: TAG_ID, ephemeral: false });
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
    expect(arrived.find((event) => event.page.path === '/inside')?.pageView).not.toBe(first.pageView);
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

  test('routes in the fragment are pages, other fragments are not', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/app#/`);
    const arrived = await expectBeacons(page, site, {
      action: async () => {
        await page.evaluate(() => {
          location.hash = '#/pricing?plan=pro';
        });
        await page.waitForFunction(() => location.hash === '#/pricing?plan=pro');
        await page.evaluate(async () => {
          document.body.insertAdjacentHTML('beforeend', '<a id="route" href="#/demo">Demo</a>');
          document.querySelector<HTMLElement>('#route')?.click();
          history.pushState(null, '', '#!/contact');
          await null;
          await null;
          history.pushState(null, '', '#section');
        });
      },
      sent: [
        { kind: 'page_view', page: { url: `${site.origin}/app/pricing`, referrer: `${site.origin}/app` } },
        { kind: 'link_click', target: { text: 'Demo', href: `${site.origin}/app/demo` } },
        { kind: 'page_view', page: { path: '/app/contact' } },
      ],
    });
    expect(arrived.filter(({ kind }) => kind === 'page_view')[0]).toMatchObject({ page: { path: '/app' } });
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
    await stopClock();
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

  test('attention paid while the visitor does not consent is never reported', async () => {
    await open({ consent: 'required' });
    await stopClock();
    const page = await context.newPage();
    await page.goto(`${site.origin}/`);
    await tagReady(page);
    await knock(page, 'consent', true);
    await page.clock.runFor(1_000);
    await knock(page, 'consent', false);
    await page.clock.runFor(6_000);
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await page.clock.runFor(6_000);
    await knock(page, 'consent', true);
    await page.clock.runFor(1_000);
    await page.evaluate(() => history.pushState(null, '', '/next'));
    await knock(page, 'track', 'end');
    await page.clock.runFor(2_000);
    await site.waitFor((event) => event.name === 'end');
    expect(site.events.map(({ name, page }) => name ?? page.path)).toEqual(['/', '/', '/next', 'end']);
  });

  test('thirty idle minutes begin a new session; the visitor stays', async () => {
    await open();
    await stopClock();
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
