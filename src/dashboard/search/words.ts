import { oneSpelling } from '../../foundation/email.ts';

/**
 * What somebody typed, as a text search for words that begin so: all of them, in any order. Null when nothing can be searched for.
 * In PostgreSQL's tsquery notation, each typed word quoted whole.
 */
export function prefixQuery(typed: string): string | null {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(UNSEARCHABLE, ''))
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, 8);
  if (words.length === 0) return null;
  return words.map((word) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}':*`).join(' & ');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL refuses NUL in text, and nobody types the others
const UNSEARCHABLE = /[\u0000-\u001f\u007f]/g;

/** The typed text as an e-mail address or domain, when it is a whole one. */
export function addressOf(typed: string): { readonly email: string | null; readonly domain: string | null } {
  const text = oneSpelling(typed);
  const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? text : null;
  const domain = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(text) ? text : null;
  return { email, domain };
}
