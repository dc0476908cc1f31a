import { Tooltip } from '@mantine/core';
import type { NextChange, Reason } from '../../../../wire/api/score.ts';
import type { IntentScore, IntentType } from '../../../../wire/signal.ts';
import { Icon, type IconName } from '../bits/icon.tsx';
import { exactTime, points as showPoints, until, useNow } from '../format.ts';
import { describeReason } from '../words.ts';
import './intent.css';

/** Full, half, empty: the score's shape, readable without colour. */
export function ScoreGlyph({ value, size = 10 }: { value: IntentScore; size?: number }) {
  return (
    <svg className="score-glyph" width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" strokeWidth="1.6" />
      {value === 'High' && <circle cx="6" cy="6" r="5" fill="currentColor" />}
      {value === 'Medium' && <path d="M1 6a5 5 0 0 0 10 0Z" fill="currentColor" />}
    </svg>
  );
}

export function ScoreBadge({ value, large = false }: { value: IntentScore; large?: boolean }) {
  return (
    <span className={`score-badge${large ? ' large' : ''}`} data-score={value}>
      <ScoreGlyph value={value} size={large ? 12 : 10} />
      {value}
    </span>
  );
}

const TYPE_ICONS: Readonly<Record<IntentType, IconName>> = {
  Buying: 'buying',
  Partnership: 'partnership',
  Support: 'support',
  'Job seeker': 'job',
  Unknown: 'unknown',
};

/** A type that a message has not settled yet has a dashed edge and says "likely"; where space is `short`, only to those who hear it. */
export function TypeBadge({ value, final, short = false }: { value: IntentType; final: boolean; short?: boolean }) {
  const provisional = !final && value !== 'Unknown';
  const hint =
    value === 'Unknown'
      ? 'No message yet, and too few signals for a guess'
      : provisional
        ? 'A guess from signals; the first chat message settles it'
        : 'Settled by a chat message';
  return (
    <Tooltip label={hint}>
      <span className="type-badge" data-type={value} data-provisional={provisional || undefined}>
        <Icon name={TYPE_ICONS[value]} size={13} />
        {value}
        {provisional && <span className={short ? 'sr' : 'likely'}>likely</span>}
      </span>
    </Tooltip>
  );
}

/** What weighs most, one reason a line. */
export function ReasonLines({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <span className="reason-lines dim small">
      {reasons.map((one) => (
        <span key={`${one.kind} ${one.category}`} className="cut">
          {describeReason(one)}
        </span>
      ))}
    </span>
  );
}

/** The points and, on hover, when they fall to the next bucket. */
export function Points({ value, next }: { value: number; next: NextChange | null }) {
  const now = useNow();
  const text = <span className="num">{showPoints(value)}</span>;
  if (!next) return text;
  return (
    <Tooltip label={`Cools to ${next.value} ${until(next.at, now)} if nothing happens (${exactTime(next.at)})`}>
      {text}
    </Tooltip>
  );
}
