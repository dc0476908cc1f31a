import { describe, expect, test } from 'vitest';
import { expectBeacons, knock, tagReady, visit } from './tag-site.ts';
import { collectErrors, context, open, site, withTag } from './tag-world.ts';

withTag();

describe('privacy', () => {
  test('a visitor who asks not to be followed gets no cookie and nothing durable', async () => {
    await open();
    await context.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
    const { page } = await visit(context, `${site.origin}/`);
    const view = await site.waitFor((event) => event.kind === 'page_view');
    expect(view.batch).toMatchObject({ ephemeral: true });
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    expect(await knock(page, 'wrapLink', '/l/sales')).toBe('/l/sales');
    const other = await visit(context, `${site.origin}/other`);
    const second = await site.waitFor((event) => event.page.path === '/other');
    expect(second.batch.anonymousId).not.toBe(view.batch.anonymousId);
    await other.page.close();
  });

  test('a workspace without cookies recognises nobody after their tab, asked or not', async () => {
    await open({ cookieless: true });
    const { page } = await visit(context, `${site.origin}/`);
    const view = await site.waitFor((event) => event.kind === 'page_view');
    expect(view.batch.ephemeral).toBe(true);
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await visit(context, `${site.origin}/other`);
    const second = await site.waitFor((event) => event.page.path === '/other');
    expect(second.batch.anonymousId).not.toBe(view.batch.anonymousId);
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
  test.each([
    [false, []],
    ['denied', []],
    ['no', ['wrong_type']],
    ['true', ['wrong_type']],
    [1, ['wrong_type']],
    [{ ad_storage: 'granted' }, ['wrong_type']],
    [undefined, ['wrong_type']],
  ])('%j is a no', async (answer, codes) => {
    await open({ consent: 'required' });
    const { page } = await visit(context, `${site.origin}/`);
    const reported = await collectErrors(page);
    await knock(page, 'track', 'held');
    await knock(page, 'consent', answer);
    await knock(page, 'track', 'never');
    expect(await context.cookies()).toEqual([]);
    await expectBeacons(page, site, {
      action: () => knock(page, 'consent', true),
      sent: [{ kind: 'page_view' }],
      notSent: [{ name: 'held' }, { name: 'never' }],
    });
    expect(await reported()).toMatchObject(codes.map((code) => ({ code })));
  });

  test("is also given by Google Consent Mode's word for it", async () => {
    await open({ consent: 'required' });
    const { page } = await visit(context, `${site.origin}/`);
    const reported = await collectErrors(page);
    await knock(page, 'track', 'held');
    await expectBeacons(page, site, {
      action: () => knock(page, 'consent', 'granted'),
      sent: [{ kind: 'page_view' }, { name: 'held' }],
    });
    expect(await reported()).toEqual([]);
  });

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
