import { Button, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ContactRecord } from '../../../../wire/api/contacts.ts';
import { ApiError } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { Bone, ErrorPanel } from '../../ui/bits/states.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { plural } from '../../ui/format.ts';
import { Avatar, CompanyTile, PersonName } from '../../ui/people/person.tsx';
import { NotFound } from '../../ui/shell/not-found.tsx';
import { personName } from '../../ui/words.ts';
import { ContactFacts } from './contact-facts.tsx';
import { Conversations } from './conversations.tsx';
import { Identities } from './identities.tsx';
import { RecordFrame } from './record-frame.tsx';
import { Timeline } from './timeline.tsx';
import { Why } from './why.tsx';

const route = getRouteApi('/app/contacts/$id');

/** One person: how ready, why, what next, everything they did, and which browsers and addresses are theirs. */
export function ContactScreen() {
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate();
  const query = useQuery(queries.contact(id));
  if (query.error instanceof ApiError && query.error.status === 404) return <NotFound />;
  if (query.isError) return <ErrorPanel error={query.error} retry={() => void query.refetch()} />;
  const contact = query.data;
  return (
    <RecordFrame
      back={{ to: '/contacts', label: 'Contacts' }}
      title={contact ? `${contact.probable ? 'Probably ' : ''}${personName(contact)}` : 'Contact'}
      intent={contact}
      tile={contact ? <Avatar person={contact} size={40} online={contact.online} /> : <Bone width={40} height={40} />}
      name={contact ? <ContactName contact={contact} /> : <Bone width={180} height={20} />}
      under={
        contact && (
          <>
            {contact.name && contact.email && <span>{contact.email}</span>}
            {!contact.email && contact.mailboxes[0] && <span>wrote as {contact.mailboxes[0]}</span>}
            {contact.account && (
              <Link to="/accounts/$id" params={{ id: contact.account.id }} className="row link" style={{ gap: 5 }}>
                <CompanyTile name={contact.account.name} size={16} />
                {contact.account.name}
              </Link>
            )}
            {contact.onlineOn ? (
              <span className="online-now">on {contact.onlineOn.title ?? contact.onlineOn.path} now</span>
            ) : (
              <span>
                last seen <Ago at={contact.lastSignalAt} suffix=" ago" />
              </span>
            )}
          </>
        )
      }
      aside={
        <>
          {contact && contact.duplicateCount > 0 && (
            <div className="notice">
              <Icon name="duplicates" />
              <span className="grow">{plural(contact.duplicateCount, 'possible duplicate')}</span>
              <Button component={Link} to="/duplicates" variant="default" size="compact-xs">
                Review
              </Button>
            </div>
          )}
          <ContactFacts contact={contact} />
          <Identities id={id} name={contact ? personName(contact) : ''} />
        </>
      }
    >
      <Why subject="contacts" id={id} />
      <Conversations contactId={id} />
      <Timeline
        subject="contacts"
        id={id}
        key={id}
        search={search}
        set={(to, replace) =>
          void navigate({ to: '/contacts/$id', params: { id }, search: to, replace, resetScroll: false })
        }
      />
    </RecordFrame>
  );
}

/** Whom only an address made for them names may be somebody it was passed on to. */
function ContactName({ contact }: { contact: ContactRecord }) {
  if (!contact.probable) return <PersonName person={contact} />;
  return (
    <Tooltip label="They opened a link that was made for this person. It may have been passed on: nothing else says so yet.">
      <span>
        <span className="probably">probably </span>
        <PersonName person={contact} />
      </span>
    </Tooltip>
  );
}
