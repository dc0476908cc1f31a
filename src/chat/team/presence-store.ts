import type { ChatSettings, Face } from '../../../wire/chat.ts';
import { DAY, MINUTE, type Millis, SECOND } from '../../foundation/time.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { SAMPLE_BROWSER_PREFIX } from '../../sample/people.ts';
import { listAnsweringMembers, matchReps, type Rep } from '../../workspace/rep-store.ts';
import type { ChatRoom } from '../room-store.ts';
import { findSetup } from '../setup-store.ts';

type TeamView = ChatSettings['team'];

const REMEMBERED_MS = 5 * SECOND;
const MEASURED_DAYS = 30;
const MEASURED_MAX = 50;
const FACES_MAX = 3;

/** Whether a rep is at work now: with an open dashboard, or elsewhere. */
export function isOnline(room: Pick<ChatRoom, 'live' | 'isActiveElsewhere'>, workspaceId: string, rep: Rep): boolean {
  if (!rep.active) return false;
  if (rep.userId !== null && room.live.whoListens(workspaceId).has(rep.userId)) return true;
  return room.isActiveElsewhere(workspaceId, rep.id);
}

/** The team as leads see it: at most three faces, those online first, and how soon somebody usually replies. */
async function teamView(room: ChatRoom, workspaceId: string): Promise<TeamView> {
  const members = await listAnsweringMembers(room.db.system, workspaceId);
  return room.db.inWorkspace(workspaceId, async (trx) => {
    const reps = await matchReps(trx, workspaceId, members, room.clock());
    return viewOf(room, trx, workspaceId, reps);
  });
}

async function viewOf(room: ChatRoom, trx: Trx, workspaceId: string, reps: readonly Rep[]): Promise<TeamView> {
  const setup = await findSetup(trx, workspaceId);
  const faces = reps
    .filter((rep) => rep.active)
    .map((rep): Face => ({ name: rep.name, avatarUrl: rep.avatarUrl, online: isOnline(room, workspaceId, rep) }))
    .sort((a, b) => Number(b.online) - Number(a.online) || Number(b.avatarUrl !== null) - Number(a.avatarUrl !== null));
  const replyMinutes = setup.replyMinutes ?? (await usualReplyMinutes(trx, workspaceId, room.clock()));
  return { faces: faces.slice(0, FACES_MAX), online: faces.some((face) => face.online), replyMinutes };
}

/** Median of the latest response times, in whole minutes, at least 1; null when nobody replied lately. What the sample's made-up team took says nothing. */
async function usualReplyMinutes(trx: Trx, workspaceId: string, now: Millis): Promise<number | null> {
  const rows = await trx.run<{ median: number | null }>(
    {
      name: 'chat_reply_minutes',
      text: `select percentile_cont(0.5) within group (order by ms)::float8 as median from (
        select response_ms as ms from conversation where workspace_id = $1 and replied_at > $2
          and not starts_with(context->>'visitorId', $3) order by replied_at desc limit ${MEASURED_MAX}) latest`,
    },
    [workspaceId, new Date(now - MEASURED_DAYS * DAY), SAMPLE_BROWSER_PREFIX],
  );
  const median = rows[0]?.median ?? null;
  return median === null ? null : Math.max(1, Math.round(median / MINUTE));
}

export type TeamViewOf = (workspaceId: string) => Promise<TeamView>;

/** The same, remembered for a few seconds: every open chat asks for it again and again. */
export function openTeamView(room: ChatRoom): TeamViewOf {
  const remembered = new Map<string, { readonly at: Millis; readonly view: Promise<TeamView> }>();
  return (workspaceId) => {
    const now = room.clock();
    const known = remembered.get(workspaceId);
    if (known && now >= known.at && now - known.at < REMEMBERED_MS) return known.view;
    const view = teamView(room, workspaceId);
    remembered.set(workspaceId, { at: now, view });
    view.catch(() => remembered.delete(workspaceId));
    return view;
  };
}
