import { INTENT_TYPES, type IntentType } from '../../wire/signal.ts';

/** One conversation or message that was judged. */
export interface Judged {
  readonly label: IntentType;
  readonly found: IntentType;
  /** Probability of `found`, 0..1. */
  readonly confidence: number;
  readonly final: boolean;
  readonly lang: string;
  readonly difficulty: 'easy' | 'hard' | null;
}

export function accuracy(judged: readonly Judged[]): number {
  return judged.filter(({ label, found }) => label === found).length / judged.length;
}

/** Overall, by difficulty and by language. */
export function printAccuracy(title: string, judged: readonly Judged[]): void {
  const part = (difficulty: string) => judged.filter((one) => one.difficulty === difficulty);
  const parts = ['easy', 'hard'].filter((name) => part(name).length > 0);
  console.log(`${title}: ${rate(judged)}  ${parts.map((name) => `${name} ${rate(part(name))}`).join('  ')}`);
  const languages = [...Map.groupBy(judged, ({ lang }) => lang)].sort(([, a], [, b]) => b.length - a.length);
  console.log(`    by language: ${languages.map(([lang, ones]) => `${lang} ${rate(ones)}`).join('  ')}`);
}

function rate(judged: readonly Judged[]): string {
  return judged.length === 0 ? '-' : `${accuracy(judged).toFixed(3)} (${judged.length})`;
}

export function printConfusion(judged: readonly Judged[]): void {
  const width = 12;
  const row = (name: string, cells: readonly string[]) =>
    console.log(`    ${name.padEnd(18)}${cells.map((cell) => cell.padStart(width)).join('')}`);
  row('expected \\ found', [...INTENT_TYPES, 'recall']);
  const count = (label: IntentType, found: IntentType) =>
    judged.filter((one) => one.label === label && one.found === found).length;
  const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
  for (const label of INTENT_TYPES) {
    const counts = INTENT_TYPES.map((found) => count(label, found));
    row(label, [...counts.map(String), share(count(label, label), sum(counts))]);
  }
  const precision = (type: IntentType) =>
    [count(type, type), sum(INTENT_TYPES.map((label) => count(label, type)))] as const;
  row(
    'precision',
    INTENT_TYPES.map((type) => share(...precision(type))),
  );
  row(
    'F1',
    INTENT_TYPES.map((type) => {
      const [hits, found] = precision(type);
      return share(2 * hits, found + sum(INTENT_TYPES.map((other) => count(type, other))));
    }),
  );
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : (part / whole).toFixed(2);
}

const BINS = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.000_001];

/** How often it was right beside how sure it was. */
export function printCalibration(judged: readonly Judged[]): void {
  console.log('    sure       right  of');
  for (const [i, from] of BINS.slice(0, -1).entries()) {
    const to = BINS[i + 1] ?? 1;
    const inside = judged.filter(({ confidence }) => confidence >= from && confidence < to);
    if (inside.length === 0) continue;
    const sure = inside.reduce((sum, { confidence }) => sum + confidence, 0) / inside.length;
    console.log(`    ${sure.toFixed(3)}      ${accuracy(inside).toFixed(3)}  ${inside.length}`);
  }
}

/** How many are settled without asking, and how many of these are right. */
export function finalised(judged: readonly Judged[]): { readonly coverage: number; readonly right: number } {
  const settled = judged.filter(({ final }) => final);
  return { coverage: settled.length / judged.length, right: accuracy(settled) };
}
