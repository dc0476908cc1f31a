// Fits the intent score to data-sets/journeys_*.jsonl and prints the weights; with --write, publishes them as
// src/intent/weights.ts; then run scripts/score-tables.ts. Raise the version (eval/prior.ts) with every publication: stored heat of another
// version is replayed.
import { writeFileSync } from 'node:fs';
import { fitAll } from './eval/folds.ts';
import { readJourneys } from './eval/journeys.ts';

const model = fitAll(readJourneys('journeys_dev.jsonl'), readJourneys('journeys_extra.jsonl'));
const source = `// Written by \`node scripts/fit-score.ts --write\`; do not edit. What the numbers mean: model.ts and docs/intent-score.md.
export const WEIGHTS = ${JSON.stringify(model, rounded, 2)} as const;
`;
if (process.argv.includes('--write')) writeFileSync(new URL('../src/intent/weights.ts', import.meta.url), source);
else console.log(source);

// Three digits are more than the journeys can tell, and people can read them.
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(3)) : value;
}
