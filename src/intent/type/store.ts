import { readFile } from 'node:fs/promises';
import { decideType } from './decide.ts';
import { readModel, type TypeModel } from './model.ts';
import type { TypeReader } from './verdict.ts';

const WEIGHTS = new URL('./weights.bin', import.meta.url);

let opened: Promise<TypeModel> | null = null;

/** The built-in model, read from its file when it is first asked for and kept. Rejects only for a broken installation. */
export function openTypeModel(): Promise<TypeModel> {
  opened ??= readFile(WEIGHTS).then(readModel);
  return opened;
}

/** Answers by the built-in model alone. */
export const builtInTypeReader: TypeReader = {
  read: async (_, input) => {
    const verdict = decideType(await openTypeModel(), input);
    return { ...verdict, by: input.answer === null ? 'model' : 'answer' };
  },
};
