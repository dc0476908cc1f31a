import { expect, test } from 'vitest';
import type { IntentScore } from '../../wire/signal.ts';
import { dayOf } from '../foundation/time.ts';
import { bucketAt, combine } from '../intent/heat.ts';
import { GROUPS } from '../intent/model.ts';
import { contribution, counts } from '../intent/points.ts';
import { compileRules } from '../signals/categorize.ts';
import { subjectOf } from '../signals/row.ts';
import { generateSample } from './generate.ts';

/** How many identified contacts are in each bucket at `now`, each browser counted for whom it named first. */
function bucketsOf(seed: number, now: number): Readonly<Record<IntentScore, number>> {
  const { signals: sample } = generateSample({ seed, now, workspaceId: 'workspace', contacts: 320 });
  const owner = new Map<string, string>();
  for (const { identity, claim } of sample) {
    if (claim?.email && !owner.has(identity.value)) owner.set(identity.value, claim.email);
  }
  const decide = compileRules([]);
  const sums = new Map<string, number[]>();
  const seen = new Map<string, number>();
  for (const draft of sample) {
    const email = owner.get(draft.identity.value);
    if (email === undefined || !counts(draft)) continue;
    const { category } = decide(subjectOf(draft));
    const day = dayOf(draft.at);
    const row = `${draft.identity.value} ${day} ${draft.kind} ${category}`;
    const n = seen.get(row) ?? 0;
    seen.set(row, n + 1);
    const { group, amount } = contribution(draft.kind, category, day, n, n + 1);
    const sum = sums.get(email) ?? Array<number>(GROUPS).fill(0);
    sum[group] = (sum[group] ?? 0) + amount;
    sums.set(email, sum);
  }
  const buckets = { High: 0, Medium: 0, Low: 0 };
  for (const sum of sums.values()) buckets[bucketAt(combine(sum), now)]++;
  return buckets;
}

test.each([
  [1, Date.UTC(2026, 4, 14, 15, 20)],
  [7, Date.UTC(2026, 4, 17, 3, 0)],
])('about one contact in ten is High and one in four Medium (seed %i)', (seed, now) => {
  const { High, Medium, Low } = bucketsOf(seed, now);
  const all = High + Medium + Low;
  expect(High / all).toBeGreaterThan(0.06);
  expect(High / all).toBeLessThan(0.15);
  expect(Medium / all).toBeGreaterThan(0.18);
  expect(Medium / all).toBeLessThan(0.35);
});
