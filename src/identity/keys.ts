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
