import { expect, it } from 'vitest';
import { summaryParts } from './audit-words.ts';

const ann = { id: 'a-1', contact: { id: 'a-1', name: 'Ann', email: null }, account: null };
const gone = { id: 'b-2', contact: null, account: null };

it.each([
  ['names whom a sentence is about', 'Merged contact b-2 into a-1.', ['Merged contact ', gone, ' into ', ann, '.']],
  ['says nothing twice where nobody is meant', 'Loaded the sample data.', ['Loaded the sample data.']],
  ['may begin with somebody', 'a-1 left', [ann, ' left']],
])('%s', (_, summary, parts) => {
  expect(summaryParts({ summary, about: [ann, gone] })).toEqual(parts);
});
