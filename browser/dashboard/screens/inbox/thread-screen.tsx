import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ConversationDetail } from '../../../../wire/api/conversations.ts';
import { ApiError, call } from '../../api/client.ts';
import { patchItem } from '../../api/conversation-news.ts';
import { chats } from '../../api/conversations.ts';
import { useLiveStatus } from '../../api/live.ts';
import { usePermit } from '../../api/me.ts';
import { Bone, Bones, Empty, ErrorPanel } from '../../ui/bits/states.tsx';
import { useKeys } from '../../ui/shell/keys.ts';
import { useTitle } from '../../ui/shell/page.tsx';
import { personName } from '../../ui/words.ts';
import { Composer } from './composer.tsx';
import { hasEnded } from './inbox-search.ts';
import { LeadPanel } from './lead-panel.tsx';
import { MessageList } from './message-list.tsx';
import { outgoing } from './outgoing.ts';
import { ThreadHead } from './thread-head.tsx';
import { useActs } from './use-acts.ts';

const route = getRouteApi('/app/inbox/$id');

export function ThreadScreen() {
  const { id } = route.useParams();
  const query = useQuery(chats.one(id));
  if (query.error instanceof ApiError && query.error.status === 404) {
    return (
      <div className="inbox-nothing">
        <Empty icon="inbox" title="There is no such conversation">
          It may have been erased with its person.
        </Empty>
      </div>
    );
  }
  if (query.isError) {
    return (
      <div className="inbox-nothing">
        <ErrorPanel error={query.error} retry={() => void query.refetch()} />
      </div>
    );
  }
  // A conversation of its own for React too: drafts, scroll places and marks are not carried over.
  return query.data ? <OpenThread key={id} conversation={query.data} /> : <ThreadBones />;
}

function ThreadBones() {
  return (
    <>
      <section className="thread" aria-label="Conversation">
        <header className="thread-head">
          <Bone width={32} height={32} />
          <Bone width={180} height={18} />
        </header>
        <div className="inbox-bones grow">
          <Bones lines={9} height={34} gap={16} />
        </div>
      </section>
      <aside className="lead" aria-label="Lead" />
    </>
  );
}

function OpenThread({ conversation }: { conversation: ConversationDetail }) {
  const { id } = conversation;
  const client = useQueryClient();
  const search = route.useSearch();
  const thread = useQuery(chats.thread(client, id));
  const acts = useActs(id);
  const box = useRef<HTMLTextAreaElement>(null);
  const [wish, setWish] = useState<{ what: 'reply' | 'note' | 'canned'; at: number } | null>(null);
  const [assigning, setAssigning] = useState(false);
  const [leadShown, setLeadShown] = useState(false);
  const [unread] = useState([conversation.teamReadSeq, conversation.lastSeq] as const);
  const wide = useMediaQuery('(min-width: 1181px)', window.innerWidth > 1180, { getInitialValueInEffect: false });
  const onSeen = useReading(conversation);
  useTitle(personName(conversation.contact));
  useComeBack(id);
  useThreadKeys({ conversation, acts, onWish: (what) => setWish({ what, at: Date.now() }), onAssign: setAssigning });
  const panel = <LeadPanel conversation={conversation} acts={acts} />;
  return (
    <>
      <section className="thread" aria-label={`Conversation with ${personName(conversation.contact)}`}>
        <ThreadHead
          conversation={conversation}
          search={search}
          acts={acts}
          assigning={assigning}
          onAssigning={setAssigning}
          onLead={() => setLeadShown(true)}
        />
        {thread.isError && <ErrorPanel error={thread.error} retry={() => void thread.refetch()} />}
        {thread.isPending && (
          <div className="inbox-bones grow">
            <Bones lines={9} height={34} gap={16} />
          </div>
        )}
        {thread.data && (
          <MessageList conversation={conversation} thread={thread.data} unread={unread} onSeen={onSeen} />
        )}
        <LostNotice />
        <Composer conversation={conversation} box={box} wish={wish} />
      </section>
      {wide ? (
        <aside className="lead" aria-label="Lead">
          {panel}
        </aside>
      ) : (
        <Drawer opened={leadShown} onClose={() => setLeadShown(false)} position="right" title="Lead" size={360}>
          {panel}
        </Drawer>
      )}
    </>
  );
}

function LostNotice() {
  const status = useLiveStatus();
  if (status !== 'lost') return null;
  return (
    <p className="thread-lost small" role="status">
      Connection lost. What you write is kept and sent when it is back.
    </p>
  );
}

/** Tells the server what was read, once it really was: the window is looked at and the message in view. */
function useReading(conversation: ConversationDetail) {
  const client = useQueryClient();
  const { allowed } = usePermit('conversations.answer');
  const told = useRef(conversation.teamReadSeq);
  const waiting = useRef(0);
  const { id } = conversation;
  const tell = (seq: number) => {
    waiting.current = Math.max(waiting.current, seq);
    if (!allowed || waiting.current <= told.current || document.visibilityState !== 'visible' || !document.hasFocus())
      return;
    const before = told.current;
    told.current = waiting.current;
    patchItem(client, id, { unread: 0 });
    call('POST /conversations/:id/read', { id, body: { seq: waiting.current } })
      .then(() => client.invalidateQueries({ queryKey: ['conversation-counts'] }))
      .catch(() => {
        told.current = before;
      });
  };
  const latest = useRef(tell);
  latest.current = tell;
  useEffect(() => {
    const look = () => latest.current(0);
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, []);
  return tell;
}

/** After the connection was away: what changed meanwhile is fetched, and what could not be sent is sent. */
function useComeBack(id: string): void {
  const client = useQueryClient();
  const status = useLiveStatus();
  const lost = useRef(false);
  useEffect(() => {
    if (status === 'lost') lost.current = true;
    if (status !== 'open' || !lost.current) return;
    lost.current = false;
    void client.invalidateQueries({ queryKey: ['thread', id] });
    void client.invalidateQueries({ queryKey: ['conversation', id] });
    outgoing.retryAll(client);
  }, [status, client, id]);
}

function useThreadKeys(props: {
  conversation: ConversationDetail;
  acts: ReturnType<typeof useActs>;
  onWish: (what: 'reply' | 'note' | 'canned') => void;
  onAssign: (opened: boolean) => void;
}): void {
  const { conversation, acts, onWish, onAssign } = props;
  const navigate = useNavigate();
  const search = route.useSearch();
  const write = (what: 'reply' | 'note' | 'canned') => (event: KeyboardEvent) => {
    event.preventDefault();
    onWish(what);
  };
  const open = !hasEnded(conversation.status);
  useKeys({
    r: write('reply'),
    n: write('note'),
    '/': write('canned'),
    t: () => acts.act({ act: 'take' }),
    a: (event) => {
      event.preventDefault();
      if (acts.allowed) onAssign(true);
    },
    e: () => acts.act({ act: open ? 'close' : 'reopen' }),
    u: () => void navigate({ to: '/inbox', search }),
  });
}
