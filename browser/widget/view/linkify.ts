export interface Part {
  readonly text: string;
  /** Where it leads: `http:`, `https:` or `mailto:` and nothing else. Left out for plain words. */
  readonly href?: string;
}

const CANDIDATE = /\b(?:https?:\/\/|www\.)[^\s<>"'`]+|(?!')[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/gi;

/** A message's words, with what looks like an address as a link. Joined, the parts are the text again, letter by letter. */
export function linkify(text: string): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const shown = withoutTail(match[0]);
    const href = hrefOf(shown);
    if (!href) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: shown, href });
    end = match.index + shown.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** Punctuation at the end belongs to the sentence, and a bracket to what was opened before the address. */
function withoutTail(address: string): string {
  const trimmed = address.replace(/[.,;:!?…。、*_~]+$/, '');
  const closesMore = trimmed.endsWith(')') && count(trimmed, ')') > count(trimmed, '(');
  const shorter = closesMore || trimmed.endsWith(']') || trimmed.endsWith('}') ? trimmed.slice(0, -1) : trimmed;
  return shorter === address ? shorter : withoutTail(shorter);
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}

function hrefOf(address: string): string | null {
  const raw = /^https?:/i.test(address)
    ? address
    : /^www\./i.test(address)
      ? `https://${address}`
      : `mailto:${address}`;
  try {
    const url = new URL(raw);
    if (url.protocol === 'mailto:') return url.href;
    // Somebody else's name in front of the host is how people are misled.
    return /^https?:$/.test(url.protocol) && url.hostname.includes('.') && !url.username ? url.href : null;
  } catch {
    return null;
  }
}
