import { describe, expect, it } from 'vitest';
import { readContactSearch, understood } from './contacts-search.ts';

describe('what the address says', () => {
  it.each([
    ['known words stay', { intentScore: 'High,Low', sort: 'score' }, { intentScore: 'High,Low', sort: 'score' }],
    ['unknown words go, known ones beside them stay', { intentScore: 'Hot,High' }, { intentScore: 'High' }],
    ['an unknown order goes', { sort: 'bogus' }, {}],
    ['so does what no filter is called', { score: 'Hot', utm_source: 'mail', foo: '1' }, {}],
  ])('%s', (_, address, read) => {
    // As the router does it: what a route reads is laid over what the address held.
    const merged: object = { ...address, ...understood(readContactSearch)(address) };
    expect(JSON.parse(JSON.stringify(merged))).toEqual(read);
  });
});
