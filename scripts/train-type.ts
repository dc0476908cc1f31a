// Trains the intent type model on data-sets/intent and prints what it reached; with --write, publishes it as
// src/intent/type/weights.bin.
import { writeFileSync } from 'node:fs';
import { exampleOf, readMessages } from './type/data.ts';
import { fitWeights } from './type/fit.ts';
import { bytesOf, pack } from './type/pack.ts';
import { SIGNAL_PRIOR } from './type/signal-prior.ts';

const messages = readMessages('intent_train.jsonl');
const fitted = fitWeights(messages.map((message) => exampleOf(message)));
const model = pack(fitted, { version: 'type-2026-1', signals: SIGNAL_PRIOR, temperature: 1, finalFrom: 0.7 });
if (process.argv.includes('--write')) {
  writeFileSync(new URL('../src/intent/type/weights.bin', import.meta.url), bytesOf(model));
}
