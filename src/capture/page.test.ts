import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageOf, pageWithoutUrl, webUrl } from './page.ts';

const urlOf = (raw: string) => {
  const page = pageOf(raw, null, 'page.url');
  return page.ok ? page.value.page.url : page.reason;
};

describe('pageOf', () => {
  it.each([
    ['https://acme.example/pricing', 'https://acme.example/pricing'],
    ['https://acme.example', 'https://acme.example/'],
    ['https://acme.example/pricing#team', 'https://acme.example/pricing'],
    ['https://ana:pw@acme.example:8443/a', 'https://acme.example:8443/a'],
    ['https://acme.example/?plan=pro&page=2', 'https://acme.example/?plan=pro&page=2'],
    ['https://acme.example/?plan=pro&seats=25&type=4111111', 'https://acme.example/?plan=pro'],
    ['https://acme.example/?utm_source=a%20b&utm_campaign=x', 'https://acme.example/?utm_source=a%20b&utm_campaign=x'],
    ['https://acme.example/?token=abc&plan=pro', 'https://acme.example/?plan=pro'],
    ['https://acme.example/?access_token=abc', 'https://acme.example/'],
    ['https://acme.example/?accessToken=abc', 'https://acme.example/'],
    ['https://acme.example/?email=ana%40acme.example', 'https://acme.example/'],
    ['https://acme.example/?API_KEY=1&q=keyword', 'https://acme.example/'],
    ['https://acme.example/?Lang=de&keyword=crm', 'https://acme.example/?Lang=de'],
    ['https://acme.example/u/jane@doe.com?tab=1', 'https://acme.example/u/*?tab=1'],
    ['https://acme.example/?ref=ana@acme.example', 'https://acme.example/'],
    ['https://acme.example/?next=eyJhbGciOiJIUzI1NiJ9.eyJ1IjoxfQ.x', 'https://acme.example/'],
    ['https://acme.example/?utm_source=ana@acme.example&utm_medium=email', 'https://acme.example/?utm_medium=email'],
    [
      'https://acme.example/?dclid=1&gad_source=2&gad_campaignid=3',
      'https://acme.example/?dclid=1&gad_source=2&gad_campaignid=3',
    ],
    ['https://acme.example/?mc_eid=1&mkt_tok=2&_hsenc=3&gclid=4', 'https://acme.example/?gclid=4'],
    ['https://acme.example/reset?code=1&session-id=2&signature=3&password=4', 'https://acme.example/reset'],
    ['https://acme.example/a%00b', 'https://acme.example/a%00b'],
    ['HTTPS://ACME.example/A', 'https://acme.example/A'],
  ])('cleans %s', (raw, clean) => {
    expect(urlOf(raw)).toBe(clean);
  });

  it.each([
    ...['', 'acme.example', '/pricing', 'javascript:alert(1)', 'file:///etc/passwd', 'https://', 'http://a b/'],
    ...['ftp://acme.example/', `https://acme.example/${'a'.repeat(8_200)}`],
  ])('refuses %j', (raw) => {
    expect(urlOf(raw)).toBe('bad_url');
  });

  it('bounds everything', () => {
    const page = pageOf(`https://acme.example/${'a'.repeat(3_000)}?b=${'c'.repeat(3_000)}`, 't'.repeat(900), 'url');
    if (!page.ok) throw new Error(page.message);
    const { url, path, title } = page.value.page;
    expect(urlOf(`https://acme.example/?utm_term=${'c'.repeat(3_000)}`)).toBe('https://acme.example/');
    expect([url.length, path.length, title?.length]).toEqual([2_048, 1_024, 512]);
  });

  it('knows host and path', () => {
    expect(pageOf('https://www.acme.example:81/a/b?c=d', ' Title\0 ', 'url')).toMatchObject({
      value: { page: { host: 'www.acme.example:81', path: '/a/b', title: 'Title' } },
    });
  });

  it('masks the path as it masks the address', () => {
    expect(pageOf('https://acme.example/u/jane%40doe.com', null, 'url')).toMatchObject({
      value: { page: { url: 'https://acme.example/u/*', path: '/u/*' } },
    });
  });

  it('never throws, and never lets a secret through', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), fc.string(), (base, secret) => {
        const url = webUrl(base);
        if (url === null) return;
        const link = `${url.origin}${url.pathname}?password=${encodeURIComponent(`s3cret${secret}`)}&plan=pro`;
        expect(urlOf(link)).not.toContain('s3cret');
      }),
    );
  });
});

describe('pageWithoutUrl', () => {
  it('keeps what a server knows of a page', () => {
    expect(pageWithoutUrl('/pricing?x=1', null)).toMatchObject({ url: '', path: '/pricing', title: null });
    expect(pageWithoutUrl('/u/jane@doe.com', null)).toMatchObject({ path: '/u/*' });
    expect(pageWithoutUrl(undefined, 'Pricing')).toMatchObject({ path: '', title: 'Pricing' });
    expect(pageWithoutUrl(null, '')).toBeNull();
  });
});
