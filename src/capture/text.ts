const UNSTORABLE = /[\0\uD800-\uDFFF]/;

/**
 * Text as the database can hold it and people can read it: trimmed, without NUL (PostgreSQL refuses it), a lone
 * surrogate replaced by U+FFFD, cut to `max` UTF-16 units without splitting a character.
 */
export function cleanText(raw: string, max: number): string {
  return cutText(storable(raw).trim(), max);
}

/** `cleanText` of a string that says something, else null: for fields a sender may leave out, empty or mistype. */
export function textOrNull(raw: unknown, max: number): string | null {
  if (typeof raw !== 'string') return null;
  const text = cleanText(raw, max);
  return text === '' ? null : text;
}

/** The same text without what PostgreSQL refuses: NUL is dropped, a lone surrogate becomes U+FFFD. */
export function storable(raw: string): string {
  return UNSTORABLE.test(raw) ? raw.replaceAll('\0', '').toWellFormed() : raw;
}

function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  const splitsCharacter = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsCharacter ? max - 1 : max);
}
