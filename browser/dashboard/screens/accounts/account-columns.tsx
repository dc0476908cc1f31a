import { Link } from '@tanstack/react-router';
import type { Account } from '../../api/queries.ts';
import { Ago } from '../../ui/bits/time.tsx';
import { Spark } from '../../ui/charts/spark.tsx';
import { count } from '../../ui/format.ts';
import { Points, ReasonLines, ScoreBadge, TypeBadge } from '../../ui/people/intent.tsx';
import { CompanyTile } from '../../ui/people/person.tsx';
import type { Columns } from '../../ui/table/columns.ts';
import { describeReason, sourceHint } from '../../ui/words.ts';

export const accountColumns: Columns<Account> = [
  {
    id: 'name',
    header: 'Account',
    meta: { width: { share: 1.3, min: 184 }, fixed: true },
    cell: ({ row: { original: account } }) => (
      <span className="row">
        <CompanyTile name={account.name} size={24} />
        <span className="dt-two" title={account.name}>
          <Link to="/accounts/$id" params={{ id: account.id }} className="dt-open cut person-name">
            {account.name}
          </Link>
          <span className="cut dim small">{account.domain}</span>
        </span>
        {account.online && <span className="online-dot" title="Somebody is on the site now" />}
      </span>
    ),
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
    id: 'people',
    header: 'People',
    meta: { width: 96, end: true },
    cell: ({ row: { original: account } }) => (
      <span className="num">
        {count(account.contactCount)}
        {account.highCount > 0 && <span className="dim small"> · {account.highCount} High</span>}
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
    meta: { width: { share: 1.2, min: 130 } },
    cell: ({ row }) => <ReasonLines reasons={row.original.reasons} />,
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
];

export function AccountCompact({ account }: { account: Account }) {
  return (
    <>
      <CompanyTile name={account.name} size={34} />
      <span className="grow">
        <span className="row">
          <Link to="/accounts/$id" params={{ id: account.id }} className="dt-open cut grow person-name">
            {account.name}
          </Link>
          <span className="num dim small">{Math.round(account.points)}</span>
          <ScoreBadge value={account.intentScore} />
        </span>
        <span className="row small dim" style={{ marginTop: 3 }}>
          <span className="cut grow">
            {account.contactCount} people
            {account.reasons[0] && ` · ${describeReason(account.reasons[0])}`}
          </span>
          <Ago at={account.lastSignalAt} />
        </span>
      </span>
    </>
  );
}
