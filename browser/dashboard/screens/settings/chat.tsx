import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChatSetup } from '../../../../wire/api/conversations.ts';
import { useAction } from '../../api/actions.ts';
import type { ApiError } from '../../api/client.ts';
import { chats } from '../../api/conversations.ts';
import { usePermit } from '../../api/me.ts';
import { PermitButton, PermitNotice } from '../../ui/bits/permit-button.tsx';
import { Bones, ErrorPanel } from '../../ui/bits/states.tsx';
import { BUILT_IN_GREETING, ChatLook, replyWords } from '../../ui/chat/chat-look.tsx';
import { Panel, useTitle } from '../../ui/shell/page.tsx';
import { ChatBehaviour } from './chat-behaviour.tsx';
import { ChatBrand } from './chat-brand.tsx';
import { ChatGreetings } from './chat-greetings.tsx';
import { ChatTimers } from './chat-timers.tsx';
import './chat.css';

export interface ChatFieldsProps {
  readonly draft: ChatSetup;
  readonly set: (change: Partial<ChatSetup>) => void;
  readonly error: ApiError | null;
  readonly allowed: boolean;
}

export function ChatPage() {
  useTitle('Chat');
  const query = useQuery(chats.setup());
  if (query.isError) return <ErrorPanel error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) {
    return (
      <Panel title="Chat">
        <Bones lines={10} height={24} />
      </Panel>
    );
  }
  return <ChatForm setup={query.data} />;
}

function ChatForm({ setup }: { setup: ChatSetup }) {
  const [draft, setDraft] = useState(setup);
  const [language, setLanguage] = useState<keyof ChatSetup['greetings']>('en');
  const { allowed } = usePermit('chat.edit');
  const save = useAction('PUT /chat', { done: 'Saved. New chats look so at once', refresh: [['chat']] });
  const fields: ChatFieldsProps = {
    draft,
    set: (change) => setDraft((old) => ({ ...old, ...change })),
    error: save.error,
    allowed,
  };
  return (
    <form
      className="chat-setup"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ body: draft });
      }}
    >
      <div className="stack chat-setup-fields">
        <PermitNotice needs="chat.edit" />
        <Panel title="Look">
          <ChatBrand {...fields} />
        </Panel>
        <Panel title="Greeting">
          <ChatGreetings {...fields} language={language} onLanguage={setLanguage} />
        </Panel>
        <Panel title="Behaviour">
          <ChatBehaviour {...fields} />
        </Panel>
        <Panel title="Timers">
          <ChatTimers {...fields} />
        </Panel>
        <div className="form-foot chat-setup-foot">
          <PermitButton needs="chat.edit" type="submit" loading={save.isPending}>
            Save
          </PermitButton>
        </div>
      </div>
      <div className="chat-setup-look">
        <ChatLook
          brandName={draft.brandName}
          logoUrl={draft.logoUrl}
          color={draft.color}
          greeting={draft.greetings[language]?.trim() || draft.greetings.en?.trim() || BUILT_IN_GREETING}
          replyWords={replyWords(draft.replyMinutes)}
          {...(draft.enabled ? { launcher: draft.side } : {})}
        />
        <p className="dim small">
          {draft.enabled ? 'On your website; links show it full-page.' : 'No launcher on your website. Links work.'}
        </p>
      </div>
    </form>
  );
}
