import { describe, expect, test } from 'vitest';
import { RESERVED_TRAITS } from '../../wire/collect.ts';
import { snippet } from '../../wire/snippet.ts';
import { expectBeacons, knock, TAG_ID, tagReady, visit } from './tag-site.ts';
import { collectErrors, context, open, site, withTag } from './tag-world.ts';

withTag();

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
        { kind: 'identify', claim: { email: 'ana@acme.com' }, props: { firstName: 'Ana' } },
        { kind: 'track', name: 'trial_started', props: { plan: 'pro', seats: 3 } },
      ],
    });
    expect(arrived.filter((event) => event.kind === 'identify')).toHaveLength(1);
  });

  test('what breaks the rules is not recorded, and the page hears why', async () => {
    await open();
    const { page, errors } = await visit(context, `${site.origin}/`);
    const reported = await collectErrors(page);
    const deep = { a: { b: { c: { d: 1 } } } };
    await expectBeacons(page, site, {
      action: async () => {
        await knock(page, 'track', '2fa');
        await knock(page, 'track', '試用開始');
        await knock(page, 'track', 'deep', deep);
        await knock(page, 'track', 'long', { text: 'x'.repeat(1025) });
        await knock(page, 'track', 'list', { list: Array(51).fill(1) });
        await page.evaluate(() => {
          // biome-ignore lint/suspicious/noExplicitAny: a page may pass anything.
          const { Knock } = window as any;
          Knock.track();
          Knock.track({ name: 'x' });
          Knock.track('typed', { plan: { call: () => 1 } });
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
          Knock.track('huge', { text: 'x'.repeat(5_000_000) });
          Knock.track(10n);
          Knock.identify(null);
        });
        await knock(page, 'identify', { email: 'not an e-mail' });
      },
      notSent: [{ kind: 'identify' }, { kind: 'track' }],
    });
    const heard = async () =>
      ((await reported()) as { code: string; message: string }[]).map(
        ({ code, message }) => `${code} ${message.split(':')[0]}`,
      );
    await expect
      .poll(heard)
      .toEqual([
        'bad_name name',
        'bad_name name',
        'too_deep props.a.b.c',
        'too_long props.text',
        'too_many props.list',
        'missing name',
        'wrong_type name',
        'wrong_type props.plan.call',
        'wrong_type props',
        'wrong_type props',
        'too_large props',
        'wrong_type props',
        'missing claim',
        'bad_email claim.email',
      ]);
    expect(errors).toEqual([]);
  });

  test('one event by one name, however it is written', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    const arrived = await expectBeacons(page, site, {
      action: async () => {
        for (const name of ['Página vista', 'Über uns', 'Événement', 'trial-started']) await knock(page, 'track', name);
      },
    });
    const names = arrived.filter(({ kind }) => kind === 'track').map(({ name }) => name);
    expect(names).toEqual(['pagina_vista', 'uber_uns', 'evenement', 'trial_started']);
  });

  test('leaves reserved traits out', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    const reported = await collectErrors(page);
    const reserved = Object.fromEntries(RESERVED_TRAITS.map((name) => [name, 'x']));
    await expectBeacons(page, site, {
      action: () => knock(page, 'identify', { email: 'ana@acme.com', company: 'Acme', ...reserved }),
      sent: [{ kind: 'identify', claim: { email: 'ana@acme.com' } }],
    });
    const codes = async () => ((await reported()) as { code: string }[]).map(({ code }) => code);
    await expect.poll(codes).toEqual(RESERVED_TRAITS.map(() => 'reserved_trait'));
  });

  test("passes on the server's refusal of a single event", async () => {
    await open();
    site.mode = { refuse: 'unwanted' };
    const { page } = await visit(context, `${site.origin}/`);
    const reported = await collectErrors(page);
    await expectBeacons(page, site, { action: () => knock(page, 'track', 'unwanted') });
    await expectBeacons(page, site, { action: () => knock(page, 'track', 'wanted'), sent: [{ name: 'wanted' }] });
    await expect.poll(reported).toMatchObject([{ code: 'name_blocked', message: 'name: not wanted' }]);
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
      const answered = page.waitForResponse((response) => response.url().endsWith('/collect'));
      await expectBeacons(page, site, { action: () => knock(page, 'track', '2fa') });
      await (await answered).finished();
      return words;
    };
    const loud = await spoken();
    await expect.poll(() => loud.some((line) => line.includes('name: The name must begin with a letter'))).toBe(true);
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

  test('answers for scheduling, which comes later, through error', async () => {
    await open();
    const { page, errors } = await visit(context, `${site.origin}/`);
    const reported = await collectErrors(page);
    const status = await page.evaluate(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: the runtime is what is under test.
      const { Knock } = window as any;
      const change = new Promise((onStatusChange) => Knock.scheduling.load({ magicLinkId: 'm1', onStatusChange }));
      return [Knock.scheduling.load({ magicLinkId: 'm1' }).status, await change];
    });
    expect(status).toMatchObject(['error', { status: 'error', magicLinkId: 'm1' }]);
    expect(await reported()).toMatchObject(Array(2).fill({ code: 'not_available' }));
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

  test('tells who calls it with something else than it takes', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    const reported = await collectErrors(page);
    const calls = await page.evaluate(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: a page may pass anything.
      const { Knock } = window as any;
      const calls: string[] = [];
      Knock.on('ready', () => calls.push('ready'));
      await new Promise((resolve) => setTimeout(resolve));
      Knock.on('ready')();
      Knock.on('ready', {});
      await new Promise((resolve) => setTimeout(resolve));
      return calls;
    });
    expect(calls).toEqual(['ready']);
    await expectBeacons(page, site, {
      action: async () => {
        await knock(page, 'identify', 'ana@acme.com');
        await knock(page, 'identify');
      },
      notSent: [{ kind: 'identify' }],
    });
    expect(site.bodies.join()).not.toContain('identify');
    expect(await reported()).toMatchObject(Array(4).fill({ code: 'wrong_type' }));
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
