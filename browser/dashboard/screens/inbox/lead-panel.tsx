import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ConversationDetail } from '../../../../wire/api/conversations.ts';
import { queries } from '../../api/queries.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { Bones } from '../../ui/bits/states.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { exactPoints, exactTime, points, until, useNow } from '../../ui/format.ts';
import { ScoreBadge } from '../../ui/people/intent.tsx';
import { Avatar, CompanyTile, PersonName } from '../../ui/people/person.tsx';
import { SignalIcon, SignalLine } from '../../ui/people/signal.tsx';
import { TypeWhy } from '../../ui/people/type-why.tsx';
import { describeReason } from '../../ui/words.ts';
import { FormerConversations } from './former.tsx';
import { LeadFacts } from './lead-facts.tsx';
import type { Acts } from './use-acts.ts';

const REASONS = 3;
const SIGNALS = 6;

/** Who one is talking to: how ready and why, why they came, what they did, what was said before. */
export function LeadPanel({ conversation, acts }: { conversation: ConversationDetail; acts: Acts }) {
  const { contact } = conversation;
  return (
    <div className="lead-panel">
      <div className="row lead-who">
        <Avatar person={contact} size={36} online={contact.online} />
        <div className="grow">
          <div className="cut">
            <PersonName person={contact} />
          </div>
          {contact.name && contact.email && <div className="cut dim small">{contact.email}</div>}
          {contact.account && (
            <Link to="/accounts/$id" params={{ id: contact.account.id }} className="row small lead-account">
              <CompanyTile name={contact.account.name} size={15} />
              <span className="cut link">{contact.account.name}</span>
            </Link>
          )}
        </div>
      </div>
      <Link to="/contacts/$id" params={{ id: contact.id }} className="link small">
        Open the record
      </Link>
      <Block title="Score">
        <Score contact={contact} />
      </Block>
      <Block title="Type">
        <TypeWhy type={conversation.type} onCorrect={(type) => acts.act({ act: 'type', type })} />
      </Block>
      <Block title="About">
        <LeadFacts conversation={conversation} />
      </Block>
      <Block title="Latest">
        <Latest id={contact.id} />
      </Block>
      <FormerConversations contactId={contact.id} except={conversation.id} />
    </div>
  );
}

export function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="lead-block">
      <h3 className="small dim">{title}</h3>
      {children}
    </section>
  );
}

function Score({ contact }: { contact: ConversationDetail['contact'] }) {
  const now = useNow();
  const score = useQuery(queries.score('contacts', contact.id)).data;
  const reasons = score?.contributions.slice(0, REASONS) ?? contact.reasons;
  return (
    <>
      <div className="row">
        <ScoreBadge value={contact.intentScore} />
        <span className="num">{points(contact.points)}</span>
        <span className="dim small">points</span>
      </div>
      {reasons.length === 0 && <p className="dim small lead-gap">Nothing that counts yet.</p>}
      <ul className="plain lead-reasons small">
        {reasons.map((one) => (
          <li key={`${one.kind} ${one.category}`}>
            <span className="grow cut">{describeReason(one)}</span>
            <span className="num dim">{exactPoints(one.points)}</span>
          </li>
        ))}
      </ul>
      {contact.next && (
        <p className="dim small row" style={{ gap: 5 }} title={exactTime(contact.next.at)}>
          <Icon name="cooling" size={13} />
          {contact.next.value} {until(contact.next.at, now)} if nothing happens
        </p>
      )}
    </>
  );
}

function Latest({ id }: { id: string }) {
  const page = useQuery(queries.latest(id)).data;
  if (!page) return <Bones lines={4} height={14} gap={10} />;
  if (page.items.length === 0) return <p className="dim small">Nothing recorded yet.</p>;
  return (
    <ol className="plain lead-signals">
      {page.items.slice(0, SIGNALS).map((signal) => (
        <li key={signal.id} className="row small">
          <SignalIcon kind={signal.kind} />
          <span className="grow cut">
            <SignalLine signal={signal} />
          </span>
          <span className="dim">
            <Ago at={signal.at} />
          </span>
        </li>
      ))}
    </ol>
  );
}
