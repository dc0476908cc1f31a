/** A message cut into what the model looks at. */
export interface Tokens {
  /** Folded words, numbers as shapes (`#2` for 15), and marks such as `?` and `<link>`, in order. */
  readonly words: readonly string[];
  /** The folded text with single spaces, digits as `0`; what character n-grams are cut from. */
  readonly letters: string;
}

/** Letters beyond which a text says nothing new. Bounds the time that one message can take. */
const READ_MAX = 4000;

/** Cuts a text into words and letters; never throws, empty for an empty text. Japanese has no spaces: its runs come in pairs of letters. */
export function tokensOf(text: string): Tokens {
  const marked = fold(text.slice(0, READ_MAX))
    .replace(LINK, ' \u27e8link\u27e9 ')
    .replace(MAIL, ' \u27e8mail\u27e9 ')
    .replace(EMOJI, ' \u27e8emoji\u27e9 ');
  const words: string[] = [];
  for (const [piece] of marked.matchAll(PIECE)) {
    if (DIGITS.test(piece)) words.push(`#${Math.min(7, piece.replace(/\D/g, '').length)}`);
    else if (UNSPACED.test(piece)) words.push(...pairs(piece));
    else words.push(piece);
  }
  return { words, letters: marked.replace(/\d/g, '0').replace(/[^\p{L}\p{N}?!$€£¥%⟨⟩]+/gu, ' ').trim() };
}

const LINK = /(?:https?:\/\/|www\.)\S+|\b[a-z0-9-]+\.(?:com|net|io|ly|example|xyz|org|co)\/\S*/g;
const MAIL = /\S+@\S+\.\S+/g;
const EMOJI = /\p{Extended_Pictographic}[\u{fe0f}\u{200d}\u{1f3fb}-\u{1f3ff}]*/gu;
const PIECE = /\u27e8\p{L}+\u27e9|\d+(?:[.,:]\d+)*|[\p{L}\p{M}]+|[?!$€£¥%]/gu;
const DIGITS = /^\d/;
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff]/;

/** Half-width lower case without accents and apostrophes: `I'm` and `im` are one word. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’'`´‘]/g, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}

function pairs(run: string): string[] {
  const letters = [...run];
  return letters.length < 2 ? letters : letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
}
