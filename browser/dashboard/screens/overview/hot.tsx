import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Overview } from '../../../../wire/api/overview.ts';
import { Empty } from '../../ui/bits/states.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { exactTime, points, until, useNow } from '../../ui/format.ts';
import { ReasonLines, ScoreBadge, TypeBadge } from '../../ui/people/intent.tsx';
import { Avatar, PersonName } from '../../ui/people/person.tsx';

/** The hottest people with the reasons, so that the next click is on the right name. */
export function Hot({ hot }: { hot: Overview['hot'] }) {
  if (hot.length === 0) {
    return (
      <Empty
        icon="contacts"
        title="Nobody is warm yet"
        action={
          <Button component={Link} to="/contacts" variant="default">
            See all contacts
          </Button>
        }
      >
        People rise here as they look at pricing, demo and product pages.
      </Empty>
    );
  }
  return (
    <ul className="plain lines">
      {hot.map((one) => (
        <li key={one.id} className="line hot-line">
          <Avatar person={one} online={one.online} />
          <span className="line-who">
            <Link to="/contacts/$id" params={{ id: one.id }} className="dt-open cut">
              <PersonName person={one} />
            </Link>
            {one.account && <span className="cut dim small">{one.account.name}</span>}
          </span>
          <span className="line-why">
            <ReasonLines reasons={one.reasons} />
          </span>
          <span className="line-type">
            {one.intentType !== 'Unknown' && <TypeBadge value={one.intentType} final={one.intentTypeFinal} short />}
          </span>
          <span className="line-points">
            <span className="num">{points(one.points)}</span>
            <span className="line-time dim small">
              <Ago at={one.lastSignalAt} />
            </span>
          </span>
          <span className="score-place">
            <ScoreBadge value={one.intentScore} />
          </span>
        </li>
      ))}
    </ul>
  );
}

export function Cooling({ cooling }: { cooling: Overview['cooling'] }) {
  const now = useNow();
  if (cooling.length === 0) {
    return (
      <Empty icon="cooling" title="Nobody is about to cool">
        Leads whose bucket would fall within seven days are listed here.
      </Empty>
    );
  }
  return (
    <ul className="plain lines">
      {cooling.map((one) => (
        <li key={one.id} className="line">
          <Avatar person={one} />
          <span className="cooling-who cut">
            <Link to="/contacts/$id" params={{ id: one.id }} className="dt-open">
              <PersonName person={one} />
            </Link>
          </span>
          <span className="row cooling-step" style={{ gap: 5 }}>
            <ScoreBadge value={one.from} />
            <span className="dim" aria-hidden="true">
              →
            </span>
            <span className="sr">becomes</span>
            <ScoreBadge value={one.to} />
          </span>
          <span className="num cooling-when" title={exactTime(one.at)}>
            {until(one.at, now)}
          </span>
        </li>
      ))}
    </ul>
  );
}
