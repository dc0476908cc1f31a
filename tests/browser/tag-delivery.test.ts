import { describe, expect, test } from 'vitest';
import { botSign } from '../../src/capture/human-or-bot.ts';
import { BOT_SIGNS } from '../../wire/collect.ts';
import { expectBeacons, knock, tagReady, visit } from './tag-site.ts';
import { collectErrors, context, open, site, stopClock, withTag } from './tag-world.ts';

withTag();

/** How long a slow machine may take; what is awaited comes at once on any other. */
const PATIENCE = { timeout: 60_000 };

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
    await stopClock();
    const page = await context.newPage();
    const answered = (status: number) => page.waitForResponse((response) => response.status() === status);
    site.mode = 403;
    const refused = answered(403);
    await page.goto(`${site.origin}/`);
    await tagReady(page);
    const track = (name: string) =>
      page.evaluate((name) => (window as unknown as { Knock: { track(name: string): void } }).Knock.track(name), name);
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
      }, PATIENCE)
      .toEqual(['patient']);
  });

  test('a batch of which nothing is taken is answered for, event by event, and not sent again', async () => {
    await open({ autocapture: { pages: false, clicks: false, forms: false, engagement: false } });
    const { page } = await visit(context, `${site.origin}/`);
    const reported = await collectErrors(page);
    const answered = page.waitForResponse((response) => response.status() === 400);
    await page.evaluate(() => {
      const { Knock } = window as unknown as { Knock: { track(name: string): void } };
      Knock.track('2fa');
      Knock.track('試用開始');
    });
    await answered;
    await expect.poll(reported).toMatchObject([{ code: 'bad_name' }, { code: 'bad_name' }]);
    await page.waitForFunction(() => !localStorage.getItem('knock_q'));
    await expectBeacons(page, site, { action: () => knock(page, 'track', 'good'), sent: [{ name: 'good' }] });
    expect(site.bodies.join()).toMatch(/^(?!.*2fa.*2fa)/);
  });

  test('an origin that may not use the tag is told so once, and its events are not kept', async () => {
    await open({ autocapture: { pages: false, clicks: false, forms: false, engagement: false } });
    site.mode = { forbid: 'Pages at http://x may not use this tag.' };
    const { page } = await visit(context, `${site.origin}/`);
    const reported = await collectErrors(page);
    for (const name of ['one', 'two']) {
      const refused = page.waitForResponse((response) => response.request().postData()?.includes(name) === true);
      await knock(page, 'track', name);
      await (await refused).finished();
      await page.waitForFunction(() => !localStorage.getItem('knock_q'));
    }
    site.mode = 'accept';
    await expectBeacons(page, site, { action: () => knock(page, 'track', 'three'), sent: [{ name: 'three' }] });
    expect(site.events.filter(({ name }) => name === 'one' || name === 'two')).toEqual([]);
    expect(await reported()).toEqual([{ code: 'rejected', message: 'Pages at http://x may not use this tag.' }]);
  });

  test('a thousand calls at once arrive, in batches below the limit', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    await page.evaluate(() => {
      const { Knock } = window as unknown as { Knock: { track(name: string, props: object): void } };
      for (let n = 0; n < 900; n++) Knock.track('burst', { n, text: '漢'.repeat(1000) });
    });
    await expectBeacons(page, site, { action: async () => {} });
    await expect.poll(() => site.events.filter((event) => event.name === 'burst').length, PATIENCE).toBe(900);
  });

  test('a batch that is too large for the server goes in halves', async () => {
    await open();
    site.mode = { atMost: 3 };
    const { page } = await visit(context, `${site.origin}/`);
    await page.evaluate(() => {
      const { Knock } = window as unknown as { Knock: { track(name: string, props: object): void } };
      for (let n = 0; n < 19; n++) Knock.track('part', { n });
    });
    const numbers = () => site.events.filter((event) => event.name === 'part').map((event) => event.props?.['n']);
    await expect.poll(() => numbers().length, PATIENCE).toBe(19);
    expect(new Set(numbers()).size).toBe(19);
  });

  test('what is too much for a page that is being left comes with the next', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    await page.evaluate(() => {
      const { Knock } = window as unknown as { Knock: { track(name: string, props: object): void } };
      for (let n = 0; n < 90; n++) Knock.track('parting', { n, text: '漢'.repeat(1000) });
      location.href = '/next';
    });
    await page.waitForURL('**/next');
    await expect.poll(() => site.events.filter((event) => event.name === 'parting').length, PATIENCE).toBe(90);
  });

  test('a site elsewhere reaches the server without asking first', async () => {
    await open({}, '<script async src="{origin}/knock-tag/tag_test.js"></script>');
    const { page } = await visit(context, `${site.origin.replace('127.0.0.1', 'www.acme.localhost')}/`);
    await expectBeacons(page, site, { action: () => page.click('#menu'), sent: [{ kind: 'button_click' }] });
    await page.waitForFunction(() => !localStorage.getItem('knock_q'));
  });

  test.each(BOT_SIGNS)('a batch tells of %s, by which the server filters it', async (sign) => {
    await open();
    await context.addInitScript((sign) => {
      if (sign === 'no_window') Object.defineProperty(window, 'outerWidth', { value: 0 });
      else Object.defineProperty(window, sign, { value: {} });
    }, sign);
    await visit(context, `${site.origin}/`);
    const { batch } = await site.waitFor(({ kind }) => kind === 'page_view');
    const { signs = [] } = batch.browser ?? {};
    expect(signs).toEqual([sign]);
    expect(botSign({ userAgent: 'Mozilla/5.0 Chrome/140.0.0.0', purpose: null, webdriver: false, signs })).toBe(
      'headless',
    );
  });

  test('leaving at once loses nothing', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    await knock(page, 'track', 'parting');
    await page.goto('about:blank');
    await site.waitFor((event) => event.name === 'parting');
  });
});
