import { Tooltip } from '@mantine/core';
import type { LinkStats, LinkTotals } from '../../../../wire/api/links.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { count } from '../../ui/format.ts';

const TOTALS: readonly (readonly [key: keyof LinkTotals, label: string, hint: string])[] = [
  ['opens', 'Opens', 'The page was really seen: visible to somebody for a moment, or touched'],
  ['people', 'People', 'Different contacts among those, over all their browsers'],
  ['conversations', 'Conversations', 'In which they wrote something'],
  ['meetings', 'Meetings', 'Booked from this link'],
  ['highLeads', 'High leads', 'People of this link whose score is High now'],
  [
    'filtered',
    'Filtered',
    'Requests behind which no person was proven: link previews of mail and chat programs, security scanners, bots, prefetches. They never count as a person',
  ],
];

export function LinkTotalsRow({ totals }: { totals: LinkTotals }) {
  return (
    <dl className="link-totals">
      {TOTALS.map(([key, label, hint]) => (
        <div key={key} data-quiet={key === 'filtered' || undefined}>
          <dt className="dim small">
            {label}
            <Tooltip label={hint}>
              <button type="button" className="plain link-hint" aria-label={`What ${label} means: ${hint}`}>
                <Icon name="info" size={12} />
              </button>
            </Tooltip>
          </dt>
          <dd className="num">{count(totals[key])}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Where they came from to the link. */
export function Sources({ sources }: { sources: LinkStats['bySource'] }) {
  if (sources.length === 0) return null;
  const top = Math.max(1, ...sources.map((one) => one.clicks));
  return (
    <table className="link-sources">
      <thead>
        <tr className="dim small">
          <th>Source</th>
          <th>Requests</th>
          <th>Opens</th>
        </tr>
      </thead>
      <tbody>
        {sources.map((one) => (
          <tr key={one.source}>
            <td>
              <span className="link-source-bar" style={{ width: `${(one.clicks / top) * 100}%` }} />
              <span className="link-source">{one.source}</span>
            </td>
            <td className="num">{count(one.clicks)}</td>
            <td className="num">{count(one.opens)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
