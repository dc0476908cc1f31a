import type { ContactItem } from '../../../wire/api/contacts.ts';
import type { ConversationDetail, ConversationItem } from '../../../wire/api/conversations.ts';
import { contactOf } from '../../chat/ledger-store.ts';
import type { Chat } from '../../chat/room-store.ts';
import type { ConversationRow } from '../../chat/store.ts';
import { NOT_READ } from '../../chat/type/verdict.ts';
import type { Millis } from '../../foundation/time.ts';
import { contactIdOf } from '../../identity/keys.ts';
import { questionLanguage } from '../../intent/type/language.ts';
import { eachId, type Trx } from '../../machinery/database/database.ts';
import { contactItems } from '../contacts/items-store.ts';
import { instant } from '../intent.ts';
import { SPARK_DAYS } from '../why.ts';

interface ItemRow extends Pick<ConversationRow, 'id' | 'status' | 'surface' | 'verdict' | 'context' | 'state'> {
  readonly identityId: string;
  readonly contactId: string | null;
  readonly startedAt: number;
  readonly dueAt: Date | null;
  readonly leadReadSeq: number;
  readonly teamReadSeq: number;
  readonly lastSeq: number;
  readonly responseMs: number | null;
  readonly unread: number;
  readonly link: { readonly id: string; readonly name: string } | null;
  readonly owner: ConversationItem['owner'];
  readonly responding: ConversationItem['owner'];
  readonly last: { readonly text: string; readonly author: 'lead' | 'rep' | 'agent'; readonly at: string } | null;
}

const rep = (
  column: string,
) => `(select json_build_object('id', r.id, 'name', r.name, 'avatarUrl', r.avatar_url) from rep r
  where r.workspace_id = c.workspace_id and r.id = c.${column})`;

const ROWS = {
  name: 'inbox_rows',
  text: eachId(`select c.id, c.status, c.surface, c.type_verdict as verdict, c.context, c.state, c.identity_id as "identityId",
      ${contactOf('c')} as "contactId", c.started_at as "startedAt", c.due_at as "dueAt", c.lead_read_seq as "leadReadSeq",
      c.team_read_seq as "teamReadSeq", c.last_seq as "lastSeq", c.response_ms as "responseMs",
      (select count(*)::integer from message m where m.workspace_id = c.workspace_id and m.conversation_id = c.id
        and m.seq > c.team_read_seq and m.author = 'lead') as unread,
      (select json_build_object('id', l.id, 'name', l.name) from link l where l.workspace_id = c.workspace_id and l.id = c.link_id) as link,
      ${rep('owner_id')} as owner, ${rep('responding_id')} as responding,
      (select json_build_object('text', left(m.text, 300), 'author', m.author, 'at', m.at) from message m
        where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.author <> 'system' and not m.internal
        order by m.seq desc limit 1) as last
    from conversation c where c.workspace_id = $1 and c.id = asked.id`),
};

type Presence = Pick<Chat, 'isHere'>;

/** The inbox's rows of these conversations, in the order of `ids`; those that are gone are left out. */
export async function conversationItems(
  trx: Trx,
  workspaceId: string,
  ids: readonly string[],
  now: Millis,
  chat: Presence,
): Promise<ConversationItem[]> {
  const rows = await readRows(trx, workspaceId, ids);
  const contacts = await contactsOf(trx, workspaceId, rows, now);
  return rows.map((row) => itemOf(row, contactFor(workspaceId, row, contacts), chat.isHere(workspaceId, row.id)));
}

/** A conversation with what only its own screen shows; null when it is gone. */
export async function conversationDetail(
  trx: Trx,
  workspaceId: string,
  id: string,
  now: Millis,
  chat: Presence,
): Promise<ConversationDetail | null> {
  const [row] = await readRows(trx, workspaceId, [id]);
  if (!row) return null;
  const contacts = await contactsOf(trx, workspaceId, [row], now);
  const { context, responding, responseMs, leadReadSeq, teamReadSeq, lastSeq } = row;
  return {
    ...itemOf(row, contactFor(workspaceId, row, contacts), chat.isHere(workspaceId, id)),
    responding,
    responseMs,
    page: context.page,
    language: questionLanguage(context.language),
    ...{ leadReadSeq, teamReadSeq, lastSeq },
    slack: await threadsOf(trx, workspaceId, id),
  };
}

function readRows(trx: Trx, workspaceId: string, ids: readonly string[]): Promise<ItemRow[]> {
  return ids.length === 0 ? Promise.resolve([]) : trx.run<ItemRow>(ROWS, [workspaceId, ids]);
}

async function contactsOf(trx: Trx, workspaceId: string, rows: readonly ItemRow[], now: Millis) {
  const ids = [...new Set(rows.flatMap(({ contactId }) => contactId ?? []))];
  return new Map((await contactItems(trx, workspaceId, ids, now)).map((item) => [item.id, item]));
}

function itemOf(row: ItemRow, contact: ContactItem, here: boolean): ConversationItem {
  const { verdict, last } = row;
  const { type, final, confidence, by, evidence } = verdict ?? NOT_READ;
  return {
    id: row.id,
    status: row.status,
    contact,
    owner: row.owner,
    type: { type, final, confidence, by, evidence },
    surface: row.surface,
    link: row.link,
    lastText: last?.text ?? '',
    lastAuthor: last?.author ?? null,
    lastAt: last && instant(new Date(last.at)),
    startedAt: instant(row.startedAt),
    unread: row.unread,
    here,
    dueAt: row.dueAt && instant(row.dueAt),
  };
}

function contactFor(workspaceId: string, row: ItemRow, contacts: ReadonlyMap<string, ContactItem>): ContactItem {
  const known = row.contactId === null ? undefined : contacts.get(row.contactId);
  return known ?? visitor(contactIdOf(workspaceId, row.identityId), row.startedAt);
}

// Nothing of this browser was recorded yet, or it is no person's: somebody of whom nothing is known, by the id that they would get.
function visitor(id: string, at: Millis): ContactItem {
  return {
    ...{ id, name: null, email: null, identified: false, account: null, reasons: [], signalCount: 0 },
    ...{ intentScore: 'Low', intentType: 'Unknown', intentTypeFinal: false, points: 0, next: null },
    ...{ source: null, channel: null, country: null, online: false },
    activity: Array.from({ length: SPARK_DAYS }, () => 0),
    firstSeenAt: instant(at),
    lastSignalAt: instant(at),
  };
}

async function threadsOf(trx: Trx, workspaceId: string, id: string): Promise<ConversationDetail['slack']> {
  const rows = await trx.run<{ teamId: string; team: string | null; channel: string; ts: string }>(
    {
      name: 'inbox_threads',
      text: `select t.team_id as "teamId", c.name as team, t.channel, t.thread_ts as ts from slack_thread t
        left join connection c on c.workspace_id = t.workspace_id and c.kind = 'slack' and c.key = t.team_id
        where t.workspace_id = $1 and t.conversation_id = $2 order by t.created_at desc`,
    },
    [workspaceId, id],
  );
  return rows.map(({ teamId, team, channel, ts }) => ({
    team: team ?? teamId,
    channel,
    url: `https://app.slack.com/client/${teamId}/${channel}/thread/${channel}-${ts}`,
  }));
}
