// How well does Knock agree with people? `npm run eval` (about 2 minutes): the intent score with sales people on journeys, then the intent type on
// conversations. `node scripts/eval.ts score` or `type` runs one of them. Exit code 1 when one falls short of its reach.
import { evaluateScore } from './eval/score.ts';
import { evaluateType } from './type/evaluate.ts';

const only = process.argv[2];
if (only !== 'type' && !evaluateScore()) process.exitCode = 1;
if (only !== 'score' && !(await evaluateType())) process.exitCode = 1;
