import { ChatSetup } from '../../wire/api/conversations.ts';

const { shape } = ChatSetup;
const timers = shape.timers.shape;

/** A setup as it is kept: a key that is missing or of another shape (an older or newer release wrote it) takes its default. */
const Kept = ChatSetup.extend({
  enabled: shape.enabled.catch(true),
  brandName: shape.brandName.catch(''),
  logoUrl: shape.logoUrl.catch(null),
  color: shape.color.catch('#2f6fed'),
  side: shape.side.catch('right'),
  greetings: shape.greetings.catch({}),
  askEmail: shape.askEmail.catch('offline'),
  files: shape.files.catch(true),
  askType: shape.askType.catch(true),
  replyMinutes: shape.replyMinutes.catch(null),
  timers: shape.timers
    .extend({
      replyNeeded: timers.replyNeeded.catch(2),
      saveLead: timers.saveLead.catch(180),
      followUp: timers.followUp.catch(720),
      close: timers.close.catch(17_280),
    })
    .catch({ replyNeeded: 2, saveLead: 180, followUp: 720, close: 17_280 }),
});

/** The setup inside `chat_setup.settings`, every missing part at its default. Reading never fails. */
export function readSetup(stored: unknown): ChatSetup {
  return Kept.catch(() => Kept.parse({})).parse(stored ?? {});
}

const LOGO_BYTES_MAX = 100 * 1024;

/** Why a logo's address cannot be shown on other people's websites; null: it can. */
export function logoFault(url: string | null): string | null {
  if (url === null) return null;
  if (/^https:\/\/[^\s"'<>\\]{1,2000}$/.test(url)) return null;
  if (!/^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+=*$/.test(url)) {
    return 'Give an https address, or upload a PNG, JPEG, GIF or WebP.';
  }
  const bytes = ((url.length - url.indexOf(',') - 1) * 3) / 4;
  return bytes > LOGO_BYTES_MAX ? 'The logo may have 100 KB.' : null;
}

/** `#ffffff` or `#1a1a1a`, whichever is easier to read on `color` by the contrast of WCAG 2. */
export function textColorOn(color: string): string {
  const light = luminance(color);
  const onWhite = 1.05 / (light + 0.05);
  const onDark = (light + 0.05) / (luminance('#1a1a1a') + 0.05);
  return onWhite >= onDark ? '#ffffff' : '#1a1a1a';
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
