import { getRouteApi, Outlet, useParams } from '@tanstack/react-router';
import { Empty } from '../../ui/bits/states.tsx';
import { ConversationList } from './conversation-list.tsx';
import './inbox.css';
import './thread.css';

const route = getRouteApi('/app/inbox');

/** List, conversation, lead: three panes side by side, one at a time on a phone. */
export function InboxScreen() {
  const search = route.useSearch();
  const { id } = useParams({ strict: false });
  return (
    <div className="inbox" data-open={id ? true : undefined}>
      <ConversationList search={search} openId={id} />
      <Outlet />
    </div>
  );
}

export function InboxNothingOpen() {
  return (
    <div className="inbox-nothing">
      <Empty icon="inbox" title="No conversation open">
        Choose one, or press <kbd>j</kbd>.
      </Empty>
    </div>
  );
}
