import { explain } from '../../src/intent/explain.ts';
import type { ScoreModel } from '../../src/intent/model.ts';
import type { IntentScore } from '../../wire/signal.ts';
import { fitModel, prepare } from './fitting.ts';
import type { Journey } from './journeys.ts';

/** How much one of the developers' own journeys counts in fitting, beside one of `journeys_dev.jsonl`. */
const EXTRA_WEIGHT = 0.5;

/** The fitting procedure as a whole, the same for publishing and for cross-validation. */
export function fitAll(dev: readonly Journey[], extra: readonly Journey[]): ScoreModel {
  return fitModel([
    ...dev.map((journey) => prepare(journey, 1)),
    ...extra.map((journey) => prepare(journey, EXTRA_WEIGHT)),
  ]);
}

export interface Verdict {
  readonly journey: Journey;
  readonly found: IntentScore;
  readonly points: number;
  readonly factor: number;
  readonly reasons: readonly { readonly what: string; readonly points: number }[];
}

/** What a model says of a journey. */
export function judge(journey: Journey, model: ScoreModel): Verdict {
  const { value, points, factor, contributions } = explain(journey.rows, journey.now, model);
  const reasons = contributions.map(({ kind, category, points }) => ({ what: `${kind} x ${category}`, points }));
  return { journey, found: value, points, factor, reasons };
}

/**
 * Repeated k-fold cross-validation of the whole fitting procedure: every journey is judged by models that never saw it, once per
 * repeat. Shuffling is seeded, so the number is the same every time.
 */
export function crossValidate(
  dev: readonly Journey[],
  extra: readonly Journey[],
  { folds, repeats }: { readonly folds: number; readonly repeats: number },
): Verdict[][] {
  const random = seeded(20_260_101);
  return Array.from({ length: repeats }, () => {
    const shuffled = shuffle(dev, random);
    return Array.from({ length: folds }, (_, fold) => {
      const model = fitAll(
        shuffled.filter((_, i) => i % folds !== fold),
        extra,
      );
      return shuffled.filter((_, i) => i % folds === fold).map((journey) => judge(journey, model));
    }).flat();
  });
}

function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
