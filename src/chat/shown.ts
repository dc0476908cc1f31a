import type { TeamMessage } from '../../wire/api/conversations.ts';
import type { ChatFile, ChatMessage } from '../../wire/chat.ts';
import type { Millis } from '../foundation/time.ts';
import type { FileRef, StoredMessage } from './change.ts';
import type { SystemWord } from './state.ts';

/** Makes the address that a file is fetched from. */
export type FileUrl = (file: FileRef) => string;

type LeadEvent = NonNullable<ChatMessage['event']>;
const LEAD_EVENTS: readonly (SystemWord | LeadEvent)[] = ['joined', 'closed', 'email_saved'] satisfies LeadEvent[];

// A reply by an API key has that key's name for the team; to the lead it is the brand that answers.
function nameForLead({ author, authorId, authorName, via }: StoredMessage): string | null {
  return author === 'rep' && authorId === null && via === 'inbox' ? null : authorName;
}

/** A message as the lead sees it; null for what is the team's own. */
export function leadMessage(message: StoredMessage, url: FileUrl): ChatMessage | null {
  if (message.internal) return null;
  const word = message.extra?.event?.word;
  const isDeleted = message.deletedAt !== null;
  return {
    seq: message.seq,
    change: message.change,
    id: message.id,
    clientId: message.clientId,
    at: instant(message.at),
    author: message.author,
    name: nameForLead(message),
    avatarUrl: message.avatarUrl,
    text: isDeleted ? '' : message.text,
    files: isDeleted ? [] : message.files.map((file) => shownFile(file, url)),
    quickReplies: (message.extra?.choices ?? []).map(({ value, label }) => ({ value, label })),
    event: word !== undefined && LEAD_EVENTS.includes(word) ? (word as LeadEvent) : null,
    edited: message.editedAt !== null && !isDeleted,
    deleted: isDeleted,
  };
}

/** A message as the team sees it. */
export function teamMessage(message: StoredMessage, leadReadSeq: number, url: FileUrl): TeamMessage {
  const isDeleted = message.deletedAt !== null;
  const { authorId, authorName, avatarUrl, extra } = message;
  return {
    seq: message.seq,
    change: message.change,
    id: message.id,
    clientId: message.clientId,
    at: instant(message.at),
    author: message.author,
    rep: authorId === null ? null : { id: authorId, name: authorName ?? '', avatarUrl },
    name: authorName,
    via: message.via,
    text: isDeleted ? '' : message.text,
    internal: message.internal,
    files: isDeleted ? [] : message.files.map((file) => shownFile(file, url)),
    quickReplies: (extra?.choices ?? []).map(({ value, label }) => ({ value, label })),
    event: extra?.event ? { word: extra.event.word, details: { ...extra.event.details } } : null,
    edited: message.editedAt !== null && !isDeleted,
    deleted: isDeleted,
    leadAway: extra?.away === true && message.seq > leadReadSeq,
  };
}

export function shownFile(file: FileRef, url: FileUrl): ChatFile {
  return { id: file.id, name: file.name, type: file.mediaType, size: file.size, url: url(file) };
}

function instant(at: Millis): string {
  return new Date(at).toISOString();
}
