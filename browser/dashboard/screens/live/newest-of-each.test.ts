import { expect, it } from 'vitest';
import { newestOfEach } from './newest-of-each.ts';

it('is one signal for each contact, the first of a feed', () => {
  const feed = [...'abacb'].map((who, n) => ({ id: `${who}${n}`, contact: { id: who } }));
  expect([...newestOfEach(feed)]).toEqual(['a0', 'b1', 'c3']);
  expect(newestOfEach([]).size).toBe(0);
});
