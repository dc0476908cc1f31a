import { describe, expect, it } from 'vitest';
import { siteNames, withoutSite } from './site-name.ts';

const on = (host: string, ...titles: (string | null)[]) => titles.map((title) => ({ url: `https://${host}/`, title }));

describe('a site’s name in titles', () => {
  it.each([
    [
      'is the end that three have',
      on('a.test', 'Pricing | Acme', 'Demo | Acme', 'Why | Acme', 'Acme: all of it'),
      ['Acme'],
    ],
    [
      'is one for each part of a site',
      on('a.test', ...['A', 'B', 'C'].flatMap((one) => [`${one} | Acme`, `${one} | Acme blog`])),
      ['Acme', 'Acme blog'],
    ],
    ['may follow a dash or a dot', on('a.test', 'A – Acme', 'B – Acme', 'C – Acme'), ['Acme']],
    ['is not what a single page repeats', on('a.test', 'Pricing | Acme', 'Pricing | Acme', 'Pricing | Acme'), []],
    ['is not the end of a few', on('a.test', 'A | Acme', 'B - more', 'C', 'D'), []],
    [
      'is found for each host',
      [...on('a.test', 'A | Acme', 'B | Acme', 'C | Acme'), ...on('b.test', 'A | Bolt')],
      ['Acme'],
    ],
    ['is none without titles', on('a.test', null, null), []],
  ])('%s', (_, pages, names) => {
    expect([...siteNames(pages)]).toEqual(names);
  });

  it('is left out at the end, and only there', () => {
    const names = new Set(['Acme']);
    expect(
      ['Pricing | Acme', 'Acme', 'Why | Bolt', 'Well-known - Acme', null].map((one) => withoutSite(one, names)),
    ).toEqual(['Pricing', 'Acme', 'Why | Bolt', 'Well-known', null]);
  });
});
