import { useQuery } from '@tanstack/react-query';
import { chats } from '../../api/conversations.ts';
import { BUILT_IN_GREETING, BUILT_IN_HEADING, ChatLook, replyWords } from '../../ui/chat/chat-look.tsx';
import type { LinkDraft } from './link-draft.ts';

/** The link's page, small, in the workspace's colours. */
export function LinkPreview({ draft }: { draft: LinkDraft }) {
  const setup = useQuery(chats.setup()).data;
  if (!setup) return null;
  return (
    <ChatLook
      brandName={setup.brandName}
      logoUrl={setup.logoUrl}
      color={setup.color}
      greeting={draft.greeting.trim() || setup.greetings.en || BUILT_IN_GREETING}
      replyWords={replyWords(setup.replyMinutes)}
      page={{ heading: draft.heading.trim() || BUILT_IN_HEADING, intro: draft.intro.trim() }}
    />
  );
}
