import { CHAT_FILE_BYTES_MAX, CHAT_FILE_TYPES } from '../../../wire/chat-limits.ts';

/** Why a file is not even sent. The server looks at the bytes; this only spares the wait. */
export type FileFault = 'too_large' | 'unsupported_type' | 'empty';

const BY_ENDING = /\.(png|jpe?g|gif|webp|pdf|txt|csv|log|zip|docx|xlsx|pptx)$/i;

/** Null when it may be tried. Systems disagree on the types of files, so a known ending counts too. */
export function faultOf(file: {
  readonly name: string;
  readonly type: string;
  readonly size: number;
}): FileFault | null {
  if (file.size === 0) return 'empty';
  if (file.size > CHAT_FILE_BYTES_MAX) return 'too_large';
  const isKnown = (CHAT_FILE_TYPES as readonly string[]).includes(file.type) || BY_ENDING.test(file.name);
  return isKnown ? null : 'unsupported_type';
}

/** For the file dialog. */
export const ACCEPTED: string = [...CHAT_FILE_TYPES, '.csv', '.log'].join(',');

/** `820 KB`, `1.4 MB`, in the language's way. */
export function sizeWords(bytes: number, language: string): string {
  const isSmall = bytes < 1_000_000;
  const form = {
    style: 'unit',
    unit: isSmall ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: isSmall ? 0 : 1,
  } as const;
  return new Intl.NumberFormat(language, form).format(Math.max(1, bytes / 1_000) / (isSmall ? 1 : 1_000));
}

/** Shown as a picture. */
export function isImage(type: string): boolean {
  return /^image\/(png|jpeg|gif|webp)$/.test(type);
}
