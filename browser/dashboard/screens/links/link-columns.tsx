import { Link } from '@tanstack/react-router';
import type { LinkItem } from '../../../../wire/api/links.ts';
import { CopyButton } from '../../ui/bits/copy.tsx';
import { count, plural } from '../../ui/format.ts';
import type { Columns } from '../../ui/table/columns.ts';
import { CHANNEL_WORDS, KIND_WORDS, LinkState, spoken } from './link-words.tsx';

const number = (key: 'opens' | 'people' | 'conversations' | 'highLeads', header: string, width: number) => ({
  id: key,
  header,
  meta: { width, end: true },
  cell: ({ row }: { row: { original: LinkItem } }) => <span className="num">{count(row.original.totals[key])}</span>,
});

export const linkColumns: Columns<LinkItem> = [
  {
    id: 'name',
    header: 'Link',
    meta: { width: { share: 1.6, min: 220 }, fixed: true },
    cell: ({ row: { original: link } }) => (
      <span className="dt-two">
        <Link to="/links/$id" params={{ id: link.id }} className="dt-open cut link-name">
          {link.name}
        </Link>
        <span className="cut dim small">{spoken(link.url)}</span>
      </span>
    ),
  },
  {
    id: 'channel',
    header: 'Channel',
    meta: { width: 104 },
    cell: ({ row }) => CHANNEL_WORDS[row.original.channel],
  },
  { id: 'kind', header: 'Kind', meta: { width: 84 }, cell: ({ row }) => KIND_WORDS[row.original.kind][0] },
  { id: 'state', header: 'State', meta: { width: 128 }, cell: ({ row }) => <LinkState link={row.original} /> },
  {
    id: 'owner',
    header: 'Owner',
    meta: { width: 130 },
    cell: ({ row }) => row.original.owner?.name ?? <span className="dim">Team</span>,
  },
  number('opens', 'Opens', 72),
  number('people', 'People', 72),
  number('conversations', 'Chats', 72),
  number('highLeads', 'High', 64),
  {
    id: 'copy',
    header: 'Address',
    meta: { width: 96, end: true, fixed: true },
    cell: ({ row }) => (
      <span className="dt-over">
        <CopyButton text={row.original.url} />
      </span>
    ),
  },
];

/** The same link on a phone. */
export function LinkCompact({ link }: { link: LinkItem }) {
  return (
    <>
      <span className="grow">
        <span className="row">
          <Link to="/links/$id" params={{ id: link.id }} className="dt-open cut grow link-name">
            {link.name}
          </Link>
          <LinkState link={link} />
        </span>
        <span className="row small dim" style={{ marginTop: 3 }}>
          <span className="cut grow">{spoken(link.url)}</span>
          <span className="num link-opens">{plural(link.totals.opens, 'open')}</span>
        </span>
      </span>
      <span className="dt-over">
        <CopyButton text={link.url} />
      </span>
    </>
  );
}
