import { decode, encode } from 'fast-png';
import { logoBox, type QrLogo, qrModules } from './qr.ts';

export const PNG_SIZE_MIN = 64;
export const PNG_SIZE_MAX = 1_200;

type Color = readonly [red: number, green: number, blue: number];
const WHITE: Color = [255, 255, 255];
const PICTURE_SIDE_MAX = 2_000;

/**
 * The code as a PNG of `size` x `size` pixels. Modules are whole pixels, so that edges stay sharp; what does not divide goes to the
 * quiet zone. `logoPng`: the logo's own picture; null, or one that cannot be read, makes it the speech bubble.
 */
export function qrPng(text: string, size: number, logo: QrLogo | null, logoPng: Uint8Array | null): Uint8Array {
  const modules = qrModules(text);
  const scale = Math.max(1, Math.floor(size / modules.length));
  const margin = Math.floor((size - scale * modules.length) / 2);
  const channels = logo ? 3 : 1;
  const width = size * channels;
  const data = new Uint8Array(size * width).fill(255);
  for (const [y, row] of modules.entries()) {
    const top = (margin + y * scale) * width;
    for (const [x, dark] of row.entries()) {
      const left = top + (margin + x * scale) * channels;
      if (dark) data.fill(0, left, left + scale * channels);
    }
    for (let n = 1; n < scale; n += 1) data.copyWithin(top + n * width, top, top + width);
  }
  if (logo) {
    const { from, length } = logoBox(modules.length);
    const colorAt = logoOf(length, logo, logoPng);
    for (let y = 0; y < length * scale; y += 1) {
      for (let x = 0; x < length * scale; x += 1) {
        const at = (margin + from * scale + y) * width + (margin + from * scale + x) * channels;
        data.set(colorAt((x + 0.5) / scale, (y + 0.5) / scale), at);
      }
    }
  }
  return encode({ width: size, height: size, data, depth: 8, channels });
}

/** The colour of the logo at a place in its box, measured in modules from its corner. Half a module around it is white. */
type ColorAt = (x: number, y: number) => Color;

function logoOf(length: number, logo: QrLogo, png: Uint8Array | null): ColorAt {
  const picture = pictureOf(png) ?? bubble(logo.color);
  return (x, y) => {
    const [across, down] = [(x - 0.5) / (length - 1), (y - 0.5) / (length - 1)];
    return across < 0 || down < 0 || across >= 1 || down >= 1 ? WHITE : picture(across, down);
  };
}

// Nearest pixels, over white.
function pictureOf(png: Uint8Array | null): ((across: number, down: number) => Color) | null {
  const read = png === null ? null : readPng(png);
  if (read === null) return null;
  const { width, height, data, channels, palette, depth } = read;
  const most = 2 ** depth - 1;
  return (across, down) => {
    const at = (Math.floor(down * height) * width + Math.floor(across * width)) * channels;
    const own =
      palette?.[data[at] ?? 0] ?? Array.from({ length: channels }, (_, n) => ((data[at + n] ?? 0) / most) * 255);
    const [red = 0, green = red, blue = red] = own.length < 3 ? [own[0]] : own;
    const opacity = (own.length % 2 === 0 ? (own.at(-1) ?? 255) : 255) / 255;
    const over = (value: number) => Math.round(value * opacity + 255 * (1 - opacity));
    return [over(red), over(green), over(blue)];
  };
}

// Null for what is no PNG, or one that would fill the memory.
function readPng(png: Uint8Array): ReturnType<typeof decode> | null {
  const sideAt = (at: number) => [0, 1, 2, 3].reduce((sum, n) => sum * 256 + (png[at + n] ?? 255), 0);
  if (sideAt(16) > PICTURE_SIDE_MAX || sideAt(20) > PICTURE_SIDE_MAX) return null;
  try {
    return decode(png);
  } catch {
    return null;
  }
}

function bubble(color: string): (across: number, down: number) => Color {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const own: Color = [red, green, blue];
  return (across, down) => {
    const [x, y] = [across * 24, down * 24];
    if (!isInside(x, y, { left: 0, top: 0, right: 24, bottom: 24, radius: 6 })) return WHITE;
    const tail = x >= 8 && x <= 12 && y >= 16 && y <= 19.5 - (x - 8) * 0.875;
    return tail || isInside(x, y, { left: 5, top: 6, right: 19, bottom: 16, radius: 2 }) ? WHITE : own;
  };
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly radius: number;
}

function isInside(x: number, y: number, { left, top, right, bottom, radius }: Box): boolean {
  if (x < left || x > right || y < top || y > bottom) return false;
  const across = Math.max(left + radius - x, x - (right - radius), 0);
  const down = Math.max(top + radius - y, y - (bottom - radius), 0);
  return across * across + down * down <= radius * radius;
}
