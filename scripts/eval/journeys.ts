import { readFileSync } from 'node:fs';
import { dayOf } from '../../src/foundation/time.ts';
import { type ActivityRow, countActivity } from '../../src/intent/activity.ts';
import { counts } from '../../src/intent/points.ts';
import { readMessage } from '../../src/intent/type/store.ts';
import { compileRules } from '../../src/signals/categorize.ts';
import type { IntentScore, SignalKind } from '../../wire/signal.ts';

/** A buyer's journey with the bucket that sales people expect of it. */
export interface Journey {
  readonly id: string;
  readonly expect: IntentScore;
  readonly why: string;
  readonly now: number;
  readonly rows: readonly ActivityRow[];
}

interface Written {
  readonly id: string;
  readonly now: string;
  readonly expect: IntentScore;
  readonly why: string;
  readonly signals: readonly {
    readonly at: string;
    readonly kind: SignalKind;
    readonly path?: string;
    readonly title?: string;
    readonly text?: string;
    readonly event?: string;
  }[];
}

/** The journeys of a `.jsonl` file, already counted by day, kind and category. */
export function readJourneys(file: string): Journey[] {
  const categorize = compileRules([], readMessage);
  const lines = readFileSync(new URL(`../../data-sets/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => {
    const { id, now, expect, why, signals } = JSON.parse(line) as Written;
    const rows = countActivity(
      signals
        .filter(({ at }) => Date.parse(at) <= Date.parse(now))
        .map(({ at, kind, path = null, title = null, text = null, event: name = null }) => ({
          day: dayOf(Date.parse(at)),
          kind,
          name,
          filtered: null,
          category: categorize({ kind, host: null, path, title, text, name }).category,
        }))
        .filter(counts),
    );
    return { id, expect, why, now: Date.parse(now), rows };
  });
}
