import { z } from 'zod';
import { EmailAddress } from '../email.ts';
import { AccountRef, ContactRef } from './contacts.ts';
import { Instant, PageQuery, pageOf } from './paging.ts';

/** `GET` and `PUT /privacy`. Signals older than `retentionMonths` are deleted, by whole months; null keeps them. */
export const PrivacySettings = z.object({ retentionMonths: z.number().int().min(1).max(120).nullable() });
export type PrivacySettings = z.infer<typeof PrivacySettings>;

/** `POST /privacy/erase`: everything about one person, by contact id or e-mail, for good. 404 when nobody matches. */
export const EraseRequest = z.union([
  z.object({ contactId: z.string().min(1).max(100) }),
  z.object({ email: EmailAddress }),
]);
export type EraseRequest = z.infer<typeof EraseRequest>;

/** What was removed. A tombstone (hashes only) stops late events from bringing the person back. */
export const EraseAnswer = z.object({
  contacts: z.number().int(),
  identities: z.number().int(),
  signals: z.number().int(),
});
export type EraseAnswer = z.infer<typeof EraseAnswer>;

export const AuditItem = z.object({
  id: z.string(),
  at: Instant,
  /** A member's name and e-mail, a key's name, or `Knock`. */
  actor: z.string(),
  /** The action's word: `contact.merged`, `member.invited`, `person.erased` ... */
  action: z.string(),
  /** The same in plain words. People and companies are in it by their ids. */
  summary: z.string(),
  /** What those ids are called now: one of the two, or neither when it is erased. */
  about: z.array(
    z.object({
      id: z.string(),
      contact: ContactRef.nullable(),
      account: AccountRef.pick({ id: true, name: true }).nullable(),
    }),
  ),
});
export type AuditItem = z.infer<typeof AuditItem>;

/** `GET /audit`: newest first. */
export const AuditQuery = PageQuery.extend({ q: z.string().max(100).optional() });
export const AuditPage = pageOf(AuditItem);
export type AuditPage = z.infer<typeof AuditPage>;
