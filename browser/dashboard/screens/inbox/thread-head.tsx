import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ConversationDetail } from '../../../../wire/api/conversations.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { Avatar, PersonName } from '../../ui/people/person.tsx';
import { AssignMenu } from './assign-menu.tsx';
import { hasEnded, type InboxSearch } from './inbox-search.ts';
import { useMyRep } from './reps.ts';
import { StatusWord } from './status.tsx';
import type { Acts } from './use-acts.ts';

interface ThreadHeadProps {
  readonly conversation: ConversationDetail;
  readonly search: InboxSearch;
  readonly acts: Acts;
  readonly assigning: boolean;
  readonly onAssigning: (opened: boolean) => void;
  readonly onLead: () => void;
}

/** Who it is, where it stands, whose it is, and what one can do. */
export function ThreadHead({ conversation, search, acts, assigning, onAssigning, onLead }: ThreadHeadProps) {
  const { contact } = conversation;
  return (
    <header className="thread-head">
      <Link to="/inbox" search={search} className="thread-back" aria-label="Back to the list">
        <Icon name="left" size={18} />
      </Link>
      <Avatar person={contact} size={32} online={conversation.here} />
      <div className="grow thread-who">
        <h2 className="cut">
          <PersonName person={contact} />
        </h2>
        <span className="row small dim thread-under">
          <StatusWord value={conversation.status} dueAt={conversation.dueAt} />
          <span className="cut">
            {[conversation.here ? 'in the chat now' : 'has left', contact.account?.name].filter(Boolean).join(' · ')}
          </span>
        </span>
      </div>
      {acts.allowed && (
        <div className="thread-acts">
          <TakeButton conversation={conversation} acts={acts} />
          <AssignMenu
            conversation={conversation}
            opened={assigning}
            onChange={onAssigning}
            onAssign={(repId) => acts.act({ act: 'assign', repId })}
          />
          <CloseButton conversation={conversation} acts={acts} />
        </div>
      )}
      <ActionIcon className="thread-about" aria-label="About this lead" onClick={onLead}>
        <Icon name="info" />
      </ActionIcon>
      <MoreMenu conversation={conversation} acts={acts} />
    </header>
  );
}

function TakeButton({ conversation, acts }: { conversation: ConversationDetail; acts: Acts }) {
  const me = useMyRep();
  if (conversation.owner && conversation.owner.id === me?.id) return null;
  return (
    <Tooltip label="Make it yours (t)">
      <Button size="compact-sm" onClick={() => acts.act({ act: 'take' })}>
        Take
      </Button>
    </Tooltip>
  );
}

function CloseButton({ conversation, acts }: { conversation: ConversationDetail; acts: Acts }) {
  const open = !hasEnded(conversation.status);
  return (
    <Tooltip label={open ? 'Close it (e); a new message opens it again' : 'Open it again (e)'}>
      <Button
        variant="default"
        size="compact-sm"
        className="thread-close"
        onClick={() => acts.act({ act: open ? 'close' : 'reopen' })}
      >
        {open ? 'Close' : 'Reopen'}
      </Button>
    </Tooltip>
  );
}

function MoreMenu({ conversation, acts }: Pick<ThreadHeadProps, 'conversation' | 'acts'>) {
  const { status, contact } = conversation;
  const open = !hasEnded(status);
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon aria-label="More actions">
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.allowed && (
          <>
            {status !== 'Qualified' && (
              <Menu.Item leftSection={<Icon name="flag" />} onClick={() => acts.act({ act: 'qualify' })}>
                Qualify
              </Menu.Item>
            )}
            {status !== 'Rejected' && (
              <Menu.Item leftSection={<Icon name="close" />} onClick={() => acts.act({ act: 'reject' })}>
                Reject
              </Menu.Item>
            )}
            {status !== 'Spam' && (
              <Menu.Item leftSection={<Icon name="ban" />} onClick={() => acts.act({ act: 'spam' })}>
                Mark as spam
              </Menu.Item>
            )}
            <Menu.Item
              leftSection={<Icon name={open ? 'check' : 'back'} />}
              onClick={() => acts.act({ act: open ? 'close' : 'reopen' })}
            >
              {open ? 'Close' : 'Reopen'}
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.Item
          component={Link}
          {...({ to: '/contacts/$id', params: { id: contact.id } } as object)}
          leftSection={<Icon name="person" />}
        >
          Open record
        </Menu.Item>
        {conversation.slack.map(
          (one) =>
            one.url && (
              <Menu.Item
                key={one.url}
                component="a"
                href={one.url}
                target="_blank"
                rel="noreferrer"
                leftSection={<Icon name="external" />}
              >
                Open in Slack, #{one.channel}
              </Menu.Item>
            ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
