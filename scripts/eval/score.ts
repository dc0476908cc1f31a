import { MODEL } from '../../src/intent/model.ts';
import { INTENT_SCORES } from '../../wire/signal.ts';
import { crossValidate, judge, type Verdict } from './folds.ts';
import { readJourneys } from './journeys.ts';

const REACH = 0.88;

/**
 * How well the intent score agrees with sales people: the published model on data-sets/journeys_dev.jsonl, and the honest number, cross-validation of
 * the fitting procedure. Prints it; true when it reaches what is wanted.
 */
export function evaluateScore(): boolean {
  const dev = readJourneys('journeys_dev.jsonl');
  const extra = readJourneys('journeys_extra.jsonl');

  console.log(
    `Model ${MODEL.version}: half-life ${MODEL.halfLifeDays} days, High from ${MODEL.thresholds.High}, Medium from ${MODEL.thresholds.Medium} points`,
  );
  console.log(`${dev.length} journeys of journeys_dev.jsonl, ${extra.length} of our own in journeys_extra.jsonl\n`);

  const published = dev.map((journey) => judge(journey, MODEL));
  report('(a) The published model on journeys_dev (it was fitted on them: an upper bound)', published);
  misses(published);
  report(
    '    The published model on journeys_extra',
    extra.map((journey) => judge(journey, MODEL)),
  );

  const repeats = crossValidate(dev, extra, { folds: 5, repeats: 5 });
  report(
    '(b) Cross-validation on journeys_dev: 5 x 5 folds, each journey judged by models that never saw it',
    repeats.flat(),
  );
  console.log(`    by repeat: ${repeats.map((verdicts) => accuracy(verdicts).toFixed(3)).join('  ')}`);
  misses(repeats.flat());

  const unseen = accuracy(repeats.flat());
  console.log(
    `\n${unseen >= REACH ? 'reached' : 'NOT reached'}: ${unseen.toFixed(3)} on unseen journeys, ${REACH} wanted`,
  );
  return unseen >= REACH;
}

function accuracy(verdicts: readonly Verdict[]): number {
  return verdicts.filter(({ journey, found }) => journey.expect === found).length / verdicts.length;
}

function report(title: string, verdicts: readonly Verdict[]): void {
  console.log(`${title}: ${accuracy(verdicts).toFixed(3)}`);
  console.log(`    expected \\ found  ${INTENT_SCORES.map((score) => score.padStart(7)).join('')}`);
  for (const expected of INTENT_SCORES) {
    const row = INTENT_SCORES.map(
      (found) => verdicts.filter((verdict) => verdict.journey.expect === expected && verdict.found === found).length,
    );
    console.log(`    ${expected.padEnd(17)} ${row.map((n) => String(n).padStart(7)).join('')}`);
  }
}

function misses(verdicts: readonly Verdict[]): void {
  const wrong = Map.groupBy(
    verdicts.filter(({ journey, found }) => journey.expect !== found),
    ({ journey }) => journey.id,
  );
  for (const [id, [first, ...more]] of wrong) {
    if (first === undefined) continue;
    const { journey, found, points, factor, reasons } = first;
    const times = more.length > 0 ? `, ${more.length + 1} times` : '';
    const top = reasons.slice(0, 3).map(({ what, points }) => `${what} ${points.toFixed(1)}`);
    console.log(
      `    miss ${id}: expected ${journey.expect}, found ${found}${times} (${points.toFixed(2)} points, mix factor ${factor.toFixed(2)})`,
    );
    console.log(`         they say: ${journey.why}`);
    console.log(`         we saw: ${top.join(', ')}`);
  }
}
