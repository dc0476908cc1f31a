import { emit } from './emitter.ts';
import { soon } from './guard.ts';
import { debug } from './settings.ts';

/**
 * Tells the page that something was refused or went wrong: `on('error')`, and the console with `data-debug`.
 * A moment later, so that a handler added just after the call still hears of it.
 */
export function report(code: string, message: string, cause?: unknown): void {
  log(message, cause);
  soon(() => emit('error', { code, message, cause }));
}

export function log(...words: unknown[]): void {
  // biome-ignore lint/suspicious/noConsole: the console is where data-debug promises to speak.
  if (debug) console.warn('[knock]', ...words);
}
