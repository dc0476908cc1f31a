import type { WebClient } from '@slack/web-api';
import type { Millis } from '../../foundation/time.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { findRep, keepRep, listAnsweringMembers, matchReps, type Rep, retireReps } from '../../workspace/rep-store.ts';
import type { SlackProblem } from './client.ts';
import type { SlackDeps } from './deps-store.ts';
import { personOf, type SlackPerson } from './incoming.ts';
import { changeTeam, type UsableTeam } from './team-store.ts';

/** Somebody of a team, and the rep they are. */
export interface Person {
  readonly userId: string;
  readonly repId: string | null;
  readonly name: string;
  readonly avatarUrl: string | null;
}

const PAGE = 200;
const PAGES_MAX = 100;

/** Imports everybody of a team as reps. Null when done, else why it could not be. */
export async function importPeople(deps: SlackDeps, team: UsableTeam): Promise<SlackProblem | null> {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const read = await deps.clients.call(team.hidden.botToken, (client) => listPage(client, cursor));
    if (!read.ok) return read.problem;
    const people = read.value.people.filter(({ id }) => id !== team.settings.botUserId);
    await deps.db.inWorkspace(team.workspaceId, async (trx) => {
      for (const person of people) await keepPerson(trx, team.workspaceId, team.key, person, deps.clock());
    });
    cursor = read.value.next;
    if (!cursor) break;
  }
  // Members are reps too, and the same ones where the address is the same.
  const members = await listAnsweringMembers(deps.db.system, team.workspaceId);
  await deps.db.inWorkspace(team.workspaceId, (trx) => matchReps(trx, team.workspaceId, members, deps.clock()));
  await deps.db.inWorkspace(team.workspaceId, (trx) =>
    changeTeam(trx, team.workspaceId, team.key, { peopleAt: deps.clock() }),
  );
  return null;
}

async function listPage(client: WebClient, cursor: string | undefined) {
  const { members = [], response_metadata: more } = await client.users.list({ limit: PAGE, ...(cursor && { cursor }) });
  return { people: members.map(personOf), next: more?.next_cursor || undefined };
}

/** Who wrote: as known, else as Slack says. Somebody that Slack does not know is "Somebody". Null when Slack does not answer now. */
export async function findPerson(deps: SlackDeps, team: UsableTeam, userId: string): Promise<Person | null> {
  const { workspaceId, key: teamId } = team;
  const known = await deps.db.inWorkspace(workspaceId, (trx) => personOfUser(trx, workspaceId, teamId, userId));
  if (known) return known;
  const told = await deps.clients.call(team.hidden.botToken, (client) => client.users.info({ user: userId }));
  if (!told.ok) return told.problem.word === 'refused' ? nobody(userId) : null;
  const person = personOf(told.value.user);
  return deps.db.inWorkspace(workspaceId, (trx) =>
    keepPerson(trx, workspaceId, teamId, { ...person, id: userId }, deps.clock()),
  );
}

/** Somebody of whom nothing is known. */
export function nobody(userId: string): Person {
  return { userId, repId: null, name: 'Somebody', avatarUrl: null };
}

/** The Slack user that a rep is in this team. */
export async function userOfRep(trx: Trx, workspaceId: string, teamId: string, repId: string): Promise<string | null> {
  const rows = await trx.run<{ userId: string }>(
    {
      name: 'slack_user_of_rep',
      text: `select user_id as "userId" from slack_user
        where workspace_id = $1 and rep_id = $3 and team_id = $2 and active order by updated_at desc limit 1`,
    },
    [workspaceId, teamId, repId],
  );
  return rows[0]?.userId ?? null;
}

/** Names by user id, for mentions. */
export async function namesOf(
  trx: Trx,
  workspaceId: string,
  teamId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await trx.run<{ userId: string; name: string }>(
    {
      name: 'slack_user_names',
      text: `select user_id as "userId", name from slack_user where workspace_id = $1 and team_id = $2 and user_id = any($3)`,
    },
    [workspaceId, teamId, ids],
  );
  return new Map(rows.map(({ userId, name }) => [userId, name]));
}

