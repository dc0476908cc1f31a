import type { Millis } from '../foundation/time.ts';
import { contactIdOf } from '../identity/keys.ts';
import { activityOfContacts } from '../intent/activity-store.ts';
import { explain } from '../intent/explain.ts';
import { topReasons } from '../intent/reason-words.ts';
import type { Trx } from '../machinery/database/database.ts';
import type { ConversationCard } from './card.ts';
import { contactOf } from './ledger-store.ts';
import type { ConversationRow } from './store.ts';

interface CardRow extends Pick<ConversationRow, 'status' | 'verdict' | 'context' | 'identityId'> {
  readonly contactId: string | null;
  readonly contactName: string | null;
  readonly contactEmail: string | null;
  readonly identified: boolean | null;
  readonly accountName: string | null;
  readonly accountDomain: string | null;
  readonly firstMessage: string | null;
  readonly startedAt: number;
  readonly owner: ConversationCard['owner'];
  readonly link: ConversationCard['link'];
}

const CARD = {
  name: 'chat_card',
  text: `select c.status, c.type_verdict as verdict, c.context, c.identity_id as "identityId", t.id as "contactId", t.name as "contactName",
      t.email as "contactEmail", t.identified, a.name as "accountName",
      (select d.domain from account_domain d where d.workspace_id = $1 and d.account_id = a.id order by d.domain limit 1) as "accountDomain",
      (select m.text from message m where m.workspace_id = $1 and m.conversation_id = c.id and m.author = 'lead' order by m.seq limit 1) as "firstMessage",
      c.started_at as "startedAt",
      (select json_build_object('id', r.id, 'name', r.name) from rep r where r.workspace_id = $1 and r.id = c.owner_id) as owner,
      (select json_build_object('id', l.id, 'name', l.name) from link l where l.workspace_id = $1 and l.id = c.link_id) as link
    from conversation c
    left join contact t on t.workspace_id = $1 and t.id = ${contactOf('c')}
    left join account a on a.workspace_id = $1 and a.id = t.account_id
    where c.workspace_id = $1 and c.id = $2`,
};

const EVIDENCE_MAX = 3;

/** What a card of a conversation shows at `now`, in Slack or elsewhere; null when there is no such conversation. */
export async function conversationCard(
  trx: Trx,
  workspaceId: string,
  conversationId: string,
  now: Millis,
): Promise<ConversationCard | null> {
  const [row] = await trx.run<CardRow>(CARD, [workspaceId, conversationId]);
  if (!row) return null;
  const activity = await activityOfContacts(trx, workspaceId, row.contactId === null ? [] : [row.contactId]);
  const why = explain([...activity.values()].flat(), now);
  const { verdict, context } = row;
  return {
    conversationId,
    contactId: row.contactId ?? contactIdOf(workspaceId, row.identityId),
    contactName: row.contactName,
    contactEmail: row.contactEmail,
    identified: row.identified ?? false,
    account: row.accountName === null ? null : { name: row.accountName, domain: row.accountDomain },
    page: context.page,
    firstMessage: row.firstMessage,
    startedAt: row.startedAt,
    score: why.value,
    points: Math.round(why.points * 100) / 100,
    reasons: topReasons(why.contributions),
    type: verdict?.type ?? 'Unknown',
    typeFinal: verdict?.final ?? false,
    typeEvidence: (verdict?.evidence ?? []).slice(0, EVIDENCE_MAX).map(({ text }) => text),
    owner: row.owner,
    status: row.status,
    link: row.link,
    language: context.language,
  };
}
