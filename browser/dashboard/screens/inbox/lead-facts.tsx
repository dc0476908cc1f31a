import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ConversationDetail } from '../../../../wire/api/conversations.ts';
import { queries } from '../../api/queries.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { countryName, duration, plural } from '../../ui/format.ts';
import { Fact, Proof } from '../record/contact-facts.tsx';

const LANGUAGES = new Intl.DisplayNames(undefined, { type: 'language' });

/** Where the conversation is held, and what is known about the person's identities. */
export function LeadFacts({ conversation }: { conversation: ConversationDetail }) {
  const { contact, page, link } = conversation;
  const record = useQuery(queries.contact(contact.id)).data;
  const identities = useQuery(queries.identities(contact.id)).data?.items;
  const browsers = identities?.filter((one) => one.kind === 'browser').length ?? 0;
  return (
    <dl className="facts">
      {record?.emails.map((one) => (
        <Fact key={one.email} label="E-mail">
          {one.email} <Proof verified={one.verified} />
        </Fact>
      ))}
      <Fact label={link ? 'Link' : 'Page'}>
        {link ? (
          <Link to="/links/$id" params={{ id: link.id }} className="link">
            {link.name}
          </Link>
        ) : (
          <span title={page?.url}>{page?.title ?? page?.url ?? 'Unknown'}</span>
        )}
      </Fact>
      {record?.onlineOn && (
        <Fact label="Looks at">
          <span className="online-now">{record.onlineOn.title ?? record.onlineOn.path}</span>
        </Fact>
      )}
      <Fact label="Began">
        <Ago at={conversation.startedAt} suffix=" ago" />
      </Fact>
      {conversation.responseMs !== null && (
        <Fact label="Answered">after {duration(conversation.responseMs / 1_000)}</Fact>
      )}
      {conversation.responding && conversation.responding.id !== conversation.owner?.id && (
        <Fact label="Answers">{conversation.responding.name}</Fact>
      )}
      <Fact label="Writes">{LANGUAGES.of(conversation.language)}</Fact>
      {contact.country && <Fact label="Country">{countryName(contact.country)}</Fact>}
      {contact.source && <Fact label="Came by">{[contact.source, contact.channel].filter(Boolean).join(', ')}</Fact>}
      {record && record.devices.length > 0 && (
        <Fact label="Devices">
          {record.devices.slice(0, 3).map((device) => (
            <span key={`${device.type} ${device.browser} ${device.os}`} className="row">
              <Icon name={device.type} size={13} />
              {[device.browser, device.os].filter(Boolean).join(' on ') || device.type}
            </span>
          ))}
        </Fact>
      )}
      {browsers > 1 && <Fact label="Known in">{plural(browsers, 'browser')}</Fact>}
    </dl>
  );
}
