import { useInfiniteQuery } from '@tanstack/react-query';
import { chats } from '../../api/conversations.ts';
import { Bones, ErrorPanel } from '../../ui/bits/states.tsx';
import { ConversationTable } from '../inbox/conversation-table.tsx';

/** What was talked about by those who came by this link. */
export function LinkConversations({ id }: { id: string }) {
  const query = useInfiniteQuery(chats.list({ link: id }));
  if (query.isError) return <ErrorPanel error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) {
    return (
      <div className="link-pad">
        <Bones lines={4} height={18} gap={14} />
      </div>
    );
  }
  return (
    <ConversationTable
      items={query.data.pages.flatMap((page) => page.items)}
      withPerson
      empty="Nobody has opened the chat from this link yet."
      {...(query.hasNextPage ? { onMore: () => void query.fetchNextPage() } : {})}
    />
  );
}
