import { Link } from '@tanstack/react-router';
import type { Contact } from '../../api/queries.ts';
import { Ago } from '../../ui/bits/time.tsx';
import { Spark } from '../../ui/charts/spark.tsx';
import { count, countryName } from '../../ui/format.ts';
import { Points, ReasonLines, ScoreBadge, TypeBadge } from '../../ui/people/intent.tsx';
import { Avatar, PersonName } from '../../ui/people/person.tsx';
import type { Columns } from '../../ui/table/columns.ts';
import { describeReason, sourceHint } from '../../ui/words.ts';

export const contactColumns: Columns<Contact> = [
  {
    id: 'name',
    header: 'Contact',
    meta: { width: { share: 1.3, min: 192 }, fixed: true },
    cell: ({ row: { original: contact } }) => <ContactCell contact={contact} />,
  },
  {
    id: 'score',
    header: 'Score',
    meta: { width: 102, sorts: ['-score', 'score'], fixed: true },
    cell: ({ row }) => <ScoreBadge value={row.original.intentScore} />,
  },
  {
    id: 'points',
    header: 'Points',
    meta: { width: 60, end: true },
    cell: ({ row }) => (
      <span className="dt-over">
        <Points value={row.original.points} next={row.original.next} />
      </span>
    ),
  },
  {
    id: 'type',
    header: 'Type',
    meta: { width: 120 },
    cell: ({ row }) => <TypeBadge value={row.original.intentType} final={row.original.intentTypeFinal} short />,
  },
  {
    id: 'why',
    header: 'Why',
    meta: { width: { share: 1.2, min: 144 } },
    cell: ({ row }) => <ReasonLines reasons={row.original.reasons} />,
  },
  {
    id: 'account',
    header: 'Account',
    meta: { width: { share: 1, min: 126 }, folds: true },
    cell: ({ row }) => <AccountCell account={row.original.account} />,
  },
  {
    id: 'last',
    header: 'Last signal',
    meta: { width: 92, end: true, sorts: ['-lastSignalAt'] },
    cell: ({ row }) => <Ago at={row.original.lastSignalAt} suffix=" ago" />,
  },
  {
    id: 'activity',
    header: '30 days',
    meta: { width: 92 },
    cell: ({ row }) => <Spark days={row.original.activity} width={76} />,
  },
  {
    id: 'source',
    header: 'Source',
    meta: { width: 96 },
    cell: ({ row }) => <span title={sourceHint(row.original)}>{row.original.source ?? '–'}</span>,
  },
  {
    id: 'signals',
    header: 'Signals',
    meta: { width: 80, end: true, extra: true },
    cell: ({ row }) => <span className="num">{count(row.original.signalCount)}</span>,
  },
  {
    id: 'first',
    header: 'First seen',
    meta: { width: 96, end: true, sorts: ['-firstSeenAt'], extra: true },
    cell: ({ row }) => <Ago at={row.original.firstSeenAt} suffix=" ago" />,
  },
  {
    id: 'country',
    header: 'Country',
    meta: { width: 120, extra: true },
    cell: ({ row }) => (row.original.country ? countryName(row.original.country) : '–'),
  },
];

function ContactCell({ contact }: { contact: Contact }) {
  return (
    <span className="row">
      <Avatar person={contact} online={contact.online} />
      <span className="dt-two" title={[contact.name, contact.email].filter(Boolean).join(', ') || undefined}>
        <Link to="/contacts/$id" params={{ id: contact.id }} className="dt-open cut">
          <PersonName person={contact} />
          {contact.online && <span className="sr"> (online now)</span>}
        </Link>
        {contact.name && contact.email && (
          <span className="cut dim small" data-unfolded={contact.account ? true : undefined}>
            {contact.email}
          </span>
        )}
        {contact.account && <span className="cut dim small dt-folded">{contact.account.name}</span>}
      </span>
    </span>
  );
}

function AccountCell({ account }: { account: Contact['account'] }) {
  if (!account) return <span className="dim">–</span>;
  return (
    <Link to="/accounts/$id" params={{ id: account.id }} className="dt-over dt-wrap" title={account.name}>
      {account.name}
    </Link>
  );
}

/** The same contact on a phone: who and how hot, then why and when. */
export function ContactCompact({ contact }: { contact: Contact }) {
  return (
    <>
      <Avatar person={contact} size={34} online={contact.online} />
      <span className="grow">
        <span className="row">
          <Link to="/contacts/$id" params={{ id: contact.id }} className="dt-open cut grow">
            <PersonName person={contact} />
          </Link>
          <span className="num dim small">{Math.round(contact.points)}</span>
          <ScoreBadge value={contact.intentScore} />
        </span>
        <span className="row small dim" style={{ marginTop: 3 }}>
          <span className="cut grow">
            {[contact.account?.name, ...contact.reasons.slice(0, 1).map(describeReason)].filter(Boolean).join(' · ') ||
              contact.source}
          </span>
          <Ago at={contact.lastSignalAt} />
        </span>
      </span>
    </>
  );
}
