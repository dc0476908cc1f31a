import type { ConversationAct } from '../../../../wire/api/conversations.ts';
import type { DeliveryOutcome } from '../../../machinery/outbox.ts';
import { CARD_ACTIONS, readTypeChoice } from '../card.ts';
import type { Press } from '../incoming.ts';
import { DONE, PERSON_TRIES, UNKNOWN_YET } from '../outcome-store.ts';
import { findPerson, nobody } from '../people-store.ts';
import { findThreadAt } from '../thread/store.ts';
import type { Work } from './jobs.ts';
import { whisper } from './whisper-store.ts';

/** A button or a menu of a card. The conversation is the one whose card it is, whatever the button says. */
export async function pressed({ deps, team, delivery }: Work, press: Press): Promise<DeliveryOutcome> {
  const { workspaceId, key: teamId } = team;
  const { action, channel, messageTs, userId, value } = press;
  const at = { teamId, channel, threadTs: messageTs };
  const thread = await deps.db.inWorkspace(workspaceId, (trx) => findThreadAt(trx, workspaceId, at));
  if (!thread) return DONE;
  const to = { channel, threadTs: messageTs, userId };
  if (action === CARD_ACTIONS.times) {
    await whisper(deps, team, to, 'Meetings are coming: then this sends the lead times to choose from.');
    return DONE;
  }
  const asked = actOf(action, value);
  if (!asked) return DONE;
  const found = await findPerson(deps, team, userId);
  if (!found && delivery.attempts < PERSON_TRIES) return UNKNOWN_YET;
  const person = found ?? nobody(userId);
  if (person.repId !== null) deps.saw(workspaceId, person.repId);
  const by = { repId: person.repId, name: person.name, actor: `${person.name} (Slack)` };
  const done = await deps.chat.act(workspaceId, thread.conversationId, asked, by);
  if (!done.ok) await whisper(deps, team, to, done.message);
  return DONE;
}

function actOf(action: string, value: string): ConversationAct | null {
  switch (action) {
    case CARD_ACTIONS.take:
      return { act: 'take' };
    case CARD_ACTIONS.reject:
      return { act: 'reject' };
    case CARD_ACTIONS.spam:
      return { act: 'spam' };
    case CARD_ACTIONS.type: {
      const chosen = readTypeChoice(value);
      return chosen && { act: 'type', type: chosen.type };
    }
    default:
      return null;
  }
}
