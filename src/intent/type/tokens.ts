/** A message cut into what the model looks at. */
export interface Token {
  /** Folded: a word, a number's shape (`#2` for 15), a mark such as `?`, `<link>`, `<emoji>`, or a run of Japanese letters. */
  readonly word: string;
  /** As it was written, for people. */
  readonly written: string;
  /** Where it begins in the text that was read, in UTF-16 units. */
  readonly start: number;
}

/** Letters beyond which a text says nothing new. Bounds the time that reading can take. */
const READ_MAX = 2000;

/** What is read of a text, full-width letters made narrow: all of it, or of a long one the beginning and the end. */
export function readable(text: string): string {
  const part = text.length <= READ_MAX ? text : `${text.slice(0, READ_MAX / 2)}\n${text.slice(-READ_MAX / 2)}`;
  // One sign may stand for many letters, so it is cut once more.
  return part.normalize('NFKC').slice(0, READ_MAX + 1);
}

/** Cuts what is readable of a text into tokens, in order; empty for a text without any. Never throws. */
export function tokensOf(text: string): Token[] {
  return [...readable(text).matchAll(PIECE)].flatMap(({ 0: written, index }) => {
    if (UNSPACED.test(written)) return runs(written, index);
    return [{ word: shape(written), written, start: index }];
  });
}

// Addresses begin only where no letter of theirs stands before: a long row of dashes must not be tried from each of them.
const PIECE =
  /https?:\/\/\S+|www\.\S+|(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+\.[\p{L}.]+|(?<![\p{L}\p{N}-])[\p{L}\p{N}-]+\.(?:com|net|io|ly|me|xyz|org|biz)(?:\/\S*)?|\p{Extended_Pictographic}|\p{N}+(?:[.,:'’]\p{N}+)*|[\p{L}\p{M}'’`´]+|[?!$€£¥₹%]/gu;
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff]/;
const SCRIPTS = /[\u3040-\u309f]+|[\u30a0-\u30ffー]+|[\u3400-\u9fff々]+|[^\u3040-\u30ff\u3400-\u9fff]+/g;

// Where words are not separated, a change of script mostly begins a new one.
function runs(text: string, from: number): Token[] {
  return [...text.matchAll(SCRIPTS)].map(({ 0: written, index }) => ({
    word: fold(written),
    written,
    start: from + index,
  }));
}

function shape(piece: string): string {
  if (/^\p{N}/u.test(piece)) return `#${Math.min(7, piece.replace(/\P{N}/gu, '').length)}`;
  if (piece.includes('@')) return '<mail>';
  if (/^(?:https?:|www\.)/i.test(piece) || /\w\.\w/.test(piece)) return '<link>';
  if (/^\p{Extended_Pictographic}/u.test(piece)) return '<emoji>';
  return fold(piece);
}

/** Lower case without accents and apostrophes: `I'm`, `I’m` and `im` are one word. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’'`´]/g, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}
