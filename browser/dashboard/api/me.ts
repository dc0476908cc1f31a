import { useSuspenseQuery } from '@tanstack/react-query';
import type { Me } from '../../../wire/api/session.ts';
import type { Permission } from '../../../wire/api/words.ts';
import { queries } from './queries.ts';

/** Who is signed in. Only below the shell, whose route has loaded it. */
export function useMe(): Me {
  return useSuspenseQuery(queries.me()).data;
}

const WHO: Readonly<Record<Permission, string>> = {
  'identities.edit': 'a rep, manager or admin',
  'categories.edit': 'a manager or admin',
  'tag.edit': 'a manager or admin',
  'workspace.edit': 'a manager or admin',
  'members.edit': 'an admin',
  'keys.edit': 'an admin',
  'privacy.edit': 'an admin',
  'sample.edit': 'a manager or admin',
  'links.edit': 'a rep, manager or admin',
  'conversations.answer': 'a rep, manager or admin',
  'chat.edit': 'a manager or admin',
  'connections.edit': 'an admin',
};

export interface Permit {
  readonly allowed: boolean;
  /** Why not, for a tooltip or a notice; empty when allowed. */
  readonly reason: string;
}

export function usePermit(permission: Permission): Permit {
  const { permissions, role } = useMe();
  const allowed = permissions.includes(permission);
  return { allowed, reason: allowed ? '' : `Your role is ${role}. Ask ${WHO[permission]} to do this.` };
}
