import { z } from 'zod';

export const EMAIL_LENGTH_MAX = 254;

/**
 * One @ and before it what RFC 5322 lets stand without quotes, in any script; a domain with a dot and a letter-led top level.
 * No apostrophe at either end: those are quotation marks around an address. Whether it can receive mail is not asked here.
 */
export const EMAIL =
  /^(?!')[^\s@"<>()[\],;:\\]{1,64}(?<!')@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]{1,62}$/u;

/** An address of anybody who can be on record, as the API and the chat take it. Members have narrower ones, those that can sign in. */
export const EmailAddress = z.email({ pattern: EMAIL }).max(EMAIL_LENGTH_MAX);
