import { z } from 'zod';
import { CATEGORIES, INTENT_SCORES, SIGNAL_KINDS } from '../signal.ts';
import { ContactRef } from './contacts.ts';
import { JobProgress } from './jobs.ts';
import { Instant } from './paging.ts';
import { RULE_FIELDS, RULE_TESTS } from './words.ts';

/** A workspace's own rule. Tried in order before the built-in ones; the first that matches decides. */
export const CategoryRule = z.object({
  /** Made by the client, unique in the list. */
  id: z.string().min(1).max(50),
  field: z.enum(RULE_FIELDS),
  test: z.enum(RULE_TESTS),
  value: z.string().trim().min(1).max(200),
  category: z.enum(CATEGORIES),
  enabled: z.boolean(),
});
export type CategoryRule = z.infer<typeof CategoryRule>;

/** At most 200. */
export const CategoryRules = z.array(CategoryRule).max(200);

/** `GET /categories`. */
export const CategorySettings = z.object({
  rules: CategoryRules,
  /** What the built-in rules look for, for reading only. */
  builtIn: z.array(z.object({ category: z.enum(CATEGORIES), examples: z.array(z.string()) })),
  /** Signals of the past 30 days by category. */
  counts: z.partialRecord(z.enum(CATEGORIES), z.number().int()),
  /** Frequent pages that fell into Other, most viewed first: candidates for a rule. At most 20. */
  uncategorised: z.array(z.object({ path: z.string(), title: z.string().nullable(), views: z.number().int() })),
  /** The replay that runs now or ran last, or null. */
  replay: JobProgress.nullable(),
  /** True when rules changed after the last replay: older signals still have their former category. */
  stale: z.boolean(),
});
export type CategorySettings = z.infer<typeof CategorySettings>;

/** `PUT /categories`: new signals use them at once, old ones after a replay. */
export const CategoryRulesPut = z.object({ rules: CategoryRules });
export type CategoryRulesPut = z.infer<typeof CategoryRulesPut>;

/** `POST /categories/test`: which category would this get under these (unsaved) rules? */
export const CategoryTest = z.object({
  rules: CategoryRules,
  kind: z.enum(SIGNAL_KINDS).optional(),
  /** A whole address, or a path. */
  url: z.string().max(2000).optional(),
  title: z.string().max(500).optional(),
  text: z.string().max(1000).optional(),
  event: z.string().max(200).optional(),
});
export type CategoryTest = z.infer<typeof CategoryTest>;

export const CategoryTestAnswer = z.object({
  category: z.enum(CATEGORIES),
  by: z.enum(['workspace', 'built_in', 'fallback']),
  /** The workspace rule that decided, else null. */
  ruleId: z.string().nullable(),
  /** In words: `path contains "pricing"`. */
  because: z.string(),
});
export type CategoryTestAnswer = z.infer<typeof CategoryTestAnswer>;

/** `POST /categories/preview`: what would change if these rules were saved and replayed. Stores nothing. */
export const CategoryPreview = z.object({ rules: CategoryRules });
export type CategoryPreview = z.infer<typeof CategoryPreview>;

const BucketCounts = z.record(z.enum(INTENT_SCORES), z.number().int());

export const CategoryPreviewAnswer = z.object({
  /** Signals that would get another category. */
  signals: z.number().int(),
  /** Older signals were not looked at, to answer in time; null or absent when all were. */
  from: Instant.nullable().optional(),
  before: BucketCounts,
  after: BucketCounts,
  /** Contacts that would change bucket: how many, and the first 100, biggest change first. */
  changed: z.number().int(),
  changes: z.array(
    z.object({
      contact: ContactRef,
      from: z.enum(INTENT_SCORES),
      to: z.enum(INTENT_SCORES),
      pointsFrom: z.number(),
      pointsTo: z.number(),
    }),
  ),
});
export type CategoryPreviewAnswer = z.infer<typeof CategoryPreviewAnswer>;
