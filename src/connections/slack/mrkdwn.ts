/** Slack's text between `<` and `>`: mentions, channels, links. Source: docs.slack.dev, "Formatting message text". */
const CONTROL = /<([^<>]+)>/g;

/** Plain text as Slack shows it letter by letter: nothing in it mentions anybody or is a link of ours. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** An address that leaves room for others in a block of 3000 characters. */
const LINK_LENGTH_MAX = 600;

/** A link with a label; the label alone where the address is not of the web, or too long for a line. Both are taken as plain text. */
export function linkMrkdwn(url: string, label: string): string {
  const words = escapeMrkdwn(label.replace(/\s+/g, ' ').trim()) || escapeMrkdwn(url);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return words;
  const href = escapeMrkdwn(new URL(url).href.replaceAll('|', '%7C').replaceAll('>', '%3E').replaceAll('<', '%3C'));
  if (href.length > LINK_LENGTH_MAX) return words;
  // In a label the bar has no meaning; some clients take it for the end.
  return `<${href}|${words.replaceAll('|', '¦')}>`;
}

/**
 * What somebody wrote in Slack, as plain text for a lead. `nameOf` gives a person's name by user id, or null.
 * Bold, italics and strikes lose their marks; what is between backticks stays as it is.
 */
export function fromMrkdwn(text: string, nameOf: (userId: string) => string | null): string {
  return text
    .split(/(```[\s\S]*?```|`[^`\n]+`)/)
    .map((part, index) =>
      index % 2 === 1 ? unmarked(part.replace(/^`{1,3}|`{1,3}$/g, ''), nameOf) : emphasised(part, nameOf),
    )
    .join('')
    .trim();
}

/** Ids of the people that a text mentions. */
export function mentionsIn(text: string): string[] {
  return [...new Set([...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g)].map((match) => match[1] ?? ''))];
}

function emphasised(text: string, nameOf: (userId: string) => string | null): string {
  return unmarked(
    text.replace(/(^|[\s([{"'])([*_~])(\S(?:[^\n]*?\S)?)\2(?=$|[\s.,:;!?)\]}"'])/g, '$1$3'),
    nameOf,
  ).replace(/:([a-z0-9_+'-]+):(?::skin-tone-\d:)?/g, (whole, name: string) => EMOJI[name] ?? whole);
}

// Entities are undone after the control sequences, and once: what a person typed as `&lt;` must stay that.
function unmarked(text: string, nameOf: (userId: string) => string | null): string {
  return text
    .replace(CONTROL, (_whole, inside: string) => control(inside, nameOf))
    .replace(/&(lt|gt|amp);/g, (_whole, name: string) => ENTITIES[name] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' };

function control(inside: string, nameOf: (userId: string) => string | null): string {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : inside.slice(bar + 1);
  if (target.startsWith('@')) return `@${label.replace(/^@/, '') || nameOf(target.slice(1)) || 'somebody'}`;
  if (target.startsWith('#')) return `#${label || 'channel'}`;
  if (target.startsWith('!')) return label || `@${target.slice(1).split('^')[0]}`;
  const shown = target.replace(/^(mailto|tel):/, '');
  if (label === '' || label === shown || label === shown.replace(/^https?:\/\//, '').replace(/\/$/, '')) return shown;
  return `${label} (${shown})`;
}

/** The emoji people answer with; others stay as `:name:`. */
const EMOJI: Readonly<Record<string, string>> = {
  '+1': '👍',
  thumbsup: '👍',
  '-1': '👎',
  thumbsdown: '👎',
  ok_hand: '👌',
  clap: '👏',
  wave: '👋',
  pray: '🙏',
  muscle: '💪',
  raised_hands: '🙌',
  handshake: '🤝',
  point_right: '👉',
  point_left: '👈',
  point_up: '☝️',
  point_down: '👇',
  eyes: '👀',
  smile: '😄',
  slightly_smiling_face: '🙂',
  smiley: '😃',
  grinning: '😀',
  grin: '😁',
  blush: '😊',
  wink: '😉',
  joy: '😂',
  laughing: '😆',
  sweat_smile: '😅',
  thinking_face: '🤔',
  sunglasses: '😎',
  heart_eyes: '😍',
  hugging_face: '🤗',
  cry: '😢',
  disappointed: '😞',
  confused: '😕',
  open_mouth: '😮',
  upside_down_face: '🙃',
  heart: '❤️',
  fire: '🔥',
  tada: '🎉',
  rocket: '🚀',
  star: '⭐',
  sparkles: '✨',
  '100': '💯',
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  x: '❌',
  warning: '⚠️',
  bulb: '💡',
  calendar: '📅',
  phone: '☎️',
  telephone_receiver: '📞',
  email: '✉️',
  link: '🔗',
  memo: '📝',
  chart_with_upwards_trend: '📈',
  hourglass: '⌛',
  coffee: '☕',
  beers: '🍻',
  lock: '🔒',
  question: '❓',
  exclamation: '❗',
};