async function personOfUser(trx: Trx, workspaceId: string, teamId: string, userId: string): Promise<Person | null> {
  const rows = await trx.run<Person>(
    {
      name: 'slack_user_find',
      text: `select user_id as "userId", rep_id as "repId", name, avatar_url as "avatarUrl" from slack_user
        where workspace_id = $1 and team_id = $2 and user_id = $3`,
    },
    [workspaceId, teamId, userId],
  );
  return rows[0] ?? null;
}

/** Keeps what Slack says of somebody, and the rep they are: the one known before, that of the same e-mail, or a new one. */
export async function keepPerson(
  trx: Trx,
  workspaceId: string,
  teamId: string,
  person: SlackPerson,
  at: Millis,
): Promise<Person> {
  const before = await personOfUser(trx, workspaceId, teamId, person.id);
  const rep = person.active ? await repFor(trx, workspaceId, person, before?.repId ?? null, at) : null;
  const repId = rep?.id ?? before?.repId ?? null;
  await trx.run(KEEP, [
    ...[workspaceId, teamId, person.id, repId, person.name, person.email, person.avatarUrl, person.active],
    new Date(at),
  ]);
  if (!person.active && repId !== null) await retireUnlessElsewhere(trx, workspaceId, repId);
  return { userId: person.id, repId, name: rep?.name ?? person.name, avatarUrl: person.avatarUrl };
}

const KEEP = {
  name: 'slack_user_keep',
  text: `insert into slack_user (workspace_id, team_id, user_id, rep_id, name, email, avatar_url, active, updated_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (workspace_id, team_id, user_id) do update set rep_id = excluded.rep_id, name = excluded.name, email = excluded.email,
      avatar_url = excluded.avatar_url, active = excluded.active, updated_at = excluded.updated_at`,
};

// A member's name is what they gave themselves in Knock; others are called as in Slack.
async function repFor(
  trx: Trx,
  workspaceId: string,
  person: SlackPerson,
  repId: string | null,
  at: Millis,
): Promise<Rep> {
  const { name, email, avatarUrl } = person;
  const known = repId === null ? null : await findRep(trx, workspaceId, repId);
  if (email === null && known?.active) return known;
  const [same] = await trx.run<{ name: string }>(MEMBER, [workspaceId, email]);
  const called = same?.name ?? name;
  return keepRep(trx, workspaceId, { name: called, email, avatarUrl }, at);
}

const MEMBER = {
  name: 'slack_rep_member',
  text: 'select name from rep where workspace_id = $1 and email = $2 and user_id is not null',
};

async function retireUnlessElsewhere(trx: Trx, workspaceId: string, repId: string): Promise<void> {
  const rows = await trx.run<{ id: string }>(
    {
      name: 'slack_rep_only_here',
      text: `select id from rep r where workspace_id = $1 and id = $2 and user_id is null
        and not exists (select from slack_user s where s.workspace_id = $1 and s.rep_id = r.id and s.active)`,
    },
    [workspaceId, repId],
  );
  await retireReps(
    trx,
    workspaceId,
    rows.map(({ id }) => id),
  );
}

/** How many people of a team are known, and how many of them are members. */
export async function countPeople(
  trx: Trx,
  workspaceId: string,
  teamId: string,
): Promise<{ readonly people: number; readonly matched: number }> {
  const [row] = await trx.run<{ people: number; matched: number }>(
    {
      name: 'slack_user_counts',
      text: `select count(*) as people, count(r.user_id) as matched from slack_user s
        left join rep r on r.workspace_id = s.workspace_id and r.id = s.rep_id
        where s.workspace_id = $1 and s.team_id = $2 and s.active`,
    },
    [workspaceId, teamId],
  );
  return row ?? { people: 0, matched: 0 };
}
