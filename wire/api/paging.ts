import { z } from 'zod';

/** An instant, ISO 8601 in UTC with milliseconds. */
export const Instant = z.iso.datetime();

/** A UTC calendar day, `2026-07-15`. */
export const Day = z.iso.date();

/** Opaque: a client sends back what `nextCursor` said. A cursor that cannot be read is a 400. */
export const Cursor = z.string().max(500);

/** Query of every list. A parameter that the list does not know is a 400 that names it. `limit` is 1..200, 50 unless said. */
export const PageQuery = z.strictObject({
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

/** One page of a list; `nextCursor` is null on the last. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: Cursor.nullable() });
}

/** A page that also counts the whole list: exact up to 10,000, null beyond (counting would cost more than the page). */
export function countedPageOf<Item extends z.ZodType>(item: Item) {
  return pageOf(item).extend({ total: z.number().int().nullable() });
}

/** Several words in one query parameter, comma-separated: `?intentScore=High,Medium`. */
export function listOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z
    .string()
    .max(500)
    .refine(
      (text) => text.split(',').every((word) => words.includes(word)),
      `must be a comma-separated list of: ${words.join(', ')}`,
    );
}

/** Every error answer: RFC 9457, `application/problem+json`. `field` names the offending input as a dotted path. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  /** A closed, documented word that programs may branch on: `not_found`, `invalid`, `forbidden`, `conflict`. */
  code: z.string(),
  /** The first entry of `errors`, for readers that look for one. */
  field: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  /** Quotable in a bug report; also in the server's log. */
  requestId: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;

/** The answer of a write that has nothing to tell. */
export const Done = z.object({ ok: z.literal(true) });
export type Done = z.infer<typeof Done>;

/** Path parameters of everything that is about one thing. */
export const ById = z.object({ id: z.string().min(1).max(100) });
