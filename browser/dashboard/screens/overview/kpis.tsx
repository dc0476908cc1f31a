import { Link } from '@tanstack/react-router';
import type { Kpi, Overview } from '../../../../wire/api/overview.ts';
import { Bone } from '../../ui/bits/states.tsx';
import { compact, count } from '../../ui/format.ts';
import { ScoreGlyph } from '../../ui/people/intent.tsx';
import { changeWords } from './change-words.ts';

/** The numbers of the moment, each with how it compares to the same length of time before. */
export function Kpis({ overview, days }: { overview: Overview | undefined; days: string }) {
  const kpis = overview?.kpis;
  return (
    <div className="kpis">
      <Link to="/contacts" search={{ intentScore: 'High' }} className="kpi kpi-high">
        <span className="kpi-label">
          <ScoreGlyph value="High" /> High now
        </span>
        <Value kpi={kpis?.high} days={days} />
      </Link>
      <Link to="/contacts" search={{ intentScore: 'Medium' }} className="kpi kpi-medium">
        <span className="kpi-label">
          <ScoreGlyph value="Medium" /> Medium now
        </span>
        <Value kpi={kpis?.medium} days={days} />
      </Link>
      <Link to="/contacts" search={{ identified: 'true', sort: '-firstSeenAt' }} className="kpi">
        <span className="kpi-label">Identified</span>
        <Value kpi={kpis?.identified} days={days} />
      </Link>
      <div className="kpi">
        <span className="kpi-label">Visitors</span>
        <Value kpi={kpis?.visitors} days={days} />
      </div>
      <div className="kpi" title="Without filtered traffic, and without the tag's measures of the time on a page">
        <span className="kpi-label">Signals that count</span>
        <Value kpi={kpis?.signals} days={days} />
      </div>
      <Link to="/live" className="kpi">
        <span className="kpi-label">
          <span className="online-dot" /> Online now
        </span>
        <span className="kpi-value num">{overview ? count(overview.onlineNow) : <Bone width={40} height={22} />}</span>
        <span className="kpi-change dim">watch live</span>
      </Link>
    </div>
  );
}

function Value({ kpi, days }: { kpi: Kpi | undefined; days: string }) {
  if (!kpi) {
    return (
      <>
        <Bone width={56} height={22} />
        <Bone width={72} height={12} />
      </>
    );
  }
  return (
    <>
      <span className="kpi-value num">{compact(kpi.now)}</span>
      <span
        className="kpi-change dim num"
        title={kpi.before === null ? undefined : `${count(kpi.before)} in the ${days} days before`}
      >
        {changeWords(kpi)}
      </span>
    </>
  );
}
