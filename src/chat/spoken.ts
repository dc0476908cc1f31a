// Control characters other than line feed and tab, and marks that turn the direction of all that follows.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNSPEAKABLE = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

/**
 * What somebody typed, as it is stored: lines end with `\n`, no control characters, a lone surrogate replaced, no space around. Nothing is
 * escaped: it is plain text, and who shows it shows it as such.
 */
export function spokenText(typed: string): string {
  return typed.replace(/\r\n?/g, '\n').replace(UNSPEAKABLE, '').toWellFormed().trim();
}
