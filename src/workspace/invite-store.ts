import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Role } from '../../wire/api/words.ts';
import { DAY, type Millis } from '../foundation/time.ts';
import type { Tables } from '../machinery/tables.ts';
import { roleFrom } from './roles.ts';

const VALID_DAYS = 7;

export interface StoredInvite {
  /** Also the secret of its address. */
  readonly id: string;
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly email: string;
  readonly role: Role;
  readonly invitedBy: string;
  readonly expiresAt: Date;
}

/** Invites `email`, valid for a week. An open invite of the same address is replaced, so its link stops working. */
export async function insertInvite(
  q: Kysely<Tables>,
  workspaceId: string,
  invite: {
    readonly email: string;
    readonly role: Role;
    readonly invitedBy: string;
    readonly inviterId: string | null;
    readonly at: Millis;
  },
): Promise<string> {
  const id = randomBytes(32).toString('base64url');
  const email = invite.email.toLowerCase();
  await q.deleteFrom('auth_invitation').where('organizationId', '=', workspaceId).where('email', '=', email).execute();
  await q
    .insertInto('auth_invitation')
    .values({
      id,
      organizationId: workspaceId,
      email,
      role: invite.role,
      status: 'pending',
      inviterId: invite.inviterId,
      invitedBy: invite.invitedBy,
      createdAt: new Date(invite.at),
      expiresAt: new Date(invite.at + VALID_DAYS * DAY),
    })
    .execute();
  return id;
}

/** The invites that can still be accepted, newest first. */
export async function listInvites(q: Kysely<Tables>, workspaceId: string, now: Millis): Promise<StoredInvite[]> {
  const rows = await open(q, now).where('i.organizationId', '=', workspaceId).orderBy('i.createdAt', 'desc').execute();
  return rows.map(inviteOf);
}

/** An invite by its secret, or null when unknown, used or expired. */
export async function findInvite(q: Kysely<Tables>, id: string, now: Millis): Promise<StoredInvite | null> {
  const row = await open(q, now).where('i.id', '=', id).executeTakeFirst();
  return row ? inviteOf(row) : null;
}

/** Takes an invite away, used or withdrawn; its address, or null when there is none. */
export async function deleteInvite(q: Kysely<Tables>, workspaceId: string, id: string): Promise<string | null> {
  const row = await q
    .deleteFrom('auth_invitation')
    .where('organizationId', '=', workspaceId)
    .where('id', '=', id)
    .returning('email')
    .executeTakeFirst();
  return row?.email ?? null;
}

function open(q: Kysely<Tables>, now: Millis) {
  return q
    .selectFrom('auth_invitation as i')
    .innerJoin('auth_organization as o', 'o.id', 'i.organizationId')
    .select(['i.id', 'i.organizationId', 'o.name', 'i.email', 'i.role', 'i.invitedBy', 'i.expiresAt'])
    .where('i.expiresAt', '>', new Date(now));
}

function inviteOf(row: {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly invitedBy: string;
  readonly expiresAt: Date;
}): StoredInvite {
  return {
    id: row.id,
    workspaceId: row.organizationId,
    workspaceName: row.name,
    email: row.email,
    role: roleFrom(row.role),
    invitedBy: row.invitedBy,
    expiresAt: row.expiresAt,
  };
}
