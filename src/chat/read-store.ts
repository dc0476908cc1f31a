import type { ChatRoom } from './room-store.ts';
import { saveRead } from './store.ts';

/** Somebody has read up to `seq`. */
export async function readUpTo(
  room: ChatRoom,
  workspaceId: string,
  conversationId: string,
  who: 'lead' | 'team',
  seq: number,
): Promise<void> {
  const moved = await room.db.inWorkspace(workspaceId, (trx) => saveRead(trx, workspaceId, conversationId, who, seq));
  if (moved === null) return;
  if (who === 'lead') return room.floor.read(workspaceId, conversationId, moved);
  room.floor.tell(workspaceId, conversationId, { kind: 'read', seq: moved });
  room.told(workspaceId, { conversationId, messages: [], contactIds: [] });
}
