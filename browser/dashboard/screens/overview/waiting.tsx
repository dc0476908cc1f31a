import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { InboxCounts } from '../../../../wire/api/conversations.ts';
import { chats } from '../../api/conversations.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { Bone } from '../../ui/bits/states.tsx';
import { count } from '../../ui/format.ts';
import type { View } from '../inbox/inbox-search.ts';

const PARTS: readonly (readonly [key: keyof InboxCounts, view: View, words: string])[] = [
  ['needReply', 'reply', 'need a reply'],
  ['unassigned', 'unassigned', 'belong to nobody'],
  ['mine', 'mine', 'are yours'],
  ['open', 'open', 'are open'],
];

/** Who waits in the chat, in one line. Not there while nobody does; its room is kept while it is not known whether anybody still does. */
export function Waiting() {
  const counts = useQuery(chats.counts()).data;
  const [waited, setWaited] = useLocalStorage({
    ...{ key: 'knock-waiting', defaultValue: false, getInitialValueInEffect: false },
  });
  useEffect(() => {
    if (counts) setWaited(counts.open > 0);
  }, [counts, setWaited]);
  if (!counts && waited) {
    return (
      <div className="waiting" aria-hidden="true">
        <Bone width={260} height={20} />
      </div>
    );
  }
  if (!counts || counts.open === 0) return null;
  return (
    <nav className="waiting" aria-label="Conversations">
      <Icon name="chat" />
      <span className="dim">Conversations</span>
      {PARTS.filter(([key]) => counts[key] > 0).map(([key, view, words]) => (
        <Link
          key={key}
          to="/inbox"
          search={{ view }}
          className="waiting-one"
          data-loud={key === 'needReply' || undefined}
        >
          <strong className="num">{count(counts[key])}</strong> {words}
        </Link>
      ))}
    </nav>
  );
}
