import { z } from 'zod';
import { ContactItem, ContactRef } from './contacts.ts';
import { Instant, PageQuery, pageOf } from './paging.ts';
import { IDENTITY_KINDS } from './words.ts';

/** One row of the ledger: from `since` to `until` this identity was that contact's, and why. Null = unbounded. */
export const LedgerRow = z.object({
  contact: ContactRef,
  since: Instant.nullable(),
  until: Instant.nullable(),
  /** The rule's word: `first_signal`, `stated_email`, `profile_switch`, `merged_by_hand` ... */
  rule: z.string(),
  /** The same in plain words, one sentence. */
  because: z.string(),
  /** The signal that proves it, or null for a hand's work. */
  evidence: z.object({ signalId: z.string(), text: z.string() }).nullable(),
  /** A member's name, or `Knock`. */
  actor: z.string(),
  recordedAt: Instant,
  /** When a later decision closed this row, or null while it stands. */
  closedAt: Instant.nullable(),
});
export type LedgerRow = z.infer<typeof LedgerRow>;

export const IdentityItem = z.object({
  id: z.string(),
  kind: z.enum(IDENTITY_KINDS),
  value: z.string(),
  /** Proven (signed token, API key, own reply), not merely claimed by a browser. */
  verified: z.boolean(),
  /** `Chrome on macOS` for browsers, null otherwise. */
  device: z.string().nullable(),
  firstAt: Instant,
  lastAt: Instant,
  signalCount: z.number().int(),
  /** Whole history, newest decision first. */
  ledger: z.array(LedgerRow),
  /** Whose it was when, oldest first: more than one after a profile switch. */
  stretches: z.array(z.object({ contact: ContactRef, from: Instant.nullable(), to: Instant.nullable() })),
  /** Theirs only because a link made for them was opened with it: it may have been passed on. */
  probable: z.boolean(),
  /** Whether a merge brought it that can be taken back. */
  canUnmerge: z.boolean(),
  /** Whether the rules alone brought it, so that it can be detached: taken out for good, into a contact of its own. */
  canDetach: z.boolean(),
});
export type IdentityItem = z.infer<typeof IdentityItem>;

/** `GET /contacts/:id/identities`. At most 500, most recently seen first. */
export const Identities = z.object({ items: z.array(IdentityItem) });
export type Identities = z.infer<typeof Identities>;

/** `POST /contacts/:id/merge`: `other` becomes part of this contact. Reversible. */
export const MergeRequest = z.object({ other: z.string().min(1).max(100), note: z.string().max(500).optional() });
export type MergeRequest = z.infer<typeof MergeRequest>;

/** `POST /contacts/:id/unmerge`: takes back the merges that brought these identities. */
export const UnmergeRequest = z.object({
  identityIds: z.array(z.string()).min(1).max(500),
  /** Takes out for good, too, what the rules alone give the contact. Without it such an identity is refused (409). */
  detach: z.boolean().optional(),
  note: z.string().max(500).optional(),
});
export type UnmergeRequest = z.infer<typeof UnmergeRequest>;

/** The contact that resulted. */
export const MergeAnswer = z.object({ id: z.string() });
export type MergeAnswer = z.infer<typeof MergeAnswer>;

/** `id`: the contact that the first of the identities is now. */
export const UnmergeAnswer = MergeAnswer.extend({
  /** In the order asked. `unmerged`: home with its merge undone; `kept`: its merge is undone, the rules say that it stays; `detached`. */
  identities: z.array(z.object({ id: z.string(), did: z.enum(['unmerged', 'kept', 'detached']) })),
});
export type UnmergeAnswer = z.infer<typeof UnmergeAnswer>;

/** `PUT /contacts/:id/account`: moves a contact by hand; null takes it out of any account. */
export const MoveRequest = z.object({ accountId: z.string().nullable() });
export type MoveRequest = z.infer<typeof MoveRequest>;

/** Two contacts that may be one person. */
export const DuplicateItem = z.object({
  id: z.string(),
  a: ContactItem,
  b: ContactItem,
  /** One sentence: what made us ask. */
  because: z.string(),
  evidence: z.array(z.object({ label: z.string(), a: z.string(), b: z.string() })),
  foundAt: Instant,
});
export type DuplicateItem = z.infer<typeof DuplicateItem>;

/** `GET /duplicates`: open ones, newest first. Decide with `/contacts/:id/merge` or `POST /duplicates/:id/dismiss`. */
export const DuplicatesQuery = PageQuery;
export const DuplicatesPage = pageOf(DuplicateItem).extend({ total: z.number().int() });
export type DuplicatesPage = z.infer<typeof DuplicatesPage>;
