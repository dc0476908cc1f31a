import { INTENT_TYPES, type IntentType } from '../../../wire/signal.ts';
import type { TypeEvidence, TypeInput, TypeVerdict } from '../../intent/type/verdict.ts';
import type { ProviderAnswer } from './prompt.ts';

/** A provider's answer is final from this confidence: providers are surer of themselves than they are right. */
const FINAL_FROM = 0.75;
const QUOTES_MAX = 3;
const QUOTE_LETTERS_MAX = 120;

/**
 * A provider's answer as a verdict. Only quotes that the lead really wrote are shown; without one of theirs, `fallback` evidence of the
 * built-in model stands where it speaks for the same type. Null for an answer out of bounds.
 */
export function verdictOf(answer: ProviderAnswer, input: TypeInput, builtIn: TypeVerdict): TypeVerdict | null {
  const { type, confidence } = answer;
  if (!(confidence >= 0 && confidence <= 1)) return null;
  const final = confidence >= FINAL_FROM;
  const quoted = quotesIn(answer.quotes, input.messages, type);
  const evidence = quoted.length > 0 ? quoted : builtIn.evidence.filter((one) => one.type === type);
  return { type, final, confidence, probabilities: spread(type, confidence), ask: !final, evidence };
}

function quotesIn(quotes: readonly string[], messages: readonly string[], type: IntentType): TypeEvidence[] {
  const said = messages.join('\n').toLowerCase();
  const real = quotes
    .map((quote) => quote.trim())
    .filter((quote) => quote !== '' && quote.length <= QUOTE_LETTERS_MAX && said.includes(quote.toLowerCase()))
    .slice(0, QUOTES_MAX);
  return real.map((text) => ({ kind: 'words', text, type, weight: 1 / real.length }));
}

function spread(type: IntentType, confidence: number): Record<IntentType, number> {
  const rest = (1 - confidence) / (INTENT_TYPES.length - 1);
  return Object.fromEntries(INTENT_TYPES.map((one) => [one, one === type ? confidence : rest])) as Record<
    IntentType,
    number
  >;
}
