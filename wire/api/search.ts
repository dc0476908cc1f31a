import { z } from 'zod';
import { INTENT_SCORES } from '../signal.ts';
import { AccountRef, ContactRef } from './contacts.ts';

/** `GET /search?q=`: what the command palette finds, at most 6 of each, best first. */
export const SearchQuery = z.strictObject({ q: z.string().trim().min(1).max(200) });
export type SearchQuery = z.infer<typeof SearchQuery>;

export const SearchAnswer = z.object({
  contacts: z.array(ContactRef.extend({ accountName: z.string().nullable(), intentScore: z.enum(INTENT_SCORES) })),
  accounts: z.array(AccountRef.extend({ intentScore: z.enum(INTENT_SCORES) })),
  /** Pages of the website that visitors opened in the past 90 days. */
  pages: z.array(z.object({ path: z.string(), title: z.string().nullable(), visitors: z.number().int() })),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;
