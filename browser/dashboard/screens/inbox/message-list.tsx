import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Fragment, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { ConversationDetail, TeamMessage } from '../../../../wire/api/conversations.ts';
import { useAction } from '../../api/actions.ts';
import { takeMessage, useTyping } from '../../api/conversation-news.ts';
import { loadOlder, renewThread } from '../../api/conversations.ts';
import { useMe } from '../../api/me.ts';
import type { Thread } from '../../api/thread.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { Empty } from '../../ui/bits/states.tsx';
import { dayHeading, useNow } from '../../ui/format.ts';
import { personName } from '../../ui/words.ts';
import { Message } from './message.tsx';
import { type Outgoing, outgoing, useOutgoing } from './outgoing.ts';
import { PendingMessage } from './pending-message.tsx';
import { useMyRep } from './reps.ts';

interface MessageListProps {
  readonly conversation: ConversationDetail;
  readonly thread: Thread;
  /** What was unread when the conversation was opened: after the first `seq`, up to the second. */
  readonly unread: readonly [after: number, upTo: number];
  readonly onSeen: (seq: number) => void;
}

const SAME_BREATH_MS = 5 * 60_000;

/** The conversation, newest at the bottom. New messages come into view while the bottom is; else a pill says there are some. */
export function MessageList({ conversation, thread, unread, onSeen }: MessageListProps) {
  const client = useQueryClient();
  const now = useNow();
  const me = useMe();
  const myRep = useMyRep();
  const waiting = useWaiting(conversation.id, thread);
  const { scroller, onScroll, below, toBottom } = useBottom(conversation.id, thread, waiting, onSeen);
  const [older, setOlder] = useState(false);
  const edit = useAction('PATCH /conversations/:id/messages', {
    after: (message) => takeMessage(client, conversation.id, message),
  });
  const leadName = personName(conversation.contact);
  const manages = me.role === 'admin' || me.role === 'manager';
  const unreadAt = thread.items.find((one) => one.seq > unread[0] && one.seq <= unread[1] && one.author === 'lead')?.id;
  const marks = readMarks(thread.items, conversation);
  let day = '';
  let previous: TeamMessage | null = null;
  return (
    <div className="thread-wrap">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div ref={scroller} className="thread-scroll" onScroll={onScroll} tabIndex={0} role="log" aria-label="Messages">
        {thread.more && (
          <Button
            variant="subtle"
            size="compact-sm"
            className="thread-older"
            loading={older}
            onClick={() => {
              setOlder(true);
              void loadOlder(client, conversation.id).finally(() => setOlder(false));
            }}
          >
            Older messages
          </Button>
        )}
        {thread.items.length === 0 && waiting.length === 0 && <NoMessages conversation={conversation} />}
        {thread.items.map((message) => {
          const heading = dayHeading(message.at, now);
          const freshDay = heading !== day;
          const follows = !freshDay && message.id !== unreadAt && isSameBreath(previous, message);
          day = heading;
          previous = message;
          return (
            <Fragment key={message.id}>
              {freshDay && <h3 className="thread-day small">{heading}</h3>}
              {message.id === unreadAt && <p className="thread-unread small">New</p>}
              <Message
                message={message}
                leadName={leadName}
                follows={follows}
                mayEdit={message.author === 'rep' && (manages || (myRep !== undefined && message.rep?.id === myRep.id))}
                onEdit={(text) => edit.mutate({ id: conversation.id, body: { message: message.id, text } })}
                onStale={() => void renewThread(client, conversation.id)}
              />
              {marks.get(message.id)}
            </Fragment>
          );
        })}
        {waiting.map((one) => (
          <PendingMessage
            key={one.clientId}
            message={one}
            onRetry={() => outgoing.retry(client, conversation.id)}
            onDrop={() => outgoing.drop(client, conversation.id, one.clientId)}
          />
        ))}
        <TypingLine conversation={conversation.id} leadName={leadName} myName={me.user.name} />
      </div>
      {below > 0 && (
        <button type="button" className="thread-pill" onClick={toBottom}>
          <Icon name="down" size={13} /> {below} new
        </button>
      )}
    </div>
  );
}

