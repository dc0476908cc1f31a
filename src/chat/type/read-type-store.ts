import { randomUUID } from 'node:crypto';
import { ok } from '../../foundation/outcome.ts';
import { languageOf, questionLanguage } from '../../intent/type/language.ts';
import { clarifyingQuestion } from '../../intent/type/question.ts';
import type { ReadVerdict } from '../../intent/type/verdict.ts';
import type { ConversationChange } from '../change.ts';
import { conduct, type Entered, enter, type Held, retypeContactOf } from '../enter-store.ts';
import { leadTexts } from '../message-store.ts';
import type { ChatRoom } from '../room-store.ts';
import { type ConversationRow, findConversation } from '../store.ts';
import { saveVerdict, signalsOf } from './type-store.ts';
import { keptVerdict, replaces } from './verdict.ts';

/** Messages that are read together: the latest. */
const MESSAGES_MAX = 50;
/** The question's own id: a conversation has one at most. */
const QUESTION_ID = 'agent:type-question';

/**
 * Reads why the lead came, after their message `seq`, and keeps it; asks them once when their words leave it open. What a rep said stands. Reading
 * takes as long as a provider takes, and holds nothing meanwhile: a person who joins in that time silences the question.
 */
export async function readType(
  room: ChatRoom,
  workspaceId: string,
  conversationId: string,
  seq: number,
): Promise<void> {
  const found = await room.db.inWorkspace(workspaceId, async (trx) => {
    const conversation = await findConversation(trx, workspaceId, conversationId);
    if (!conversation || !isToRead(conversation, seq)) return null;
    const messages = await leadTexts(trx, workspaceId, conversationId, MESSAGES_MAX);
    const signals = await signalsOf(trx, workspaceId, conversationId);
    return { messages, signals, state: conversation.state };
  });
  if (!found) return;
  const { messages, signals, state } = found;
  const read = await room.types.read(workspaceId, { messages, signals, answer: state.answer });
  const last = messages.at(-1) ?? '';
  await conduct(room, workspaceId, conversationId, async (held) =>
    ok({ entered: await keep(room, held, read, state.lastLeadSeq, last), result: null }),
  );
}

// A later message was read already, or nobody may say better.
function isToRead({ verdict }: ConversationRow, seq: number): boolean {
  return verdict === null || (verdict.by !== 'rep' && verdict.seq < seq);
}

async function keep(
  room: ChatRoom,
  held: Held,
  read: ReadVerdict,
  seq: number,
  lastText: string,
): Promise<Entered | null> {
  const { trx, workspaceId, at, setup } = held;
  const { id, verdict: standing, intentType, intentTypeFinal, context } = held.conversation;
  const verdict = keptVerdict(read, at, seq);
  if (!replaces(standing, verdict)) return null;
  await saveVerdict(trx, workspaceId, id, verdict);
  const { type, final, by } = verdict;
  const conversation = { ...held.conversation, verdict, intentType: type, intentTypeFinal: final };
  const contactIds = await retypeContactOf(trx, workspaceId, id);
  const changes: ConversationChange[] = [];
  if (type !== intentType || final !== intentTypeFinal) {
    const change: ConversationChange = { change: 'type', conversationId: id, at, type, final, by };
    await room.announce(trx, workspaceId, change);
    changes.push(change);
  }
  const entered: Entered = { conversation, messages: [], changes, contactIds };
  if (!read.ask || !setup.askType) return entered;
  const question = clarifyingQuestion(languageOf(lastText, questionLanguage(context.language)));
  const choices = question.choices.map(({ type: value, label }) => ({ value, label }));
  const said = { id: randomUUID(), clientId: QUESTION_ID, text: question.text, via: 'knock' as const };
  const asked = await enter(room, { ...held, conversation }, { kind: 'agent', said, choices, decidedAt: seq });
  if (!asked.ok) return entered;
  return { ...asked.value, changes: [...changes, ...asked.value.changes], contactIds };
}
