import { useInfiniteQuery } from '@tanstack/react-query';
import type { ConversationItem } from '../../../../wire/api/conversations.ts';
import { chats } from '../../api/conversations.ts';
import { TypeWhy } from '../../ui/people/type-why.tsx';
import { Panel } from '../../ui/shell/page.tsx';
import { ConversationTable } from '../inbox/conversation-table.tsx';
import { useActs } from '../inbox/use-acts.ts';

/** What was talked about with this person, and why they came, as far as their words say. Not there before the first conversation. */
export function Conversations({ contactId }: { contactId: string }) {
  const query = useInfiniteQuery(chats.list({ contact: contactId }));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const latest = items.find((item) => item.type.final) ?? items[0];
  if (!latest) return null;
  return (
    <Panel title="Conversations" flush>
      <div className="record-type">
        <RecordType conversation={latest} />
      </div>
      <ConversationTable
        items={items}
        empty=""
        {...(query.hasNextPage ? { onMore: () => void query.fetchNextPage() } : {})}
      />
    </Panel>
  );
}

function RecordType({ conversation }: { conversation: ConversationItem }) {
  const acts = useActs(conversation.id);
  return <TypeWhy type={conversation.type} onCorrect={(type) => acts.act({ act: 'type', type })} />;
}
