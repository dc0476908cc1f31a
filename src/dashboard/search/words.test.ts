import { describe, expect, it } from 'vitest';
import { addressOf, prefixQuery } from './words.ts';

describe('a search for words by their beginning', () => {
  it.each([
    ['Ana Diaz', "'ana':* & 'diaz':*"],
    ["o'brien", "'o''brien':*"],
    ['back\\slash', "'back\\\\slash':*"],
    ['  &|!:*()  a ', "'a':*"],
    ['ana@acme.com', "'ana@acme.com':*"],
    ['\u0000a\u0007', "'a':*"],
  ])('%j is %j', (typed, query) => {
    expect(prefixQuery(typed)).toBe(query);
  });

  it.each(['', '   ', '&', "'", '***'])('%j looks for nothing', (typed) => {
    expect(prefixQuery(typed)).toBeNull();
  });
});

describe('a whole address', () => {
  it('is an e-mail, a domain, or neither', () => {
    expect(addressOf(' Ana@Acme.com ')).toEqual({ email: 'ana@acme.com', domain: null });
    expect(addressOf('acme.co.uk')).toEqual({ email: null, domain: 'acme.co.uk' });
    expect(addressOf('acme')).toEqual({ email: null, domain: null });
  });
});
