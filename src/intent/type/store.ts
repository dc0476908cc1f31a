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

/**
 * Reads single messages for the score. Recording cannot wait, so `bytes` of the weights are read at once at the first message, about a millisecond.
 * Without readable weights every message reads as null, so that cues alone judge it and recording goes on; the process warns once.
 */
export function messageReader(bytes: () => Uint8Array): ReadMessage {
  let model: TypeModel | 'unreadable' | null = null;
  return (text) => {
    if (isSmallTalk(text)) return null;
    model ??= readable(bytes);
    if (model === 'unreadable') return null;
    const { type, confidence } = decideType(model, { messages: [text], signals: [], answer: null });
    return { type, confidence };
  };
}

function readable(bytes: () => Uint8Array): TypeModel | 'unreadable' {
  try {
    return readModel(bytes());
  } catch (error) {
    process.emitWarning(`Chat messages are judged by cues alone: ${String(error)}`, 'IntentTypeWarning');
    return 'unreadable';
  }
}

/** `messageReader` of the built-in weights. */
export const readMessage: ReadMessage = messageReader(() => readFileSync(WEIGHTS));

/** Answers by the built-in model alone. */
export const builtInTypeReader: TypeReader = {
  read: async (_, input) => {
    const verdict = decideType(await openTypeModel(), input);
    return { ...verdict, by: input.answer === null ? 'model' : 'answer' };
  },
};
