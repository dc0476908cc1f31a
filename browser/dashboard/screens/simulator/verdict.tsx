import type { IntentPreviewAnswer } from '../../../../wire/intent.ts';
import { Bones, ErrorPanel } from '../../ui/bits/states.tsx';
import { exactPoints, points, until, useNow } from '../../ui/format.ts';
import { ScoreBadge, TypeBadge } from '../../ui/people/intent.tsx';
import { Panel } from '../../ui/shell/page.tsx';
import { describeReason } from '../../ui/words.ts';
import { howSure } from './how-sure.ts';

interface VerdictProps {
  readonly answer: IntentPreviewAnswer | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** What the journey would score, line by line. */
export function Verdict({ answer, error, retry }: VerdictProps) {
  const now = useNow();
  if (error) {
    return (
      <Panel title="Verdict">
        <ErrorPanel error={error} retry={retry} />
      </Panel>
    );
  }
  if (!answer) {
    return (
      <Panel title="Verdict">
        <Bones lines={6} height={18} />
      </Panel>
    );
  }
  const { score, type } = answer;
  const top = score.contributions[0]?.points ?? 1;
  return (
    <Panel title="Verdict">
      <div className="stack" aria-live="polite">
        <div className="row">
          <ScoreBadge value={score.value} large />
          <span className="record-points num">{points(score.points)}</span>
          <span className="dim small">points</span>
        </div>
        {score.next && (
          <p className="dim">
            Cools to {score.next.value} {until(score.next.at, now)} if nothing happens.
          </p>
        )}
        <table className="why-table">
          <thead className="sr">
            <tr>
              <th>What</th>
              <th>Points</th>
            </tr>
          </thead>
          <tbody>
            {score.contributions.map((one) => (
              <tr key={`${one.kind} ${one.category}`}>
                <td>
                  <span className="why-bar" style={{ width: `${Math.max(0.5, (one.points / top) * 100)}%` }} />
                  <span className="why-what">{describeReason(one)}</span>
                </td>
                <td className="num">{exactPoints(one.points)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Score</th>
              <td className="num">{exactPoints(score.points)}</td>
            </tr>
          </tfoot>
        </table>
        <div className="row" style={{ marginTop: 6 }}>
          <TypeBadge value={type.value} final={type.final} />
          <span className="dim small num">{howSure(type)}</span>
        </div>
        {type.ask && <p className="dim small">Not sure enough: the chat would ask one question.</p>}
        {type.evidence.length > 0 && (
          <p className="dim small">Because of {type.evidence.map((one) => one.text).join(', ')}</p>
        )}
      </div>
    </Panel>
  );
}
