import { Link } from '@tanstack/react-router';
import type { CategoryPreviewAnswer } from '../../../../wire/api/categories.ts';
import { INTENT_SCORES } from '../../../../wire/signal.ts';
import { count, plural, points } from '../../ui/format.ts';
import { ScoreBadge } from '../../ui/people/intent.tsx';
import { PersonName } from '../../ui/people/person.tsx';

/** What saving and replaying would change, person by person, before anything is changed. */
export function PreviewPanel({ answer }: { answer: CategoryPreviewAnswer }) {
  return (
    <div className="preview" role="status">
      <p>
        <strong>
          {answer.changed === 0
            ? 'Nobody would change bucket.'
            : `${plural(answer.changed, 'contact')} would change bucket.`}
        </strong>{' '}
        <span className="dim">{plural(answer.signals, 'signal')} would get another category.</span>
      </p>
      <div className="row" style={{ gap: 20, margin: '8px 0', flexWrap: 'wrap' }}>
        {INTENT_SCORES.map((score) => (
          <span key={score} className="row num">
            <ScoreBadge value={score} /> {count(answer.before[score])}
            {answer.after[score] !== answer.before[score] && <strong>→ {count(answer.after[score])}</strong>}
          </span>
        ))}
      </div>
      {answer.changes.length > 0 && (
        <ul className="plain preview-list">
          {answer.changes.map((one) => (
            <li key={one.contact.id}>
              <Link to="/contacts/$id" params={{ id: one.contact.id }} className="link grow cut">
                <PersonName person={one.contact} />
              </Link>
              <span className="num dim small">
                {points(one.pointsFrom)} → {points(one.pointsTo)}
              </span>
              <ScoreBadge value={one.from} />
              <span aria-hidden="true" className="dim">
                →
              </span>
              <ScoreBadge value={one.to} />
            </li>
          ))}
        </ul>
      )}
      {answer.changed > answer.changes.length && (
        <p className="dim small">and {count(answer.changed - answer.changes.length)} more</p>
      )}
    </div>
  );
}
