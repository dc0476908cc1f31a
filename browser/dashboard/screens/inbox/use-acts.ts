import { useQueryClient } from '@tanstack/react-query';
import type { ConversationAct, ConversationDetail } from '../../../../wire/api/conversations.ts';
import { useAction } from '../../api/actions.ts';
import { usePermit } from '../../api/me.ts';

/** What one can do with a conversation. The conversation itself tells that it was done. */
export function useActs(id: string) {
  const client = useQueryClient();
  const { allowed, reason } = usePermit('conversations.answer');
  const action = useAction('POST /conversations/:id/act', {
    refresh: [['conversations'], ['conversation-counts'], ['thread', id]],
    after: (detail) => {
      client.setQueryData<ConversationDetail>(['conversation', id], detail);
      void client.invalidateQueries({ queryKey: ['contact', detail.contact.id] });
    },
  });
  return {
    allowed,
    reason,
    act: (body: ConversationAct) => {
      if (allowed) action.mutate({ id, body });
    },
  };
}

export type Acts = ReturnType<typeof useActs>;
