import { randomUUID } from 'node:crypto';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { type Kysely, sql } from 'kysely';
import type { Role } from '../../wire/api/words.ts';
import type { Member } from '../../wire/api/workspace.ts';
import { MINUTE, type Millis } from '../foundation/time.ts';
import type { Tables } from '../machinery/tables.ts';
import { roleFrom } from './roles.ts';

const SEEN_EVERY = 5 * MINUTE;

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Somebody's place in a workspace. */
export interface Membership {
  readonly workspaceId: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** `scrypt`, by the same rules as sign-in. Slow on purpose: call it before a transaction, not inside. */
export const passwordHash: (password: string) => Promise<string> = hashPassword;

export async function findUser(q: Kysely<Tables>, email: string): Promise<User | null> {
  const row = await q
    .selectFrom('auth_user')
    .select(['id', 'name', 'email'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst();
  return row ?? null;
}

/** Whether `password` is the user's present one. */
export async function isPasswordOf(q: Kysely<Tables>, userId: string, password: string): Promise<boolean> {
  const row = await q
    .selectFrom('auth_account')
    .select('password')
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .executeTakeFirst();
  return row?.password ? verifyPassword({ hash: row.password, password }) : false;
}

/** A user who signs in with e-mail and password. Rows are as better-auth writes them at a sign-up. */
export async function insertUser(
  q: Kysely<Tables>,
  user: { readonly name: string; readonly email: string; readonly passwordHash: string; readonly at: Millis },
): Promise<User> {
  const at = new Date(user.at);
  const made = { id: randomUUID(), name: user.name, email: user.email.toLowerCase() };
  await q
    .insertInto('auth_user')
    .values({ ...made, emailVerified: false, createdAt: at, updatedAt: at })
    .execute();
  await q
    .insertInto('auth_account')
    .values({
      id: randomUUID(),
      accountId: made.id,
      providerId: 'credential',
      userId: made.id,
      password: user.passwordHash,
      createdAt: at,
      updatedAt: at,
    })
    .execute();
  return made;
}

export async function insertMember(
  q: Kysely<Tables>,
  workspaceId: string,
  member: { readonly userId: string; readonly role: Role; readonly at: Millis },
): Promise<void> {
  await q
    .insertInto('auth_member')
    .values({
      id: randomUUID(),
      organizationId: workspaceId,
      userId: member.userId,
      role: member.role,
      createdAt: new Date(member.at),
    })
    .execute();
}

/** Oldest first. `you` is true of the caller's own row. */
export async function listMembers(
  q: Kysely<Tables>,
  workspaceId: string,
  callerUserId: string | null,
): Promise<Member[]> {
  const rows = await memberships(q)
    .select(['m.id', 'm.createdAt', 'm.lastSeenAt'])
    .where('m.organizationId', '=', workspaceId)
    .orderBy('m.createdAt')
    .orderBy('m.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    role: roleFrom(row.role),
    joinedAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    you: row.userId === callerUserId,
  }));
}

export async function findMember(q: Kysely<Tables>, workspaceId: string, id: string): Promise<Membership | null> {
  const row = await memberships(q)
    .where('m.organizationId', '=', workspaceId)
    .where('m.id', '=', id)
    .executeTakeFirst();
  return row ? membershipOf(row) : null;
}

export async function isMember(q: Kysely<Tables>, workspaceId: string, email: string): Promise<boolean> {
  const row = await memberships(q)
    .where('m.organizationId', '=', workspaceId)
    .where('u.email', '=', email.toLowerCase())
    .executeTakeFirst();
  return row !== undefined;
}

/** How many admins there are besides this member. Ask it under `lockChanges`, or two could leave at once. */
export async function countOtherAdmins(q: Kysely<Tables>, workspaceId: string, memberId: string): Promise<number> {
  const row = await q
    .selectFrom('auth_member')
    .select((member) => member.fn.countAll<number>().as('n'))
    .where('organizationId', '=', workspaceId)
    .where('role', '=', 'admin')
    .where('id', '<>', memberId)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

export async function hasMembers(q: Kysely<Tables>): Promise<boolean> {
  return (await q.selectFrom('auth_member').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export async function changeRole(q: Kysely<Tables>, workspaceId: string, id: string, role: Role): Promise<void> {
  await q
    .updateTable('auth_member')
    .set({ role })
    .where('organizationId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Ends a membership. A user who is a member of nothing else is deleted with sessions and password; else they are signed out. */
export async function deleteMember(q: Kysely<Tables>, workspaceId: string, id: string, userId: string): Promise<void> {
  await q.deleteFrom('auth_member').where('organizationId', '=', workspaceId).where('id', '=', id).execute();
  await q.deleteFrom('auth_session').where('userId', '=', userId).execute();
  await q
    .deleteFrom('auth_user')
    .where('id', '=', userId)
    .where(sql<boolean>`not exists (select from auth_member m where m."userId" = auth_user.id)`)
    .execute();
}

/**
 * Where a signed-in user works: in the workspace their session names, else in the one they joined first. Null when in none.
 * Notes that they were seen, every five minutes.
 */
export async function findMembership(
  q: Kysely<Tables>,
  userId: string,
  activeWorkspaceId: string | null,
  now: Millis,
): Promise<Membership | null> {
  const row = await memberships(q)
    .select(['m.id', 'm.lastSeenAt'])
    .where('m.userId', '=', userId)
    .orderBy(sql`(m."organizationId" = ${activeWorkspaceId ?? ''}) desc`)
    .orderBy('m.createdAt')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  if (!row.lastSeenAt || row.lastSeenAt.getTime() < now - SEEN_EVERY) {
    await q
      .updateTable('auth_member')
      .set({ lastSeenAt: new Date(now) })
      .where('id', '=', row.id)
      .execute();
  }
  return membershipOf(row);
}

function memberships(q: Kysely<Tables>) {
  return q
    .selectFrom('auth_member as m')
    .innerJoin('auth_user as u', 'u.id', 'm.userId')
    .select(['m.organizationId', 'm.userId', 'm.role', 'u.name', 'u.email']);
}

function membershipOf(row: {
  readonly organizationId: string;
  readonly userId: string;
  readonly role: string;
  readonly name: string;
  readonly email: string;
}): Membership {
  return {
    workspaceId: row.organizationId,
    userId: row.userId,
    name: row.name,
    email: row.email,
    role: roleFrom(row.role),
  };
}
