import type { FileRef, StoredMessage } from '../../chat/change.ts';
import { escapeMrkdwn } from './mrkdwn.ts';

/** What is known of a message's twin in the thread: the posts that say it. A burst of the lead's is one post. */
export interface Twin {
  readonly ts: string;
  readonly messageIds: readonly string[];
}

/** As whom the app posts. */
export interface Voice {
  readonly username: string;
  readonly iconUrl: string | null;
  readonly iconEmoji: string | null;
}

/** One thing to do in Slack, so that the thread says what the conversation says. */
export type Step =
  | { readonly do: 'post'; readonly messageIds: readonly string[]; readonly text: string; readonly voice: Voice }
  | { readonly do: 'update'; readonly ts: string; readonly text: string }
  | { readonly do: 'delete'; readonly ts: string; readonly messageIds: readonly string[] }
  | { readonly do: 'upload'; readonly messageId: string; readonly file: FileRef };

export interface Thread {
  /** Changed since the thread was last complete, by `seq`, and every other message of a post that one of them is in. */
  readonly messages: readonly StoredMessage[];
  readonly twins: readonly Twin[];
  /** Ids of files that are in the thread already. */
  readonly uploaded: ReadonlySet<string>;
  readonly leadName: string;
  /** Picture of a rep by id. */
  readonly avatars: ReadonlyMap<string, string>;
  /** What this team's own people wrote in this thread begins so. */
  readonly ownPrefix: string;
}

/** A post takes no more than this, so that Slack does not cut it. Slack's own limit is 40 000; it advises 4 000. */
const POST_LENGTH_MAX = 4_000;

/**
 * What is to be done in a thread, in order. Messages of the lead that follow one another become one post: Slack takes one post a
 * second. Doing the first steps and asking again gives the rest.
 */
export function stepsFor(thread: Thread): Step[] {
  const twinOf = new Map(thread.twins.flatMap((twin) => twin.messageIds.map((id) => [id, twin] as const)));
  const byId = new Map(thread.messages.map((message) => [message.id, message]));
  const changed = new Set<Twin>();
  const steps: Step[] = [];
  for (const message of [...thread.messages].sort((a, b) => a.seq - b.seq)) {
    if (message.clientId.startsWith(thread.ownPrefix)) continue;
    const twin = twinOf.get(message.id);
    if (twin) {
      if (message.editedAt !== null || message.deletedAt !== null) changed.add(twin);
    } else if (message.deletedAt === null) {
      append(steps, message, thread);
    }
    if (message.deletedAt === null) {
      for (const file of message.files)
        if (!thread.uploaded.has(file.id)) steps.push({ do: 'upload', messageId: message.id, file });
    }
  }
  return [...[...changed].map((twin) => correction(twin, byId, thread)), ...steps];
}

function append(steps: Step[], message: StoredMessage, thread: Thread): void {
  const text = textOf(message, thread);
  if (text === '') return;
  const voice = voiceOf(message, thread);
  const last = steps.at(-1);
  const continues =
    message.author === 'lead' &&
    last?.do === 'post' &&
    last.voice.username === voice.username &&
    last.text.length + text.length < POST_LENGTH_MAX;
  if (!continues) {
    steps.push({ do: 'post', messageIds: [message.id], text, voice });
    return;
  }
  steps[steps.length - 1] = { ...last, messageIds: [...last.messageIds, message.id], text: `${last.text}\n${text}` };
}

function correction(twin: Twin, byId: ReadonlyMap<string, StoredMessage>, thread: Thread): Step {
  const left = twin.messageIds.flatMap((id) => byId.get(id) ?? []).filter((message) => message.deletedAt === null);
  if (left.length === 0) return { do: 'delete', ts: twin.ts, messageIds: twin.messageIds };
  return { do: 'update', ts: twin.ts, text: left.map((message) => textOf(message, thread)).join('\n') };
}

function textOf(message: StoredMessage, { leadName }: Thread): string {
  const text = escapeMrkdwn(message.text.trim());
  const edited = message.editedAt === null ? '' : ' _(edited)_';
  if (message.author === 'system') return systemText(message, leadName);
  if (message.internal && text !== '') return `:lock: ${text}${edited}`;
  return text === '' ? '' : `${text}${edited}`;
}

/** What happened, in one short line. What the channel sees on the card, or in the messages themselves, is not said again. */
function systemText({ extra, authorName }: StoredMessage, leadName: string): string {
  const event = extra?.event;
  const who = authorName === null ? null : escapeMrkdwn(authorName);
  if (!event) return '';
  const { word, details } = event;
  switch (word) {
    case 'joined':
      return '';
    case 'closed':
      return who ? `_${who} closed the conversation._` : '_The conversation was closed._';
    case 'email_saved':
      return `_${escapeMrkdwn(leadName)} left an e-mail address._`;
    case 'assigned':
      return assignedText(who, details['to'] ?? null);
    case 'status':
      return details['to'] && details['to'] !== 'Closed' && details['by'] !== 'time'
        ? `_${who ?? 'Knock'}: ${escapeMrkdwn(details['to'])}._`
        : '';
    case 'type':
      return details['to'] ? `_${who ?? 'Somebody'} changed the type to ${escapeMrkdwn(details['to'])}._` : '';
    default: {
      const never: never = word;
      return never;
    }
  }
}

function assignedText(who: string | null, to: string | null): string {
  if (to === null || to === '') return who ? `_${who} gave the conversation back to the team._` : '';
  const name = escapeMrkdwn(to);
  return who === null || who === name
    ? `_${name} took the conversation._`
    : `_${who} assigned the conversation to ${name}._`;
}

// What is behind the name cannot be forged by a name: a lead may call themselves like a colleague.
function voiceOf(message: StoredMessage, { leadName, avatars }: Thread): Voice {
  const avatar = message.authorId === null ? null : (avatars.get(message.authorId) ?? null);
  switch (message.author) {
    case 'lead':
      return { username: called(leadName, 'lead'), iconUrl: null, iconEmoji: ':speech_balloon:' };
    case 'rep':
      return {
        username: called(message.authorName ?? 'Team', 'inbox'),
        iconUrl: avatar,
        iconEmoji: avatar ? null : ':bust_in_silhouette:',
      };
    case 'agent':
      return { username: called('Knock', 'agent'), iconUrl: null, iconEmoji: ':robot_face:' };
    case 'system':
      return { username: 'Knock', iconUrl: null, iconEmoji: null };
    default: {
      const never: never = message.author;
      return never;
    }
  }
}

// Slack takes 80 characters.
function called(name: string, role: string): string {
  return `${
    name
      .replace(/[<>&\s]+/g, ' ')
      .trim()
      .slice(0, 60) || 'Visitor'
  } (${role})`;
}
