import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { chats } from '../../api/conversations.ts';
import { Ago } from '../../ui/bits/time.tsx';
import { StatusWord } from './status.tsx';

/** What else was talked about with this person. */
export function FormerConversations({ contactId, except }: { contactId: string; except?: string }) {
  const query = useInfiniteQuery(chats.list({ contact: contactId }));
  const items = query.data?.pages.flatMap((page) => page.items).filter((item) => item.id !== except) ?? [];
  if (items.length === 0) return null;
  return (
    <section className="lead-block">
      <h3 className="small dim">Other conversations</h3>
      <ol className="plain former">
        {items.map((item) => (
          <li key={item.id} className="small">
            <Link to="/inbox/$id" params={{ id: item.id }} className="cut former-open">
              {item.lastText || 'Nothing said'}
            </Link>
            <span className="row dim">
              <Ago at={item.lastAt ?? item.startedAt} suffix=" ago" />
              <StatusWord value={item.status} dueAt={null} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
