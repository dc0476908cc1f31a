import type { Millis } from '../foundation/time.ts';
import type { Claim } from './draft.ts';
import { readIdentityToken } from './identity-token.ts';
import type { DroppedField } from './refusal.ts';
import { emailAddress, senderId } from './sender.ts';

/** Who somebody is said to be, as stated; a null or absent value states nothing. */
export interface Stated {
  readonly userId?: unknown;
  readonly email?: unknown;
  readonly token?: unknown;
}

/** What a sender calls the stated values, for the report of one that had to be dropped. */
export interface ClaimFields {
  readonly userId: string;
  readonly email: string;
}

/**
 * The claim that is left when what cannot be an id or an e-mail is dropped and reported. A valid token's values replace all
 * others and are verified; a forged or expired one is dropped and the rest stays a mere claim. `trusted` callers verify.
 */
export function claimOf(
  stated: Stated,
  fields: ClaimFields,
  proof: { readonly secrets: readonly (string | null)[]; readonly now: Millis; readonly trusted: boolean },
  dropped: DroppedField[],
): Claim | null {
  if (typeof stated.token === 'string' && stated.token !== '') {
    const holder = readIdentityToken(stated.token, proof.secrets, proof.now);
    if (holder.ok) return { ...holder.value, verified: true };
    dropped.push(droppedField(holder));
  }
  const userId = isStated(stated.userId) ? keep(senderId(stated.userId, fields.userId), dropped) : null;
  const email = isStated(stated.email) ? keep(emailAddress(stated.email, fields.email), dropped) : null;
  return userId === null && email === null ? null : { userId, email, verified: proof.trusted };
}

/** Whether the claim is of the customer's own team; it names itself, so an impostor only makes itself count less. */
export function isStaff(claim: Claim | null, { staffDomains }: { readonly staffDomains: readonly string[] }): boolean {
  const domain = claim?.email?.split('@')[1];
  return domain !== undefined && staffDomains.includes(domain);
}

function isStated(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

type Kept = { readonly ok: true; readonly value: string } | ({ readonly ok: false } & DroppedField);

function keep(outcome: Kept, dropped: DroppedField[]): string | null {
  if (outcome.ok) return outcome.value;
  dropped.push(droppedField(outcome));
  return null;
}

function droppedField({ reason, field, message }: DroppedField): DroppedField {
  return { reason, field, message };
}
