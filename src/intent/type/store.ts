import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ReadMessage } from '../../signals/chat-category.ts';
import { decideType } from './decide.ts';
import { readModel, type TypeModel } from './model.ts';
import { isSmallTalk } from './small-talk.ts';
import type { TypeReader } from './verdict.ts';

const WEIGHTS = new URL('./weights.bin', import.meta.url);

let opened: Promise<TypeModel> | null = null;

/** The built-in model, read from its file when it is first asked for and kept. Rejects only for a broken installation. */
export function openTypeModel(): Promise<TypeModel> {
  opened ??= readFile(WEIGHTS).then(readModel);
  return opened;
}

let read: TypeModel | null = null;

/**
 * Reads single messages for the score. Recording cannot wait, so the weights are read at once at the first message, about a millisecond. @throws for a
 * broken installation.
 */
export const readMessage: ReadMessage = (text) => {
  if (isSmallTalk(text)) return null;
  read ??= readModel(readFileSync(WEIGHTS));
  const { type, confidence } = decideType(read, { messages: [text], signals: [], answer: null });
  return { type, confidence };
};

/** Answers by the built-in model alone. */
export const builtInTypeReader: TypeReader = {
  read: async (_, input) => {
    const verdict = decideType(await openTypeModel(), input);
    return { ...verdict, by: input.answer === null ? 'model' : 'answer' };
  },
};
