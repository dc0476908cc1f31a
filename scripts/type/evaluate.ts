import { decideType } from '../../src/intent/type/decide.ts';
import { probabilitiesOf, type TypeModel } from '../../src/intent/type/model.ts';
import { openTypeModel } from '../../src/intent/type/store.ts';
import { INTENT_TYPES } from '../../wire/signal.ts';
import {
  type Conversation,
  exampleOf,
  type Labelled,
  readConversations,
  readMessages,
  TRAINED_ON,
  TUNED_ON,
} from './data.ts';
import { logOddsOf, seeded } from './fit.ts';
import { accuracy, finalised, type Judged, printAccuracy, printCalibration, printConfusion } from './tables.ts';
import { FINAL_FROM, fitWords, readByWords, withSignals } from './train.ts';

const REACH = { overall: 0.87, easy: 0.95, right: 0.94, coverage: 0.75 };
const FOLDS = 5;
const REPEATS = 5;

/**
 * How well the intent type agrees with people: on conversations whose words no model was trained on, the few numbers for signals cross-validated; and, harder,
 * on single messages held out of training. Prints it; true when it reaches what is wanted.
 */
export async function evaluateType(): Promise<boolean> {
  const conversations = readConversations(TUNED_ON);
  const messages = TRAINED_ON.flatMap(readMessages);
  const published = await openTypeModel();
  console.log(
    `\nType model ${published.version}: ${messages.length} messages, ${conversations.length} conversations of ${TUNED_ON}\n`,
  );
  const direct = conversations.map((conversation) => judge(published, conversation));
  printAccuracy('(a) The published model (signals were tuned on these conversations)', direct);
  printSettled(direct);
  const crossed = crossSignals(messages, conversations);
  printAccuracy(`(b) The same, signals cross-validated, ${REPEATS} x ${FOLDS} folds`, crossed);
  printConfusion(crossed);
  printCalibration(crossed);
  const { coverage, right } = printSettled(crossed);
  const [first = ''] = TRAINED_ON;
  const heldOut = crossWords(first, messages.length);
  printAccuracy(`(c) Single messages of ${first}, no signals, ${FOLDS}-fold cross-validation`, heldOut);
  printConfusion(heldOut);
  printCalibration(heldOut);
  printSettled(heldOut);
  console.log(`    ${microseconds(published, messages)} microseconds a message, decided with its evidence`);
  const easy = accuracy(crossed.filter(({ difficulty }) => difficulty === 'easy'));
  const reached =
    accuracy(crossed) >= REACH.overall && easy >= REACH.easy && right >= REACH.right && coverage >= REACH.coverage;
  const wanted = `${REACH.overall} overall, ${REACH.easy} easy, ${REACH.right} right at ${REACH.coverage} settled without asking`;
  console.log(`\n${reached ? 'reached' : 'NOT reached'} in (b): ${wanted}`);
  return reached;
}

function judge(model: TypeModel, { messages, signals, label, lang, difficulty }: Conversation): Judged {
  const { type, confidence, final } = decideType(model, { messages, signals, answer: null });
  return { label, found: type, confidence, final, lang, difficulty };
}

function printSettled(judged: readonly Judged[]): { readonly coverage: number; readonly right: number } {
  const settled = finalised(judged);
  console.log(
    `    settled without asking: ${settled.coverage.toFixed(3)}, of these right: ${settled.right.toFixed(3)}`,
  );
  return settled;
}

/** Each conversation judged by models whose numbers for signals were fitted without it. */
function crossSignals(messages: readonly Labelled[], conversations: readonly Conversation[]): Judged[] {
  const words = fitWords(messages);
  const chance = seeded(5);
  return Array.from({ length: REPEATS }).flatMap(() => {
    const folds = conversations.map(() => Math.floor(chance() * FOLDS));
    return Array.from({ length: FOLDS }).flatMap((_, fold) => {
      const others = conversations.filter((_, i) => folds[i] !== fold);
      const model = withSignals(words, readByWords(words, others));
      return conversations.filter((_, i) => folds[i] === fold).map((one) => judge(model, one));
    });
  });
}

/** Each message of a file judged by words fitted without it. */
function crossWords(file: string, all: number): Judged[] {
  const messages = readMessages(file);
  const others = TRAINED_ON.filter((name) => name !== file).flatMap(readMessages);
  if (messages.length + others.length !== all) throw new Error('the files to train on changed meanwhile');
  const chance = seeded(7);
  const folds = messages.map(() => Math.floor(chance() * FOLDS));
  return Array.from({ length: FOLDS }).flatMap((_, fold) => {
    const words = fitWords([...messages.filter((_, i) => folds[i] !== fold), ...others]);
    return messages
      .filter((_, i) => folds[i] === fold)
      .map((message) => {
        const probabilities = probabilitiesOf(logOddsOf(words, exampleOf(message)), 1);
        const confidence = Math.max(...probabilities);
        const found = INTENT_TYPES[probabilities.indexOf(confidence)] ?? 'Unknown';
        return {
          label: message.label,
          found,
          confidence,
          final: confidence >= FINAL_FROM,
          lang: message.lang,
          difficulty: null,
        };
      });
  });
}

function microseconds(model: TypeModel, messages: readonly Labelled[]): number {
  const began = performance.now();
  for (const { text } of messages) decideType(model, { messages: [text], signals: [], answer: null });
  return Math.round(((performance.now() - began) * 1000) / messages.length);
}
