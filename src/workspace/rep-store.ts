import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Millis } from '../foundation/time.ts';
import type { Trx } from '../machinery/database/database.ts';
import type { Tables } from '../machinery/tables.ts';
import { abilitiesOfRole, roleFrom } from './roles.ts';

/** Somebody who answers leads. */
export interface Rep {
  readonly id: string;
  readonly name: string;
  /** Lower case. */
  readonly email: string | null;
  readonly avatarUrl: string | null;
  /** Null: answers from Slack only. */
  readonly userId: string | null;
  readonly active: boolean;
}

/** What another place knows of somebody who answers. */
export interface RepFacts {
  readonly name: string;
  readonly email: string | null;
  readonly avatarUrl?: string | null;
  readonly userId?: string | null;
}

const COLUMNS = `id, name, email, avatar_url as "avatarUrl", user_id as "userId", active`;

/** All of them, also those who left, by name. */
export function listReps(trx: Trx, workspaceId: string): Promise<Rep[]> {
  return trx.run<Rep>(
    { name: 'rep_list', text: `select ${COLUMNS} from rep where workspace_id = $1 order by lower(name), id` },
    [workspaceId],
  );
}

export async function findRep(trx: Trx, workspaceId: string, id: string): Promise<Rep | null> {
  const rows = await trx.run<Rep>(
    { name: 'rep_by_id', text: `select ${COLUMNS} from rep where workspace_id = $1 and id = $2` },
    [workspaceId, id],
  );
  return rows[0] ?? null;
}

export async function findRepOfUser(trx: Trx, workspaceId: string, userId: string): Promise<Rep | null> {
  const rows = await trx.run<Rep>(
    { name: 'rep_by_user', text: `select ${COLUMNS} from rep where workspace_id = $1 and user_id = $2` },
    [workspaceId, userId],
  );
  return rows[0] ?? null;
}

/**
 * The rep that these facts are about, made when there is none: the user's, else that of the same e-mail, which then is the
 * user's too. Active again. A picture that is not told stays.
 */
export async function keepRep(trx: Trx, workspaceId: string, facts: RepFacts, at: Millis): Promise<Rep> {
  const email = facts.email?.trim().toLowerCase() || null;
  const { name, avatarUrl = null, userId = null } = facts;
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const [known] = await trx.run<Rep>(FIND, [workspaceId, userId, email]);
    const values = [workspaceId, known?.id ?? randomUUID(), name, email, avatarUrl, userId];
    const [kept] = await trx.run<Rep>(known ? CHANGE : INSERT, known ? values : [...values, new Date(at)]);
    // None: somebody else made them at the same moment, and they are found now.
    if (kept) return kept;
  }
  throw new Error('a rep was neither found nor made');
}

const FIND = {
  name: 'rep_of_facts',
  text: `select ${COLUMNS} from rep where workspace_id = $1 and (user_id = $2 or email = $3)
    order by (user_id = $2) desc nulls last limit 1 for update`,
};
// A user's address may have become another rep's: each keeps its own.
const CHANGE = {
  name: 'rep_change',
  text: `update rep set name = $3, avatar_url = coalesce($5, avatar_url), user_id = coalesce($6, user_id), active = true,
      email = case when exists (select from rep o where o.workspace_id = $1 and o.email = $4 and o.id <> $2) then email else coalesce($4, email) end
    where workspace_id = $1 and id = $2 returning ${COLUMNS}`,
};
const INSERT = {
  name: 'rep_insert',
  text: `insert into rep (workspace_id, id, name, email, avatar_url, user_id, created_at) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict do nothing returning ${COLUMNS}`,
};

/** Takes reps out of those who can be assigned. They are kept: conversations name them. */
export async function retireReps(trx: Trx, workspaceId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await trx.run(
    {
      name: 'rep_retire',
      text: 'update rep set active = false where workspace_id = $1 and id = any($2::uuid[])',
    },
    [workspaceId, ids],
  );
}

/** A member who may answer. */
export interface AnsweringMember {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

/** The members whose role includes answering. Asked across workspaces, since sign-in's tables know no row-level security. */
export async function listAnsweringMembers(q: Kysely<Tables>, workspaceId: string): Promise<AnsweringMember[]> {
  const rows = await q
    .selectFrom('auth_member as m')
    .innerJoin('auth_user as u', 'u.id', 'm.userId')
    .select(['m.userId', 'm.role', 'u.name', 'u.email'])
    .where('m.organizationId', '=', workspaceId)
    .execute();
  return rows
    .filter(({ role }) => abilitiesOfRole(roleFrom(role)).has('conversations.answer'))
    .map(({ userId, name, email }) => ({ userId, name, email }));
}

/**
 * Brings the reps up to the members: each who may answer is one. Who is no member any more is a rep only while an active
 * Slack user is the same person.
 */
export async function matchReps(
  trx: Trx,
  workspaceId: string,
  members: readonly AnsweringMember[],
  at: Millis,
): Promise<Rep[]> {
  const before = await listReps(trx, workspaceId);
  const byUser = new Map(before.flatMap((rep) => (rep.userId === null ? [] : [[rep.userId, rep] as const])));
  for (const member of members) {
    const rep = byUser.get(member.userId);
    if (rep?.active && rep.name === member.name && rep.email === member.email.toLowerCase()) continue;
    await keepRep(trx, workspaceId, member, at);
  }
  const present = new Set(members.map(({ userId }) => userId));
  const gone = before.filter(({ userId }) => userId !== null && !present.has(userId));
  if (gone.length > 0) {
    await trx.run(
      {
        name: 'rep_members_gone',
        text: `update rep set user_id = null, active = active and exists (
            select from slack_user s where s.workspace_id = $1 and s.rep_id = rep.id and s.active)
          where workspace_id = $1 and id = any($2::uuid[])`,
      },
      [workspaceId, gone.map(({ id }) => id)],
    );
  }
  return listReps(trx, workspaceId);
}
