import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import type { Contribution, ScoreExplanation } from '../../../../wire/api/score.ts';
import { queries, type Subject } from '../../api/queries.ts';
import { Bone, Bones, ErrorPanel } from '../../ui/bits/states.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { late } from '../../ui/code/late.tsx';
import { exactPoints, plural } from '../../ui/format.ts';
import { Panel } from '../../ui/shell/page.tsx';
import { describeReason } from '../../ui/words.ts';
import { byWorth } from './worth.ts';
import './why.css';

const ScoreChart = late(() => import('./score-chart.tsx').then((m) => m.ScoreChart));
const SHOWN = 7;

/** Why the score is what it is: every contribution, their sum, and the curve. */
export function Why({ subject, id }: { subject: Subject; id: string }) {
  const query = useQuery(queries.score(subject, id));
  if (query.isError) {
    return (
      <Panel title="Why">
        <ErrorPanel error={query.error} retry={() => void query.refetch()} />
      </Panel>
    );
  }
  const score = query.data;
  return (
    <Panel title="Why">
      <div className="why">
        {score ? <Contributions score={score} /> : <Bones lines={6} height={16} gap={14} />}
        <div className="why-chart">
          <Suspense fallback={<Bone width="100%" height={214} />}>
            {score ? <ScoreChart score={score} /> : <Bone width="100%" height={214} />}
          </Suspense>
          {score && (
            <p className="dim small why-note">
              Points halve every {score.halfLifeDays} days. The dotted line is what happens if nothing does.
            </p>
          )}
        </div>
      </div>
    </Panel>
  );
}

function Contributions({ score }: { score: ScoreExplanation }) {
  const [all, setAll] = useState(false);
  const top = score.contributions[0]?.points ?? 1;
  const { adding, nothing } = byWorth(score.contributions);
  const shown = all ? adding : adding.slice(0, SHOWN);
  const rest = adding.slice(shown.length);
  const restPoints = rest.reduce((sum, one) => sum + one.points, 0);
  if (score.contributions.length === 0) {
    return (
      <p className="dim">Nothing that counts yet. Views of pricing, demo or product pages would raise the score.</p>
    );
  }
  return (
    <table className="why-table" data-testid="contributions">
      <thead className="sr">
        <tr>
          <th>What</th>
          <th>Last</th>
          <th>Points today</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((one) => (
          <ContributionRow key={`${one.kind} ${one.category}`} one={one} top={top} />
        ))}
        {rest.length > 0 && (
          <tr>
            <td>
              <button type="button" className="plain link" onClick={() => setAll(true)}>
                {rest.length} smaller
              </button>
            </td>
            <td />
            <td className="num">{exactPoints(restPoints)}</td>
          </tr>
        )}
        {rest.length === 0 && nothing > 0 && (
          <tr>
            <td className="dim small" colSpan={3}>
              {adding.length > 0 && 'and '}
              {plural(nothing, 'signal that adds nothing', 'signals that add nothing')}
            </td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">
            Score
            <FactorNote score={score} />
          </th>
          <td />
          <td className="num" data-testid="points">
            {exactPoints(score.points)}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function ContributionRow({ one, top }: { one: Contribution; top: number }) {
  return (
    <tr>
      <td>
        <span className="why-bar" style={{ width: `${Math.max(0.5, (one.points / top) * 100)}%` }} />
        <span className="why-what">{describeReason(one)}</span>
      </td>
      <td className="dim small">
        <Ago at={one.lastAt} suffix=" ago" />
      </td>
      <td className="num" data-testid="contribution">
        {exactPoints(one.points)}
      </td>
    </tr>
  );
}

function FactorNote({ score }: { score: ScoreExplanation }) {
  if (score.factor.value >= 0.995) return null;
  const shares = score.factor.shares.map((one) => `${one.group} ${Math.round(one.share * 100)}%`).join(', ');
  return (
    <Tooltip label={`What the activity is made of: ${shares}. Each line above is multiplied by it already.`}>
      <button type="button" className="plain dim small why-factor">
        includes mix factor ×{score.factor.value.toFixed(2)}
      </button>
    </Tooltip>
  );
}
