import type { ConversationCard } from './chat/card.ts';
import { activityOfContacts } from './dashboard/contacts/items-store.ts';
import { conversationDetail } from './dashboard/inbox/items-store.ts';
import type { Millis } from './foundation/time.ts';
import { explain } from './intent/explain.ts';
import { topReasons } from './intent/reason-words.ts';
import type { Trx } from './machinery/database/database.ts';

/** A conversation as it is told to who was not there; null when there is no such conversation. */
export async function conversationCard(
  trx: Trx,
  workspaceId: string,
  conversationId: string,
  now: Millis,
): Promise<ConversationCard | null> {
  const detail = await conversationDetail(trx, workspaceId, conversationId, now, { isHere: () => false });
  if (!detail) return null;
  const { contact, type, owner, page, link, status, language } = detail;
  const activity = (await activityOfContacts(trx, workspaceId, [contact.id])).get(contact.id) ?? [];
  const [first] = await trx.run<{ text: string }>(FIRST, [workspaceId, conversationId]);
  return {
    conversationId,
    contactId: contact.id,
    contactName: contact.name,
    contactEmail: contact.email,
    identified: contact.identified,
    account: contact.account && { name: contact.account.name, domain: contact.account.domain },
    page,
    firstMessage: first?.text ?? null,
    startedAt: Date.parse(detail.startedAt),
    score: contact.intentScore,
    points: contact.points,
    reasons: topReasons(explain(activity, now).contributions),
    type: type.type,
    typeFinal: type.final,
    typeEvidence: type.evidence.filter(({ kind }) => kind === 'words').map(({ text }) => text),
    owner: owner && { id: owner.id, name: owner.name },
    status,
    link,
    language,
  };
}

const FIRST = {
  name: 'card_first_message',
  text: `select text from message where workspace_id = $1 and conversation_id = $2 and author = 'lead' order by seq limit 1`,
};
