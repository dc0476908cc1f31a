import { randomUUID } from 'node:crypto';
import type { ConversationAct } from '../../../wire/api/conversations.ts';
import { CHAT_TEXT_MAX } from '../../../wire/chat-limits.ts';
import { type Outcome, ok, refused } from '../../foundation/outcome.ts';
import { findRep } from '../../workspace/rep-store.ts';
import type { StoredMessage } from '../change.ts';
import { auditAct, conduct, type Entered, enter, type Held } from '../enter-store.ts';
import { findFile, insertFile, mediaTypeOf } from '../files/file-store.ts';
import { findByClientId, findById } from '../message-store.ts';
import { readUpTo } from '../read-store.ts';
import type { Chat, ChatRoom, FileUpload, MessageName, RepPost } from '../room-store.ts';
import { spokenText } from '../spoken.ts';
import type { ChatEvent, ChatWord, Doer } from '../state.ts';

/** What the team, in the dashboard or in Slack, does in conversations. */
export function teamChat(room: ChatRoom): Chat {
  return {
    postFromRep: async (workspaceId, id, post) => {
      const posted = await conduct(room, workspaceId, id, (held) => postIn(room, held, post));
      // Who answers has read what came before, wherever they read it.
      if (posted.ok && !post.internal) await readUpTo(room, workspaceId, id, 'team', posted.value.seq);
      return posted;
    },
    editFromRep: (workspaceId, id, { message, text }) =>
      conduct(room, workspaceId, id, (held) => changeIn(room, held, message, spokenText(text))),
    deleteFromRep: (workspaceId, id, message) =>
      conduct(room, workspaceId, id, (held) => changeIn(room, held, message, null)),
    act: (workspaceId, id, act, by) => conduct(room, workspaceId, id, (held) => actIn(room, held, act, by)),
    addFile: (workspaceId, id, file) => addFile(room, workspaceId, id, file),
    readFile: (workspaceId, fileId) => room.db.inWorkspace(workspaceId, (trx) => findFile(trx, workspaceId, fileId)),
    isHere: (workspaceId, id) => room.floor.isHere(workspaceId, id),
    repTyping: (workspaceId, id, name, typing) => room.floor.repTypes(workspaceId, id, name, typing),
    watch: (hear) => room.floor.watch(hear),
  };
}

type Done<Result> = Outcome<{ readonly entered: Entered | null; readonly result: Result }, ChatWord>;

async function postIn(room: ChatRoom, held: Held, post: RepPost): Promise<Done<StoredMessage>> {
  const { trx, workspaceId, conversation } = held;
  const known = await findByClientId(trx, workspaceId, conversation.id, post.clientId);
  if (known) return known.author === 'rep' ? ok({ entered: null, result: known }) : taken();
  const text = spokenText(post.text);
  if (text === '' && post.files.length === 0) return refused('invalid', 'text', 'There is nothing to send.');
  if (text.length > CHAT_TEXT_MAX)
    return refused('too_large', 'text', `A message may have ${CHAT_TEXT_MAX} characters.`);
  const said = { id: randomUUID(), clientId: post.clientId, text, via: post.via };
  const by = { repId: post.repId, name: post.authorName };
  const away = !room.floor.isHere(workspaceId, conversation.id);
  const event: ChatEvent = post.internal ? { kind: 'note', said, by } : { kind: 'rep', said, by, away };
  const entered = await enter(room, held, event, { files: post.files });
  if (!entered.ok) return entered;
  const message = entered.value.messages.find((one) => one.id === said.id);
  if (!message) throw new Error('a message was received and not written');
  return ok({ entered: entered.value, result: message });
}

export function taken() {
  return refused('conflict' as const, 'clientId', 'Another message has this client id. Make a new one.');
}

/** `text` null deletes. */
async function changeIn(
  room: ChatRoom,
  held: Held,
  name: MessageName,
  text: string | null,
): Promise<Done<StoredMessage>> {
  const { trx, workspaceId, conversation } = held;
  const message =
    'id' in name
      ? await findById(trx, workspaceId, conversation.id, name.id)
      : await findByClientId(trx, workspaceId, conversation.id, name.clientId);
  if (!message) return refused('not_found', null, 'There is no such message.');
  if (message.author !== 'rep') return refused('conflict', null, 'Only what the team wrote can be changed.');
  if (text !== null && text.length > CHAT_TEXT_MAX) {
    return refused('too_large', 'text', `A message may have ${CHAT_TEXT_MAX} characters.`);
  }
  const isSame = message.deletedAt !== null ? text === null || text === '' : text === message.text;
  if (isSame) return ok({ entered: null, result: message });
  if (message.deletedAt !== null) return refused('conflict', null, 'This message was deleted.');
  const how = text === null || text === '' ? 'delete' : 'edit';
  const entered = await enter(room, held, { kind: how, seq: message.seq }, { text: text ?? '' });
  if (!entered.ok) return entered;
  return ok({ entered: entered.value, result: entered.value.messages[0] ?? message });
}

async function actIn(
  room: ChatRoom,
  held: Held,
  act: ConversationAct,
  { actor, ...by }: Doer & { readonly actor: string },
): Promise<Done<null>> {
  const event = await eventOf(held, act, by);
  if (!event.ok) return event;
  const entered = await enter(room, held, event.value, { actor });
  if (!entered.ok) return entered;
  if (entered.value.changes.length > 0) {
    await auditAct(held, actor, act.act, `${SENTENCES[act.act]} conversation ${held.conversation.id}.`);
  }
  return ok({ entered: entered.value, result: null });
}

const SENTENCES: Readonly<Record<ConversationAct['act'], string>> = {
  take: 'Took',
  assign: 'Assigned',
  close: 'Closed',
  reopen: 'Reopened',
  reject: 'Rejected',
  spam: 'Marked as spam:',
  qualify: 'Qualified',
  type: 'Corrected the intent type of',
};

async function eventOf(
  { trx, workspaceId }: Held,
  act: ConversationAct,
  by: Doer,
): Promise<Outcome<ChatEvent, ChatWord>> {
  switch (act.act) {
    case 'take':
      if (by.repId === null) return refused('conflict', null, 'Only somebody who answers can take a conversation.');
      return ok({ kind: 'take', by: { ...by, repId: by.repId } });
    case 'assign': {
      if (act.repId === null) return ok({ kind: 'assign', to: null, by });
      const rep = isUuid(act.repId) ? await findRep(trx, workspaceId, act.repId) : null;
      if (!rep?.active) return refused('not_found', 'repId', 'There is nobody of this id who answers.');
      return ok({ kind: 'assign', to: { repId: rep.id, name: rep.name }, by });
    }
    case 'type':
      return ok({ kind: 'type', type: act.type, by });
    default:
      return ok({ kind: act.act, by });
  }
}

/** Whether a caller's text can be an id at all. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** Keeps a file of the lead or of the team until a message carries it. */
export async function addFile(room: ChatRoom, workspaceId: string, conversationId: string, file: FileUpload) {
  const mediaType = await mediaTypeOf(file);
  if (mediaType === null) {
    return refused('unsupported_type' as const, 'file', 'Files of this kind cannot be sent.');
  }
  return conduct(room, workspaceId, conversationId, async ({ trx, at }) => {
    const kept = await insertFile(trx, workspaceId, conversationId, { ...file, mediaType }, at);
    return kept.ok ? ok({ entered: null, result: kept.value }) : kept;
  });
}
