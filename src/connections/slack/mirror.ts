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
  | { readonly do: 'upload'; readonly messageId: string; readonly file: FileRef; readonly said: string }
  | { readonly do: 'remove'; readonly fileKey: string; readonly messageId: string };

/** A file of ours in the thread. */
export interface FileTwin {
  /** `file:<Slack's id>:<ours>`. */
  readonly key: string;
  readonly messageId: string;
}

export interface Thread {
  /** Changed since the thread was last complete, by `seq`, and every other message of a post that one of them is in. */
  readonly messages: readonly StoredMessage[];
  readonly twins: readonly Twin[];
  readonly files: readonly FileTwin[];
  /** The post that is the card: it is made anew elsewhere. */
  readonly cardTs: string;
  readonly leadName: string;
  /** What this team's own people wrote in this thread begins so. */
  readonly ownPrefix: string;
}

/** A post takes no more than this, so that Slack does not cut it. Slack's own limit is 40 000; it advises 4 000. */
const POST_LENGTH_MAX = 4_000;

/**
 * What is to be done in a thread, in order. What the lead says in a row becomes one post, since Slack takes one post a
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
      const isChanged = message.editedAt !== null || message.deletedAt !== null;
      if (isChanged && twin.ts !== thread.cardTs) changed.add(twin);
    } else if (message.deletedAt === null) {
      append(steps, message, thread);
    }
    steps.push(...fileSteps(message, thread));
  }
  return [...[...changed].map((twin) => correction(twin, byId, thread)), ...steps];
}

function fileSteps(message: StoredMessage, thread: Thread): Step[] {
  const { id: messageId } = message;
  const here = thread.files.filter((file) => file.messageId === messageId);
  if (message.deletedAt !== null) return here.map(({ key }) => ({ do: 'remove', fileKey: key, messageId }));
  const said = `${escapeMrkdwn(voiceOf(message, thread).username)}${message.internal ? ' :lock:' : ''}`;
  return message.files
    .filter(({ id }) => !here.some(({ key }) => key.endsWith(`:${id}`)))
    .map((file) => ({ do: 'upload', messageId, file, said }));
}

function append(steps: Step[], message: StoredMessage, thread: Thread): void {
  const text = textOf(message, thread);
  if (text === '') return;
  const voice = voiceOf(message, thread);
  const last = steps.at(-1);
  const continues =
    (message.author === 'lead' || message.author === 'system') &&
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

/** What happened, in one short line. What the card shows, or the messages themselves, is not said again: who joined, who took it. */
function systemText({ extra, authorName }: StoredMessage, leadName: string): string {
  const event = extra?.event;
  const who = escapeMrkdwn(authorName ?? 'Knock');
  if (!event) return '';
  const { word, details } = event;
  const [name, status, type] = [details['name'], details['status'], details['type']].map((one) =>
    escapeMrkdwn(one ?? ''),
  );
  switch (word) {
    case 'joined':
      return '';
    case 'closed':
      return `_${who} closed the conversation._`;
    case 'email_saved':
      return `_${escapeMrkdwn(leadName)} left an e-mail address._`;
    case 'assigned':
      return name
        ? `_${who} assigned the conversation to ${name}._`
        : `_${who} gave the conversation back to the team._`;
    case 'status':
      return status === 'open' ? `_${who} reopened the conversation._` : `_${who} marked it as ${status}._`;
    case 'type':
      return `_${who} changed the type to ${type}._`;
    default:
      return word satisfies never;
  }
}

// What is behind the name cannot be forged by a name: a lead may call themselves like a colleague.
function voiceOf(message: StoredMessage, { leadName }: Thread): Voice {
  const { avatarUrl } = message;
  switch (message.author) {
    case 'lead':
      return { username: called(leadName, 'lead'), iconUrl: null, iconEmoji: ':speech_balloon:' };
    case 'rep':
      return {
        username: called(message.authorName ?? 'Team', 'inbox'),
        iconUrl: avatarUrl,
        iconEmoji: avatarUrl ? null : ':bust_in_silhouette:',
      };
    case 'agent':
      return { username: called('Knock', 'agent'), iconUrl: null, iconEmoji: ':robot_face:' };
    case 'system':
      return { username: 'Knock', iconUrl: null, iconEmoji: null };
    default:
      return message.author satisfies never;
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
