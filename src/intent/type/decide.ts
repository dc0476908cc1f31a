import { INTENT_TYPES, type IntentType } from '../../../wire/signal.ts';
import { evidenceOf } from './evidence.ts';
import { featuresOf } from './features.ts';
import { probabilitiesOf, type TypeModel, textLogOdds } from './model.ts';
import { addUp, type CategorySays, categoriesSay } from './signal-mix.ts';
import { isSmallTalk } from './small-talk.ts';
import type { TypeInput, TypeVerdict } from './verdict.ts';

/** What an answer to the clarifying question leaves open: people mistap. */
const ANSWER_CONFIDENCE = 0.98;

/**
 * Why a lead came. Unknown until a message says something; the first that does settles it when the model is sure, else one question should be
 * asked, and its answer settles it. All messages that say something are read together; greetings do not count. Never throws.
 */
export function decideType(model: TypeModel, input: TypeInput): TypeVerdict {
  const says = categoriesSay(model, input.signals);
  if (input.answer !== null) return answered(input.answer);
  const telling = input.messages.filter((message) => !isSmallTalk(message));
  if (telling.length === 0) return waiting(model, says, input.messages.length > 0);
  const text = featuresOf(telling.join('\n'));
  const fromText = textLogOdds(model, text);
  const logOdds = addUp([{ logOdds: fromText }, ...says]);
  const probabilities = probabilitiesOf(logOdds, model.temperature);
  const best = probabilities.indexOf(Math.max(...probabilities));
  const confidence = probabilities[best] ?? 0;
  const final = confidence >= model.finalFrom;
  return {
    type: INTENT_TYPES[best] ?? 'Unknown',
    final,
    confidence,
    probabilities: byType(probabilities),
    ask: !final,
    evidence: evidenceOf(model, text, says, best),
  };
}

function answered(type: IntentType): TypeVerdict {
  const rest = (1 - ANSWER_CONFIDENCE) / (INTENT_TYPES.length - 1);
  return {
    type,
    final: true,
    confidence: ANSWER_CONFIDENCE,
    probabilities: byType(INTENT_TYPES.map((one) => (one === type ? ANSWER_CONFIDENCE : rest))),
    ask: false,
    evidence: [{ kind: 'answer', text: type, type, weight: 1 }],
  };
}

// Nothing was said yet. What the signals suggest is shown as probabilities, never as the type.
function waiting(model: TypeModel, says: readonly CategorySays[], greeted: boolean): TypeVerdict {
  const probabilities = probabilitiesOf(addUp(says), model.temperature);
  const leaning = probabilities.indexOf(Math.max(...probabilities));
  return {
    type: 'Unknown',
    final: false,
    confidence: probabilities[INTENT_TYPES.indexOf('Unknown')] ?? 0,
    probabilities: byType(probabilities),
    ask: greeted,
    evidence: evidenceOf(model, null, says, leaning),
  };
}

function byType(probabilities: readonly number[]): Record<IntentType, number> {
  return Object.fromEntries(INTENT_TYPES.map((type, i) => [type, probabilities[i] ?? 0])) as Record<IntentType, number>;
}
