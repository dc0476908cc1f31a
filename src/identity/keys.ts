import type { IdentityKey } from '../capture/draft.ts';
import { namedId } from '../foundation/ids.ts';

/** The id of an identity: what it is by its value, so that every worker knows it without asking. */
export function identityIdOf(workspaceId: string, key: IdentityKey): string {
  return namedId(workspaceId, 'identity', key.kind, key.value);
}

/** The id of the contact that an identity founds when no claim gives it to another. */
export function contactIdOf(workspaceId: string, identityId: string): string {
  return namedId(workspaceId, 'contact', identityId);
}

/** The id of the account of a registrable domain. */
export function accountIdOf(workspaceId: string, domain: string): string {
  return namedId(workspaceId, 'account', domain);
}

/** Whether a caller's text can be an id at all; what cannot is nobody's. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
