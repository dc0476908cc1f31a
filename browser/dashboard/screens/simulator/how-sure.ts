import type { IntentPreviewAnswer } from '../../../../wire/intent.ts';
import { INTENT_TYPES } from '../../../../wire/signal.ts';

// Below this a guess says nothing.
const LIKELY = 0.5;

/** How sure the type is. Before a message has settled it, what the signals suggest, and that it is no more than that. */
export function howSure({
  value,
  confidence,
  probabilities,
}: Pick<IntentPreviewAnswer['type'], 'value' | 'confidence' | 'probabilities'>): string {
  if (value !== 'Unknown') return `${Math.round(confidence * 100)}% sure`;
  const [guess] = INTENT_TYPES.filter((one) => one !== 'Unknown').sort(
    (a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0),
  );
  if (!guess || (probabilities[guess] ?? 0) < LIKELY) return 'nothing said yet';
  return `perhaps ${guess}, not final`;
}
