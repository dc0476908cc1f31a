import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ConversationItem } from '../../../../wire/api/conversations.ts';
import { Ago } from '../../ui/bits/time.tsx';
import { ScoreBadge, TypeBadge } from '../../ui/people/intent.tsx';
import { Avatar, PersonName } from '../../ui/people/person.tsx';
import { StatusWord } from './status.tsx';
import './conversation-table.css';

interface ConversationTableProps {
  readonly items: readonly ConversationItem[];
  /** Whose they are; not said on a person's own record. */
  readonly withPerson?: boolean;
  readonly empty: string;
  readonly onMore?: () => void;
}

/** A short list of conversations on another screen; each opens in the inbox. */
export function ConversationTable({ items, withPerson = false, empty, onMore }: ConversationTableProps) {
  if (items.length === 0) return <p className="dim talk-none">{empty}</p>;
  return (
    <>
      <ul className="plain">
        {items.map((item) => (
          <li key={item.id} className="talk-row">
            {withPerson && <Avatar person={item.contact} size={24} online={item.here} />}
            <Link to="/inbox/$id" params={{ id: item.id }} className="talk-open grow">
              {withPerson && (
                <span className="cut talk-who">
                  <PersonName person={item.contact} />
                  {item.contact.account && <span className="dim"> {item.contact.account.name}</span>}
                </span>
              )}
              <span className={`cut ${withPerson ? 'dim small' : ''}`}>
                {item.lastText || 'Opened the chat, said nothing yet'}
              </span>
            </Link>
            {withPerson && <ScoreBadge value={item.contact.intentScore} />}
            <TypeBadge value={item.type.type} final={item.type.final} short />
            <StatusWord value={item.status} dueAt={item.dueAt} />
            <span className="dim small talk-when">
              <Ago at={item.lastAt ?? item.startedAt} suffix=" ago" />
            </span>
          </li>
        ))}
      </ul>
      {onMore && (
        <Button variant="subtle" fullWidth onClick={onMore}>
          Older conversations
        </Button>
      )}
    </>
  );
}
