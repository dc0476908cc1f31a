import type { SignalDraft } from '../capture/draft.ts';
import { LogUnavailable } from '../capture/log.ts';
import { HOUR, type Millis, SECOND } from '../foundation/time.ts';
import { isUnavailable } from '../machinery/database/database.ts';
import { type Entered, enter, retypeContactOf, SIGNAL_TOPIC, spread, TYPE_TOPIC } from './enter-store.ts';
import { clearUnsent } from './files/file-store.ts';
import type { ChatRoom } from './room-store.ts';
import { findSetup } from './setup-store.ts';
import { DUE, lockFreeConversation, putOff } from './store.ts';
import { readType } from './type/read-type-store.ts';

const LOOK_EVERY_MS = 10 * SECOND;
const CLEAR_EVERY_MS = 3_600 * SECOND;
const BATCH = 50;
const LATER_MS = 2 * SECOND;

/**
 * Begins what outlives a request: signals of messages, reading of types, the statuses that time changes. Call it before the outbox starts;
 * the answer ends it.
 */
export function startChatJobs(room: ChatRoom): { readonly stop: () => Promise<void> } {
  handleDeliveries(room);
  let running: Promise<void> | null = null;
  let clearedAt = Number.NEGATIVE_INFINITY;
  const look = async () => {
    while ((await runDue(room)) === BATCH);
    if (room.clock() - clearedAt < CLEAR_EVERY_MS) return;
    clearedAt = room.clock();
    await clearUnsent(room.db, clearedAt);
  };
  const lookSafely = () => {
    running ??= look()
      .catch((error) => room.log.warn({ err: error }, 'conversations whose time has come were not looked at'))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(lookSafely, LOOK_EVERY_MS);
  lookSafely();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** Names who sends this room's topics of the outbox. */
export function handleDeliveries(room: ChatRoom): void {
  room.outbox.handle(SIGNAL_TOPIC, async ({ workspaceId, payload }) => {
    const { conversationId, draft } = payload as { conversationId: string; draft: SignalDraft };
    try {
      await room.signals.append(workspaceId, [draft]);
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      return { done: false, problem: 'unavailable: the log takes no signals now', afterMs: LATER_MS, isFree: true };
    }
    // Whose conversation it is may be known only now: its browser's first signal.
    const contactIds = await room.db.inWorkspace(workspaceId, (trx) =>
      retypeContactOf(trx, workspaceId, conversationId),
    );
    room.told(workspaceId, { conversationId, messages: [], contactIds });
    return { done: true };
  });
  room.outbox.handle(TYPE_TOPIC, async ({ workspaceId, payload }) => {
    const { conversationId, seq } = payload as { conversationId: string; seq: number };
    await readType(room, workspaceId, conversationId, seq);
    return { done: true };
  });
}

/** Lets time do its part in conversations whose next status is due, at most a batch of them. Answers how many it moved. */
export async function runDue(room: ChatRoom): Promise<number> {
  const now = room.clock();
  const { rows } = await room.db.pool.query<{ workspaceId: string; id: string }>(DUE, [new Date(now), BATCH]);
  let moved = 0;
  for (const { workspaceId, id } of rows) {
    try {
      const entered = await letTimePass(room, workspaceId, id, now);
      if (!entered) continue;
      moved += 1;
      spread(room, workspaceId, entered);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      // It would be the first of every look, and hold all others back.
      room.log.error({ err: error, conversation: id }, 'a conversation could not be moved on; tried again in an hour');
      await room.db.inWorkspace(workspaceId, (trx) => putOff(trx, workspaceId, id, now + HOUR));
    }
  }
  return moved;
}

function letTimePass(room: ChatRoom, workspaceId: string, id: string, at: Millis): Promise<Entered | null> {
  return room.db.inWorkspace(workspaceId, async (trx) => {
    // One that another process holds is moved by that one, or by the next look.
    const conversation = await lockFreeConversation(trx, workspaceId, id);
    if (!conversation) return null;
    const setup = await findSetup(trx, workspaceId);
    const outcome = await enter(room, { trx, workspaceId, conversation, setup, at }, { kind: 'time' });
    return outcome.ok ? outcome.value : null;
  });
}
