import type { IdentityKey } from '../capture/draft.ts';
import { namedId } from '../foundation/ids.ts';
import { remember } from '../foundation/remember.ts';

const REMEMBERED_MAX = 500;
// A batch is of few browsers, and they come again.
const idNamed = remember(REMEMBERED_MAX, (name) => namedId(name));

/** The id of an identity: what it is by its value, so that every worker knows it without asking. */
export function identityIdOf(workspaceId: string, { kind, value }: IdentityKey): string {
  return idNamed(`${workspaceId}\0identity\0${kind}\0${value}`);
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
