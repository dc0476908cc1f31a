import { CHAT_TEXT_MAX } from '../../../../wire/chat-limits.ts';
import type { DeliveryOutcome } from '../../../machinery/outbox.ts';
import { isInternal, readThreadMessage, type ThreadMessage, withoutMark } from '../incoming.ts';
import { fromMrkdwn, mentionsIn } from '../mrkdwn.ts';
import { DONE, PERSON_TRIES, UNKNOWN_YET } from '../outcome-store.ts';
import { findPerson, namesOf, nobody, type Person } from '../people-store.ts';
import { findThreadAt, keepRead, keepTwins, type ThreadRow } from '../thread/store.ts';
import { takeFiles } from './file-store.ts';
import type { Work } from './jobs.ts';
import { addMark } from './mark-store.ts';
import { clientIdOf, findBySlack } from './store.ts';
import { whisper } from './whisper-store.ts';

/** Replies that are read from a thread at once, to put what came late where it belongs. */
const READ_MAX = 100;
/** What an event told of is not in the thread yet: look again after so long. */
const LOOK_AGAIN_MS = 1_500;

/**
 * A reply in a thread. Events come late, twice and in any order, so one is only the hint that there is something new: the thread itself
 * is read from the last reply that we have, and everything in it goes to the lead in its order.
 */
export async function replied(work: Work, channel: string, message: ThreadMessage): Promise<DeliveryOutcome> {
  const { deps, team, delivery } = work;
  const { workspaceId, key: teamId } = team;
  const { ts, threadTs } = message;
  const [thread, known] = await deps.db.inWorkspace(
    workspaceId,
    async (trx) =>
      [
        await findThreadAt(trx, workspaceId, { teamId, channel, threadTs }),
        await findBySlack(trx, workspaceId, { teamId, channel, ts }),
      ] as const,
  );
  if (!thread || known) return DONE;
  const isLate = thread.readTs !== null && ts <= thread.readTs;
  const read = await readReplies(
    work,
    thread,
    isLate ? { oldest: ts, latest: ts, inclusive: true } : { oldest: thread.readTs ?? threadTs },
  );
  if (read && !read.some((one) => one.ts === ts)) {
    // Slack told of it before it could be read, or somebody has deleted it since: the second look tells which.
    const isEarly = !isLate && delivery.attempts === 0;
    return isEarly ? { done: false, problem: 'early: not readable yet', afterMs: LOOK_AGAIN_MS } : DONE;
  }
  // Where Slack would not show the thread, there is what the event said.
  for (const one of read ?? [message]) {
    const person = await findPerson(deps, team, one.userId);
    if (!person && delivery.attempts < PERSON_TRIES) return UNKNOWN_YET;
    await post(work, thread, one, person ?? nobody(one.userId));
  }
  return DONE;
}

/**
 * An edit. What the message says now is read from the thread, since of two edits the first may be told of last. One of a message that we do
 * not have is a reply whose event is still to come.
 */
export async function edited(work: Work, channel: string, told: ThreadMessage): Promise<DeliveryOutcome> {
  const { deps, team } = work;
  const { workspaceId, key: teamId } = team;
  const { ts, threadTs, userId } = told;
  const known = await deps.db.inWorkspace(workspaceId, (trx) => findBySlack(trx, workspaceId, { teamId, channel, ts }));
  if (!known) return replied(work, channel, told);
  if (!known.isFromHere) return DONE;
  const read = await readReplies(work, { channel, threadTs }, { oldest: ts, latest: ts, inclusive: true });
  const present = read === null ? told : (read.find((one) => one.ts === ts) ?? null);
  const { conversationId, messageId: id } = known;
  const isNote = present !== null && isInternal(present.text);
  const text = present && (await plainText(work, isNote ? withoutMark(present.text) : present.text));
  // A reply that becomes internal is taken back from the lead; a note stays a note, whatever becomes of its mark.
  const done =
    !text || (isNote && !known.internal)
      ? await deps.chat.deleteFromRep(workspaceId, conversationId, { id })
      : await deps.chat.editFromRep(workspaceId, conversationId, { message: { id }, text });
  if (!done.ok)
    await whisper(
      deps,
      team,
      { channel, threadTs, userId },
      `The lead still sees what it said before. ${done.message}`,
    );
  return DONE;
}

