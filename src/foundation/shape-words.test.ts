import { expect, it } from 'vitest';
import { z } from 'zod';
import { MISSING } from './shape-words.ts';

it.each<[z.ZodType, unknown, string]>([
  [z.string(), undefined, MISSING],
  [z.enum(['a', 'b']), undefined, MISSING],
  [z.string(), 5, 'Must be text.'],
  [z.number(), '5', 'Must be a number.'],
  [z.number(), Number.NaN, 'Must be a number.'],
  [z.number().int(), 1.5, 'Must be a whole number.'],
  [z.boolean(), 1, 'Must be true or false.'],
  [z.array(z.string()), {}, 'Must be a list.'],
  [z.object({}), [], 'Must be an object.'],
  [z.record(z.string(), z.unknown()), [], 'Must be an object.'],
  [z.map(z.string(), z.string()), 1, 'Is of another type than it must be.'],
  [z.literal('x'), 'y', 'Must be x.'],
  [z.enum(['a', 'b']), 'c', 'Must be one of a, b.'],
  [z.number().min(0), -1, 'Must be at least 0.'],
  [z.number().max(10), 11, 'Must be at most 10.'],
  [z.number().gt(0), 0, 'Must be more than 0.'],
  [z.number().lt(5), 5, 'Must be less than 5.'],
  [z.number().multipleOf(5), 6, 'Must be a multiple of 5.'],
  [z.string().min(1), '', 'Must not be empty.'],
  [z.string().min(8), 'a', 'Must be at least 8 characters long.'],
  [z.string().max(2), 'abc', 'Must be at most 2 characters long.'],
  [z.string().length(2), 'a', 'Must be exactly 2 characters long.'],
  [z.array(z.unknown()).min(1), [], 'Must not be empty.'],
  [z.array(z.unknown()).max(1), [1, 2], 'Must hold at most 1.'],
  [z.email(), 'x', 'Must be an e-mail address.'],
  [z.url(), 'x', 'Must be an absolute address, such as https://example.com.'],
  [z.iso.datetime(), 'x', 'Must be a time as ISO 8601 writes it.'],
  [z.string().regex(/^a$/), 'b', 'Is not of the form it must have.'],
  [z.strictObject({}), { a: 1 }, 'There is nothing of this name here.'],
  [z.union([z.string(), z.number()]), true, 'Is of none of the forms it may have.'],
  [z.string().regex(/^a$/, 'Must be an a.'), 'b', 'Must be an a.'],
  [z.string().refine(() => false), 'b', 'Is not allowed.'],
])('says it plainly: %#', (schema, value, sentence) => {
  expect(schema.safeParse(value).error?.issues.map(({ message }) => message)).toEqual([sentence]);
});
