import { Link } from '@tanstack/react-router';
import type { LiveVisitor } from '../../../../wire/api/live.ts';
import { Empty } from '../../ui/bits/states.tsx';
import { duration, plural, useNow } from '../../ui/format.ts';
import { ScoreBadge } from '../../ui/people/intent.tsx';
import { Avatar, PersonName } from '../../ui/people/person.tsx';
import { withoutSite } from './site-name.ts';

/** People on the site, the hottest first, so that a live High is never below the fold. */
export function OnlineList({ online, sites }: { online: readonly LiveVisitor[]; sites: ReadonlySet<string> }) {
  const now = useNow();
  if (online.length === 0) {
    return (
      <Empty icon="contacts" title="Nobody right now">
        People stay here for five minutes after their last signal.
      </Empty>
    );
  }
  const hottest = [...online].sort((a, b) => b.points - a.points);
  return (
    <ul className="online plain">
      {hottest.map((one) => (
        <li key={one.contact.id} className="online-row">
          <Avatar person={one.contact} size={30} />
          <span className="grow">
            <span className="row">
              <Link to="/contacts/$id" params={{ id: one.contact.id }} className="dt-open cut grow">
                <PersonName person={one.contact} />
                {one.account && <span className="dim small"> {one.account.name}</span>}
              </Link>
              <ScoreBadge value={one.intentScore} />
            </span>
            <span className="row small dim">
              <span className="cut grow" title={one.page?.title ?? undefined}>
                on {withoutSite(one.page?.title ?? null, sites) ?? one.page?.path ?? 'a page'}
              </span>
              <span className="num online-time">
                {duration(Math.max(1, (now - Date.parse(one.since)) / 1000))},{' '}
                {one.more ? `${one.signalCount}+ signals` : plural(one.signalCount, 'signal')}
              </span>
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
