import { useQueryClient } from '@tanstack/react-query';
import type { ConversationAct, ConversationDetail } from '../../../../wire/api/conversations.ts';
import { say, useAction } from '../../api/actions.ts';
import { usePermit } from '../../api/me.ts';

const DONE: Readonly<Record<ConversationAct['act'], (detail: ConversationDetail) => string>> = {
  take: () => 'It is yours now',
  assign: ({ owner }) => (owner ? `Assigned to ${owner.name}` : 'Given back to the team'),
  close: () => 'Closed',
  reopen: () => 'Opened again',
  reject: () => 'Rejected',
  spam: () => 'Marked as spam',
  qualify: () => 'Qualified',
  type: ({ type }) => `Type is ${type.type} from now on`,
};

/** What one can do with a conversation; each is shown at once and said in a corner. */
export function useActs(id: string) {
  const client = useQueryClient();
  const { allowed, reason } = usePermit('conversations.answer');
  const action = useAction('POST /conversations/:id/act', {
    refresh: [['conversations'], ['conversation-counts'], ['thread', id]],
    after: (detail, { body }) => {
      client.setQueryData<ConversationDetail>(['conversation', id], detail);
      void client.invalidateQueries({ queryKey: ['contact', detail.contact.id] });
      if (body) say(DONE[body.act](detail));
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
