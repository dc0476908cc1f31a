/** Plain words and bounds of the chat, apart from `chat.ts` so that the widget carries them without schemas. */

/** Bytes of a request's body, files apart. */
export const CHAT_BODY_BYTES_MAX = 64 * 1024;
/** UTF-16 units of one message. */
export const CHAT_TEXT_MAX = 4_000;
export const CHAT_FILE_BYTES_MAX = 10 * 1024 * 1024;
export const CHAT_FILES_MAX = 5;
/** What may be sent, decided by the bytes. Everything else is refused with `unsupported_type`. */
export const CHAT_FILE_TYPES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
  'text/csv',
  'application/zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
] as const;
export const CHAT_LANGUAGES = ['en', 'es', 'de', 'fr', 'pt', 'nl', 'it', 'ja'] as const;
export type ChatLanguage = (typeof CHAT_LANGUAGES)[number];