/** A deletion. Of a message that we do not have there is nothing to take back: the thread is read before anything is told. */
export async function deleted({ deps, team }: Work, channel: string, ts: string): Promise<DeliveryOutcome> {
  const { workspaceId, key: teamId } = team;
  const known = await deps.db.inWorkspace(workspaceId, (trx) => findBySlack(trx, workspaceId, { teamId, channel, ts }));
  // A copy of ours that is deleted takes nothing back.
  if (known?.isFromHere) await deps.chat.deleteFromRep(workspaceId, known.conversationId, { id: known.messageId });
  return DONE;
}

/** Hands one message to the conversation. Done again, it changes nothing. */
async function post(work: Work, thread: ThreadRow, message: ThreadMessage, person: Person): Promise<void> {
  const { deps, team } = work;
  const { workspaceId, key: teamId } = team;
  const { channel, threadTs, conversationId } = thread;
  const { ts, userId } = message;
  if (person.repId !== null) deps.saw(workspaceId, person.repId);
  const internal = isInternal(message.text);
  const text = await plainText(work, internal ? withoutMark(message.text) : message.text);
  const isLong = text.length > CHAT_TEXT_MAX;
  const { files, problems } = isLong
    ? { files: [], problems: [`It is longer than ${CHAT_TEXT_MAX} characters.`] }
    : await takeFiles(work, conversationId, message.files);
  const posted =
    isLong || (text === '' && files.length === 0)
      ? null
      : await deps.chat.postFromRep(workspaceId, conversationId, {
          ...{ repId: person.repId, authorName: person.name, text, internal, files, via: 'slack' },
          clientId: clientIdOf({ teamId, channel, ts }),
        });
  const isPosted = posted?.ok === true;
  await deps.db.inWorkspace(workspaceId, async (trx) => {
    const messages = isPosted ? [posted.value.id] : [];
    await keepTwins(trx, workspaceId, { teamId, conversationId, channel, ts, messages });
    await keepRead(trx, workspaceId, thread, ts);
    if (!isPosted || internal) return;
    const mark = deps.chat.isHere(workspaceId, conversationId) ? 'delivered' : 'left';
    await addMark(deps.outbox, trx, workspaceId, { conversationId, teamId, channel, ts, threadTs, userId, mark });
  });
  deps.outbox.kick();
  const why = [...problems, ...(posted && !posted.ok ? [posted.message] : [])].join(' ');
  if (why === '') return;
  const what = internal
    ? 'This could not be kept'
    : isPosted
      ? 'Not all of this was sent to the lead'
      : 'This was not sent to the lead';
  await whisper(deps, team, { channel, threadTs, userId }, `${what}. ${why}`);
}

/** What people wrote in a part of a thread, oldest first; null when Slack would not say. */
async function readReplies(
  { deps, team }: Work,
  { channel, threadTs }: Pick<ThreadRow, 'channel' | 'threadTs'>,
  part: { readonly oldest: string; readonly latest?: string; readonly inclusive?: boolean },
): Promise<ThreadMessage[] | null> {
  const asked = { channel, ts: threadTs, limit: READ_MAX, ...part };
  const read = await deps.clients.call(team.hidden.botToken, (client) => client.conversations.replies(asked));
  if (!read.ok) return null;
  return (read.value.messages ?? [])
    .map((one) => readThreadMessage(one, team.settings))
    .filter((one) => typeof one !== 'string')
    .filter(({ ts }) => part.inclusive === true || ts > part.oldest)
    .sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

async function plainText({ deps, team }: Work, text: string): Promise<string> {
  const { workspaceId, key } = team;
  const names = await deps.db.inWorkspace(workspaceId, (trx) => namesOf(trx, workspaceId, key, mentionsIn(text)));
  return fromMrkdwn(text, (id) => names.get(id) ?? null);
}
