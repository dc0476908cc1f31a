import type { Trx } from '../../../machinery/database/database.ts';
import type { Delivering, DeliveryOutcome, Outbox } from '../../../machinery/outbox.ts';
import type { Called } from '../client.ts';
import type { SlackDeps } from '../deps-store.ts';
import { answered, DONE, outcomeOf, usableTeam } from '../outcome-store.ts';
import { type Mark, TO_SLACK } from '../told.ts';
import { hasLeft, keepMark, takeRead } from './store.ts';
import { whisper } from './whisper-store.ts';

const DELIVERED = 'white_check_mark';
const LEFT = 'warning';

/** Has a rep's message show whether the lead got it. */
export async function addMark(
  outbox: Pick<Outbox, 'add'>,
  trx: Trx,
  workspaceId: string,
  { conversationId, ...put }: Omit<Mark, 'kind' | 'tell'> & { readonly conversationId: string },
): Promise<void> {
  const tell = put.mark === 'left' && !(await hasLeft(trx, workspaceId, conversationId));
  const mark: Mark = { kind: 'mark', ...put, tell };
  const lane = `mark:${mark.teamId}:${mark.channel}:${mark.ts}`;
  await keepMark(trx, workspaceId, mark, mark.mark);
  await outbox.add(trx, workspaceId, [{ topic: TO_SLACK, lane, key: `${lane}:${mark.mark}`, payload: mark }]);
}

/** Puts the mark on: a check, or a warning with a word to who wrote it. */
export async function putMark(deps: SlackDeps, delivery: Delivering, mark: Mark): Promise<DeliveryOutcome> {
  const found = await usableTeam(deps, delivery.workspaceId, mark.teamId);
  if ('outcome' in found) return found.outcome;
  const { team } = found;
  const { channel, ts: timestamp } = mark;
  const isDelivered = mark.mark === 'delivered';
  const change = (how: 'add' | 'remove', name: string) =>
    deps.clients.call(team.hidden.botToken, (client) => client.reactions[how]({ channel, timestamp, name }));
  const put = await change('add', isDelivered ? DELIVERED : LEFT);
  if (isFailure(put)) return outcomeOf(deps, team, put.problem, delivery);
  await answered(deps, team);
  if (isDelivered) await change('remove', LEFT);
  else if (mark.tell) await whisper(deps, team, mark, 'The lead has left the chat. They see this when they come back.');
  return DONE;
}

// "Already there" and "the message is gone" are as good as done.
function isFailure(called: Called<unknown>): called is Extract<Called<unknown>, { readonly ok: false }> {
  return !called.ok && called.problem.word !== 'refused';
}

/** The lead has read up to here: what showed a warning shows a check. */
export async function leadRead(
  deps: SlackDeps,
  workspaceId: string,
  conversationId: string,
  seq: number,
): Promise<void> {
  const isAny = await deps.db.inWorkspace(workspaceId, async (trx) => {
    const read = await takeRead(trx, workspaceId, conversationId, seq);
    for (const one of read)
      await addMark(deps.outbox, trx, workspaceId, { ...one, conversationId, userId: '', mark: 'delivered' });
    return read.length > 0;
  });
  if (isAny) deps.outbox.kick();
}
