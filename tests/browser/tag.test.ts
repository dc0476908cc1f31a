import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { TAG_FILE, TAG_GZIP_BYTES_MAX } from '../../scripts/build-tag.ts';
import { readSettings } from '../../src/workspace/settings.ts';
import { tagSettings } from '../../src/workspace/tag-snippet.ts';
import { renderTag } from '../../wire/tag-settings.ts';
import { expectBeacons, knock, visit } from './tag-site.ts';
import { context, open, site, withTag } from './tag-world.ts';

withTag();

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

  test.each([
    [
      'without what is to be ignored',
      '<button>Account of <i data-knock-ignore>Jane jane@x.com</i></button>',
      'Account of',
    ],
    [
      'nor its names',
      '<button>Menu<i data-knock-ignore><b aria-label="Jane"></b><img alt="Jane"></i></button>',
      'Menu',
    ],
    [
      'nor what is typed',
      '<div data-knock-cta="x">Send<p contenteditable>typed</p><textarea>typed</textarea></div>',
      'Send',
    ],
    ['nor values and choices', '<div data-knock-cta>Go<input value="typed"><select><option>Ana</select></div>', 'Go'],
    [
      'nor code',
      '<a href="/x"><svg><style>.a{fill:red}</style><title>Acme</title></svg><script>1</script></a>',
      'Acme',
    ],
    ['in words', '<button><b>Book</b><span>a\n  demo</span><br>now</button>', 'Book a demo now'],
    ['by the name it is given', '<button aria-label="Close">×</button>', 'Close'],
    ['also within', '<a href="/x"><svg aria-label="Acme"></svg> Home</a>', 'Acme Home'],
    ['by a picture', '<button><img alt="Search"></button>', 'Search'],
    ['by its title', '<button title="Help"><svg></svg></button>', 'Help'],
    ['by its value', '<input type="button" value="Calculate">', 'Calculate'],
    ['not by what it is in', '<div contenteditable><button>typed</button></div>', ''],
  ])('are told %s: %s', async (_, html, text) => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    const arrived = await expectBeacons(page, site, {
      action: () =>
        page.evaluate((html) => {
          const place = document.createElement('section');
          place.innerHTML = html;
          document.body.append(place);
          addEventListener('click', (event) => event.preventDefault());
          place.querySelector<HTMLElement>('button,a,input[type=button],[data-knock-cta]')?.click();
        }, html),
    });
    expect(arrived.filter(({ kind }) => kind !== 'page_view').map(({ target }) => target?.text)).toEqual([text]);
  });

  test('on a whole page end its reading when there is enough for a label', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    const read = await page.evaluate(() => {
      const cta = document.createElement('div');
      cta.dataset['knockCta'] = 'all';
      cta.innerHTML = '<p>word</p>'.repeat(2_000);
      let read = 0;
      for (const part of cta.children) {
        const { closest } = part;
        part.closest = (selector: string) => {
          read++;
          return closest.call(part, selector);
        };
      }
      document.body.append(cta);
      cta.click();
      return read;
    });
    expect(read).toBeGreaterThan(20);
    expect(read).toBeLessThan(500);
    const tap = await site.waitFor(({ kind }) => kind === 'cta_tap');
    expect(tap.target?.text?.trim()).toBe('word '.repeat(24).trim());
  });

  test('also of links and buttons by role, of reset, and of links in drawings', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    const roles = ['link', 'tab', 'menuitem'];
    await expectBeacons(page, site, {
      action: () =>
        page.evaluate((roles) => {
          const parts = roles.map((role) => `<span role="${role}" class="new">${role}</span>`);
          document.body.insertAdjacentHTML(
            'beforeend',
            `${parts.join('')}<input type="reset" value="Clear" class="new">
            <svg><a xlink:href="/drawn" class="new"><text>Drawn</text></a></svg>`,
          );
          addEventListener('click', (event) => event.preventDefault());
          for (const part of document.querySelectorAll('.new')) {
            part.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
          }
        }, roles),
      sent: [
        ...['Clear', ...roles].map((text) => ({ kind: 'button_click', target: { text } }) as const),
        { kind: 'link_click', target: { text: 'Drawn', href: `${site.origin}/drawn` } },
      ],
    });
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
  async function fillAndSend(page: Page): Promise<void> {
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

  test('that are sent by GET put what was typed into the address, which is not told either', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    await page.evaluate(() => {
      document.querySelector('#pass')?.closest('form')?.setAttribute('method', 'get');
    });
    const arrived = await expectBeacons(page, site, {
      action: async () => {
        await page.fill('#who', typed[0] as string);
        await page.fill('#pass', typed[1] as string);
        await page.click('#send');
        await page.waitForURL('**/thanks?**');
        await page.goto(`${site.origin}/account/ana@acme.com/reset/3f2a9c81d07b4e6fa5c2?plan=pro`);
      },
      sent: [
        { kind: 'page_view', page: { url: `${site.origin}/thanks` } },
        { kind: 'page_view', page: { url: `${site.origin}/account/*/reset/*?plan=pro`, path: '/account/*/reset/*' } },
      ],
    });
    // The titles of this site's pages are their paths.
    const told = JSON.stringify(arrived).replace(/"title":"[^"]*"/g, '');
    for (const value of ['ana', 'correct', 'horse', 'prefilled', '3f2a9c81']) expect(told).not.toContain(value);
  });

  test('tell an e-mail field that is marked, and no other', async () => {
    await open();
    const { page } = await visit(context, `${site.origin}/`);
    await page.evaluate(() => document.querySelector('#who')?.setAttribute('data-knock-email', ''));
    await expectBeacons(page, site, {
      action: () => fillAndSend(page),
      sent: [{ kind: 'form_submit', claim: { email: typed[0] } }],
    });
    expect(site.bodies.join()).not.toContain('prefilled');
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
    const opened = context.waitForEvent('page');
    await page.click('#chat', { modifiers: ['Control'] });
    const tab = await opened;
    await tab.waitForURL('**/l/sales');
    await tab.close();
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

  test('gets at most the budgeted bytes, with the settings that a new workspace serves', async () => {
    await open();
    const settings = { ...tagSettings('tag_0123456789abcdef', readSettings({})), chat: true };
    const served = gzipSync(renderTag(await readFile(TAG_FILE, 'utf8'), settings), { level: 9 });
    expect(served.length).toBeLessThanOrEqual(TAG_GZIP_BYTES_MAX);
    expect(inject('tagGzipBytes')).toBe(served.length);
  });
});