/** What was sent and has not come back yet. The stream may be faster than the answer: then it is in the thread already. */
function useWaiting(id: string, thread: Thread): readonly Outgoing[] {
  const waiting = useOutgoing(id);
  const there = new Set(thread.items.map((one) => one.clientId));
  return waiting.filter((one) => !there.has(one.clientId));
}

function isSameBreath(before: TeamMessage | null, message: TeamMessage): boolean {
  if (!before || before.author === 'system' || before.author !== message.author) return false;
  if (before.internal !== message.internal || before.rep?.id !== message.rep?.id) return false;
  return Date.parse(message.at) - Date.parse(before.at) < SAME_BREATH_MS;
}

/** Under the last thing the lead has read: that they did. Under what was said to nobody: that they had left. */
function readMarks(items: readonly TeamMessage[], { leadReadSeq }: ConversationDetail) {
  const ours = items.filter((one) => (one.author === 'rep' || one.author === 'agent') && !one.internal && !one.deleted);
  const seen = ours.findLast((one) => one.seq <= leadReadSeq);
  const last = ours.at(-1);
  const marks = new Map<string, ReactNode>();
  if (seen && !items.some((one) => one.author === 'lead' && one.seq > seen.seq)) {
    marks.set(
      seen.id,
      <p className="msg-mark small dim">
        <Icon name="read" size={13} /> Seen
      </p>,
    );
  }
  if (last && last.seq > leadReadSeq) {
    marks.set(
      last.id,
      last.leadAway ? (
        <p className="msg-mark small" data-away>
          <Icon name="warning" size={13} /> Not seen: the lead had left
        </p>
      ) : (
        <p className="msg-mark small dim">
          <Icon name="check" size={13} /> Sent
        </p>
      ),
    );
  }
  return marks;
}

function TypingLine(props: { conversation: string; leadName: string; myName: string }) {
  const lead = useTyping(props.conversation, 'lead');
  const rep = useTyping(props.conversation, 'rep');
  const other = rep !== null && rep !== props.myName ? rep : null;
  if (lead === null && other === null) return <div className="thread-typing" />;
  return (
    <div className="thread-typing small dim" aria-live="polite">
      <span className="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {lead === null ? `${other || 'A colleague'} is typing` : `${props.leadName} is typing`}
    </div>
  );
}

function NoMessages({ conversation }: { conversation: ConversationDetail }) {
  return (
    <Empty icon="chat" title="Nothing said yet">
      {conversation.surface === 'link'
        ? 'They opened the link and have not written.'
        : 'They opened the chat and have not written.'}{' '}
      You may write first.
    </Empty>
  );
}

const NEAR_PX = 90;

/** Keeps the bottom in view, the reader's place when older ones are put on top, and tells what was seen. */
function useBottom(id: string, thread: Thread, waiting: readonly Outgoing[], onSeen: (seq: number) => void) {
  const scroller = useRef<HTMLDivElement>(null);
  const atBottom = useRef(true);
  const before = useRef({ id: '', first: 0, height: 0 });
  const [seen, setSeen] = useState(0);
  const lastSeq = thread.items.at(-1)?.seq ?? 0;
  const firstSeq = thread.items[0]?.seq ?? 0;
  const see = () => {
    setSeen(lastSeq);
    onSeen(lastSeq);
  };
  const toBottom = () => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
    atBottom.current = true;
    see();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows what is shown
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const known = before.current;
    if (known.id !== id || atBottom.current) toBottom();
    else if (firstSeq < known.first) box.scrollTop += box.scrollHeight - known.height;
    before.current = { id, first: firstSeq, height: box.scrollHeight };
  }, [id, lastSeq, firstSeq, waiting.length]);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    // Pictures that arrive, the composer that grows: the bottom stays the bottom.
    const observer = new ResizeObserver(() => {
      if (atBottom.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    const loaded = () => {
      if (atBottom.current) box.scrollTop = box.scrollHeight;
    };
    box.addEventListener('load', loaded, true);
    return () => {
      observer.disconnect();
      box.removeEventListener('load', loaded, true);
    };
  }, []);
  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    atBottom.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    if (atBottom.current && seen < lastSeq) see();
  };
  const below = atBottom.current ? 0 : thread.items.filter((one) => one.seq > seen && one.author === 'lead').length;
  return { scroller, onScroll, below, toBottom };
}
