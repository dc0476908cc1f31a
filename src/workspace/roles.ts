import {
  KEY_SCOPES,
  type KeyScope,
  PERMISSIONS,
  type Permission,
  ROLE_PERMISSIONS,
  ROLES,
  type Role,
} from '../../wire/api/words.ts';

/** Every member reads all but API keys and the audit log; changing something needs the permission of its name. Only keys send signals. */
export type Granted = Permission | 'read' | 'capture';

export function abilitiesOfRole(role: Role): ReadonlySet<Granted> {
  return new Set<Granted>(['read', ...ROLE_PERMISSIONS[role]]);
}

/**
 * What an API key may do: `capture` only sends signals; `read` reads what a viewer reads; `write` changes what a manager
 * changes; `admin` all of it. Scopes add up.
 */
export function abilitiesOfScopes(scopes: readonly string[]): ReadonlySet<Granted> {
  return new Set(KEY_SCOPES.filter((scope) => scopes.includes(scope)).flatMap((scope) => SCOPE_ABILITIES[scope]));
}

/** The role whose members may do what a key of these scopes may, for answers that name a role. */
export function roleOfScopes(scopes: readonly string[]): Role {
  if (scopes.includes('admin')) return 'admin';
  return scopes.includes('write') ? 'manager' : 'viewer';
}

/** A role as stored; an unknown word gives the least. */
export function roleFrom(word: string): Role {
  return ROLES.find((role) => role === word) ?? 'viewer';
}

const SCOPE_ABILITIES: Readonly<Record<KeyScope, readonly Granted[]>> = {
  read: ['read'],
  write: ['read', ...ROLE_PERMISSIONS.manager],
  capture: ['capture'],
  admin: ['read', 'capture', ...PERMISSIONS],
};
