const LENGTH_MAX = 40;
/** What a link is called whose name has no letter that an address can carry. */
const NAMELESS = 'link';

/** Lower-case letters, digits and single hyphens, 2 to 60: what can be looked up at all. Same as wire/api/links.ts. */
export function isSlug(text: string): boolean {
  return text.length >= 2 && text.length <= 60 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}

/**
 * A readable slug of a name, 2 to 40 characters: letters without their accents, Cyrillic, Greek and kana as Latin ones, everything
 * else a hyphen, cut between words where it can be. `Été 2026: Größe & Preise` -> `ete-2026-groesse-preise`.
 */
export function slugOf(name: string): string {
  const words = latin(name.slice(0, 400).toLowerCase())
    .replace(/['’]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, LENGTH_MAX) : `${slug}-${word}`;
    if (longer.length > LENGTH_MAX) break;
    slug = longer;
  }
  return slug.length >= 2 ? slug : slug === '' ? NAMELESS : `${NAMELESS}-${slug}`;
}

/** The first of `wanted`, `wanted-2`, `wanted-3` ... that is not taken; at most 60 characters. */
export function freeSlug(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  const stem = wanted.slice(0, 50).replace(/-+$/, '');
  for (let n = 2; ; n += 1) if (!taken.has(`${stem}-${n}`)) return `${stem}-${n}`;
}

function latin(text: string): string {
  // Umlauts are written out before the accents go: ö is oe in German, and reads well elsewhere too.
  const written = text.replace(/[äöüßæœøåłđðþıß]/g, (letter) => WRITTEN_OUT[letter] ?? letter);
  const kana = written
    .normalize('NFKC')
    .replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));
  const syllables = kana
    .replace(/([きぎしじちぢにひびぴみり])([ゃゅょ])/g, (_, first: string, second: string) => glided(first, second))
    .replace(/っ(?=([ぁ-ゖ]))/g, (_, next: string) => (OTHERS[next] ?? '').slice(0, 1))
    .replace(/ー/g, '');
  return [...syllables]
    .map((letter) => OTHERS[letter] ?? letter)
    .join('')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '');
}

function glided(first: string, second: string): string {
  const head = (OTHERS[first] ?? '').slice(0, -1);
  const vowel = { ゃ: 'a', ゅ: 'u', ょ: 'o' }[second] ?? '';
  return /(sh|ch|j)$/.test(head) ? head + vowel : `${head}y${vowel}`;
}

const WRITTEN_OUT: Readonly<Record<string, string>> = {
  ...{ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', å: 'a' },
  ...{ ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
};

const OTHERS: Readonly<Record<string, string>> = {
  ...paired('абвгдезийклмнопрстуфхцыэ', 'a b v g d e z i y k l m n o p r s t u f kh ts y e'),
  ...paired('ёжчшщъьюяіїєґ', 'e zh ch sh shch - - yu ya i i ye g'),
  ...paired('αβγδεζηθικλμνξοπρσςτυφχψω', 'a v g d e z i th i k l m n x o p r s s t y f ch ps o'),
  ...paired('άέήίόύώϊϋ', 'a e i i o y o i y'),
  ...paired('あいうえおかきくけこさしすせそたちつてと', 'a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to'),
  ...paired('なにぬねのはひふへほまみむめもやゆよ', 'na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo'),
  ...paired('らりるれろわをんがぎぐげござじずぜぞ', 'ra ri ru re ro wa o n ga gi gu ge go za ji zu ze zo'),
  ...paired('だぢづでどばびぶべぼぱぴぷぺぽゔ', 'da ji zu de do ba bi bu be bo pa pi pu pe po vu'),
  ...paired('ぁぃぅぇぉゃゅょっ', 'a i u e o ya yu yo -'),
};

// `-` stands for a letter that is not written.
function paired(letters: string, latinWords: string): Record<string, string> {
  const words = latinWords.split(' ');
  return Object.fromEntries([...letters].map((letter, index) => [letter, (words[index] ?? '').replace('-', '')]));
}
