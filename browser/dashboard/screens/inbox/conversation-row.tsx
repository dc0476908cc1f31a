import { Link } from '@tanstack/react-router';
import type { ConversationItem } from '../../../../wire/api/conversations.ts';
import { useTyping } from '../../api/conversation-news.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { plural } from '../../ui/format.ts';
import { ScoreBadge, TypeBadge } from '../../ui/people/intent.tsx';
import { Avatar, PersonName } from '../../ui/people/person.tsx';
import type { InboxSearch } from './inbox-search.ts';
import { StatusWord } from './status.tsx';

interface RowProps {
  readonly item: ConversationItem;
  readonly search: InboxSearch;
  readonly myId: string | undefined;
  /** It is open beside the list. */
  readonly isOpen: boolean;
}

/** A conversation in the list: who, how hot, what was said last, and whether somebody waits. */
export function ConversationRow({ item, search, myId, isOpen }: RowProps) {
  const { contact } = item;
  // What is looked at is read, before the server says so.
  const unread = isOpen && document.hasFocus() ? 0 : item.unread;
  return (
    <li className="chat-row" data-unread={unread > 0 || undefined} data-id={item.id}>
      <Avatar person={contact} size={32} online={item.here} />
      <div className="grow">
        <div className="row chat-row-head">
          <Link
            to="/inbox/$id"
            params={{ id: item.id }}
            search={search}
            className="chat-row-open cut grow"
            activeProps={{ 'data-active': true, 'aria-current': 'true' } as object}
          >
            <PersonName person={contact} />
            {contact.account && <span className="dim chat-row-account"> {contact.account.name}</span>}
            {item.here && <span className="sr"> (in the chat now)</span>}
            {unread > 0 && <span className="sr"> ({plural(unread, 'unread message')})</span>}
          </Link>
          <span className="dim small chat-row-when">
            {item.owner && `${item.owner.id === myId ? 'You' : item.owner.name.split(' ')[0]} · `}
            <Ago at={item.lastAt ?? item.startedAt} />
          </span>
        </div>
        <div className="row">
          <LastWords item={item} />
          {unread > 0 && (
            <span className="unread num" aria-hidden="true">
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </div>
        <div className="row chat-row-foot">
          <ScoreBadge value={contact.intentScore} />
          {item.type.type !== 'Unknown' && <TypeBadge value={item.type.type} final={item.type.final} short />}
          <StatusWord value={item.status} dueAt={item.dueAt} />
        </div>
      </div>
    </li>
  );
}

const WHO = { rep: 'Team: ', agent: 'Agent: ', system: '', lead: '' } as const;

function LastWords({ item }: { item: ConversationItem }) {
  const typing = useTyping(item.id, 'lead');
  if (typing !== null) return <span className="cut grow small typing-words">is typing…</span>;
  if (item.lastText === '' && item.lastAuthor === null) {
    return (
      <span className="cut grow dim small">
        {item.link ? (
          <>
            <Icon name="link" size={12} /> opened “{item.link.name}”
          </>
        ) : (
          'opened the chat'
        )}
      </span>
    );
  }
  return (
    <span className="cut grow small chat-row-words">
      {item.lastAuthor && <span className="dim">{WHO[item.lastAuthor]}</span>}
      {item.lastText || 'sent a file'}
    </span>
  );
}
