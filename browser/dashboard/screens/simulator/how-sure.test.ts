import { expect, it } from 'vitest';
import { howSure } from './how-sure.ts';

const EVEN = { Buying: 0.3, Partnership: 0.2, Support: 0.2, 'Job seeker': 0.1, Unknown: 0.2 };

it('says how sure a settled type is', () => {
  expect(howSure({ value: 'Support', confidence: 0.874, probabilities: EVEN })).toBe('87% sure');
});

it('never says how sure it is of not knowing, but what the signals suggest', () => {
  const hot = { ...EVEN, Buying: 0.9, Unknown: 0.04 };
  expect(howSure({ value: 'Unknown', confidence: 0.04, probabilities: hot })).toBe('perhaps Buying, not final');
  expect(howSure({ value: 'Unknown', confidence: 0.2, probabilities: EVEN })).toBe('nothing said yet');
});
