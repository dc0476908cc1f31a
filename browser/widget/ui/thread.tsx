import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatMessage, QuickReply } from '../../../wire/chat.ts';
import type { Outgoing } from '../chat/outbox.ts';
import { asksEmail } from '../chat/state.ts';
import { type Group, groupMessages } from '../view/groups.ts';
import { dayWords, exactWords, timeWords } from '../view/times.ts';
import { fill } from '../words/words.ts';
import { EmailCard } from './email-card.tsx';
import { Face } from './face.tsx';
import { DownIcon, RetryIcon } from './icons.tsx';
import { Bubble } from './message.tsx';
import type { Parts } from './props.ts';

/** Close enough to the end to be taken along by what comes. */
const NEAR_PX = 80;
const TICK_MS = 30_000;

/** Everything that was said, the latest in sight. */
export function Thread(parts: Parts) {
  const { conversation, state, words, language } = parts;
  const { messages } = state.seen;
  const scroller = useRef<HTMLDivElement>(null);
  const said = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const toEnd = () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  const last = messages.at(-1);
  // Pictures arrive late, keyboards come and go: who was at the end stays there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `toEnd` is the same whenever it was made.
  useEffect(() => {
    const sizes = new ResizeObserver(() => !away && toEnd());
    for (const box of [scroller.current, said.current]) if (box) sizes.observe(box);
    return () => sizes.disconnect();
  }, [away]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever makes it longer.
  useLayoutEffect(() => {
    if (!away || last?.author === 'lead') toEnd();
    if (!away) conversation.saw();
  }, [last?.seq, state.outgoing.length, state.typing !== null, asksEmail(state), state.loading]);
  const scrolled = () => {
    const box = scroller.current;
    if (!box) return;
    const isAway = box.scrollHeight - box.scrollTop - box.clientHeight > NEAR_PX;
    setAway(isAway);
    if (!isAway) conversation.saw();
  };
  const time = { now: Math.max(now, Date.parse(last?.at ?? '') || 0), language };
  const lastOwn = messages.findLast(({ author, deleted }) => author === 'lead' && !deleted);
  return (
    <div class="scroll-frame">
      <div
        class="scroll"
        ref={scroller}
        onScroll={scrolled}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={words.conversation}
      >
        <div class="said" ref={said}>
          <p class="greeting">{state.settings?.greeting ?? words.greeting}</p>
          {state.loading && <p class="note">{words.loading}</p>}
          {groupMessages(messages).map((group) => (
            <Block key={group.key} group={group} parts={parts} time={time} lastOwn={lastOwn} />
          ))}
          {state.outgoing.map((item) => (
            <Waiting key={item.clientId} item={item} parts={parts} />
          ))}
          {last && state.outgoing.length === 0 && last.quickReplies.length > 0 && (
            <Replies replies={last.quickReplies} answer={(reply) => conversation.answer(reply)} />
          )}
          {state.closed && last?.event !== 'closed' && <p class="note">{words.closed}</p>}
          {asksEmail(state) && <EmailCard {...parts} />}
          {state.typing && (
            <p class="typing">
              <i />
              <i />
              <i />
              <span>{state.typing.name ? fill(words.typing, { name: state.typing.name }) : words.someoneTyping}</span>
            </p>
          )}
        </div>
      </div>
      {away && (
        <button type="button" class="jump" aria-label={words.newMessages} title={words.newMessages} onClick={toEnd}>
          <DownIcon />
        </button>
      )}
    </div>
  );
}

interface BlockProps {
  readonly group: Group;
  readonly parts: Parts;
  readonly time: { readonly now: number; readonly language: string };
  readonly lastOwn: ChatMessage | undefined;
}

function Block({ group, parts, time, lastOwn }: BlockProps) {
  const { words, language, state } = parts;
  const { author, name, avatarUrl, messages } = group;
  const brand = state.settings?.brand;
  const first = messages[0] as ChatMessage;
  const end = messages.at(-1) as ChatMessage;
  const day = group.newDay && <p class="day">{dayWords(Date.parse(first.at), time.now, language)}</p>;
  const own = author === 'lead';
  if (author === 'system') {
    return (
      <>
        {day}
        <p class="note">{systemWords(first, parts)}</p>
      </>
    );
  }
  const mark = own && end === lastOwn ? (end.seq <= state.teamReadSeq ? words.seen : words.sent) : null;
  return (
    <>
      {day}
      <div class={own ? 'block own' : 'block'}>
        {!own && (
          <Face name={name ?? brand?.name ?? null} avatarUrl={avatarUrl ?? (name ? null : (brand?.logoUrl ?? null))} />
        )}
        <div class="bubbles">
          {messages.map((message) => (
            <Bubble
              key={message.id}
              message={message}
              words={words}
              language={language}
              title={exactWords(Date.parse(message.at), language)}
            />
          ))}
          <p class="meta">
            {!own && <b>{name ?? brand?.name ?? words.team}</b>}
            <time dateTime={end.at} title={exactWords(Date.parse(end.at), language)}>
              {timeWords(Date.parse(end.at), time.now, language)}
            </time>
            {mark && <span>{mark}</span>}
          </p>
        </div>
      </div>
    </>
  );
}

function systemWords({ event, name }: ChatMessage, { words }: Parts): string {
  if (event === 'joined') return fill(words.joined, { name: name ?? words.team });
  return event === 'email_saved' ? words.emailSaved : words.closed;
}

function Waiting({
  item,
  parts: { conversation, words, language },
}: {
  readonly item: Outgoing;
  readonly parts: Parts;
}) {
  return (
    <div class="block own waiting">
      <div class="bubbles">
        <Bubble message={{ ...item, edited: false, deleted: false }} words={words} language={language} title="" />
        {item.refused === null ? (
          <p class="meta">{words.sending}</p>
        ) : (
          <p class="meta bad" role="alert">
            {words.notSent}
            <button type="button" onClick={() => conversation.retry(item)}>
              <RetryIcon /> {words.again}
            </button>
            <button type="button" onClick={() => conversation.discard(item)}>
              {words.remove}
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

function Replies({
  replies,
  answer,
}: {
  readonly replies: readonly QuickReply[];
  readonly answer: (reply: QuickReply) => void;
}) {
  return (
    <div class="replies">
      {replies.map((reply) => (
        <button key={reply.value} type="button" onClick={() => answer(reply)}>
          {reply.label}
        </button>
      ))}
    </div>
  );
}
