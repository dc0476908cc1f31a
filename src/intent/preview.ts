import type { IntentPreview, IntentPreviewAnswer, PreviewSignal } from '../../wire/intent.ts';
import { DAY, dayOf, type Millis } from '../foundation/time.ts';
import type { Categorize } from '../signals/subject.ts';
import { countActivity } from './activity.ts';
import { type Contribution, explain, inHundredths, mixOf } from './explain.ts';
import { LANDMARK_DAY, MODEL } from './model.ts';
import { counts } from './points.ts';
import { decideType } from './type/decide.ts';
import type { TypeModel } from './type/model.ts';

/** When the signals of one contribution happened. */
interface Span {
  readonly first: Millis;
  readonly last: Millis;
}

/**
 * The answer to `POST /api/v1/intent/preview`: what these signals of one browser would score at `request.now`, or else at
 * `now`, under the workspace's compiled rules, and why they would come, by the built-in model. Signals after that moment are left out and counted in
 * `ignored`. Never throws for a request that the schema accepted.
 */
export function preview(
  request: IntentPreview,
  now: Millis,
  categorize: Categorize,
  model: TypeModel,
): IntentPreviewAnswer {
  const moment = request.now == null ? now : Date.parse(request.now);
  const past = request.signals.filter(({ at }) => Date.parse(at) <= moment);
  const weighed = past.map((signal) => understand(signal, categorize)).filter(counts);
  // A score depends on how long ago things were, not on when: told near the landmark day, no date is too far for the sums.
  const shift = dayOf(moment) - LANDMARK_DAY;
  const near = weighed.map((signal) => ({ ...signal, day: signal.day - shift }));
  const explanation = explain(countActivity(near), moment - shift * DAY);
  const { points, contributions } = inHundredths(explanation);
  const spans = spansOf(weighed);
  return {
    score: {
      value: explanation.value,
      points,
      contributions: contributions.map((line) => onWire(line, spans)),
      factor: mixOf(explanation),
      next: explanation.next && { value: explanation.next.value, at: instant(explanation.next.at + shift * DAY) },
      modelVersion: MODEL.version,
      ignored: request.signals.length - past.length,
    },
    type: typeOf(past, weighed, request.messages ?? [], model),
  };
}

// What was said in signals comes before the messages beyond them.
function typeOf(
  past: readonly PreviewSignal[],
  weighed: readonly ReturnType<typeof understand>[],
  beyond: readonly string[],
  model: TypeModel,
): IntentPreviewAnswer['type'] {
  const said = past
    .filter(({ kind, text }) => kind === 'chat_message' && text)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map(({ text }) => text ?? '');
  const signals = weighed.map(({ kind, category, path }) => ({ kind, category, path, n: 1 }));
  const verdict = decideType(model, { messages: [...said, ...beyond], signals, answer: null });
  return {
    value: verdict.type,
    final: verdict.final,
    confidence: verdict.confidence,
    ask: verdict.ask,
    probabilities: verdict.probabilities,
    evidence: [...verdict.evidence],
  };
}

function understand(signal: PreviewSignal, categorize: Categorize) {
  const at = Date.parse(signal.at);
  const { kind, title = null, text = null, event: name = null } = signal;
  const url = signal.url != null && URL.canParse(signal.url) ? new URL(signal.url) : null;
  const path = signal.path ?? (url === null ? null : `${url.pathname}${url.search}${url.hash}`);
  const host = url?.hostname ?? null;
  const { category } = categorize({ kind, host, path, title, text, name });
  return { at, day: dayOf(at), kind, name, filtered: null, category, path };
}

function spansOf(signals: readonly { readonly at: Millis; readonly kind: string; readonly category: string }[]) {
  const spans = new Map<string, Span>();
  for (const { at, kind, category } of signals) {
    const known = spans.get(`${kind} ${category}`);
    spans.set(`${kind} ${category}`, {
      first: Math.min(known?.first ?? at, at),
      last: Math.max(known?.last ?? at, at),
    });
  }
  return spans;
}

function onWire(line: Contribution, spans: ReadonlyMap<string, Span>) {
  const { kind, category, count, points } = line;
  const span = spans.get(`${kind} ${category}`) ?? { first: 0, last: 0 };
  return { kind, category, count, firstAt: instant(span.first), lastAt: instant(span.last), points };
}

function instant(at: Millis): string {
  return new Date(at).toISOString();
}
