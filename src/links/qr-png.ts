import { decode, encode } from 'fast-png';
import { logoBox, type QrLogo, qrModules } from './qr.ts';

export const PNG_SIZE_MIN = 64;
export const PNG_SIZE_MAX = 1_200;

type Color = readonly [red: number, green: number, blue: number];
const WHITE: Color = [255, 255, 255];
const BLACK: Color = [0, 0, 0];

/**
 * The code as a PNG of `size` x `size` pixels. Modules are whole pixels, so that edges stay sharp; what does not divide goes to the
 * quiet zone. `logoPixels`: the logo's own picture when it is a PNG.
 */
export function qrPng(text: string, size: number, logo: QrLogo | null, logoPng: Uint8Array | null): Uint8Array {
  const modules = qrModules(text);
  const scale = Math.max(1, Math.floor(size / modules.length));
  const margin = Math.floor((size - scale * modules.length) / 2);
  const colorAt = logo ? logoOf(modules.length, logo, logoPng) : () => null;
  const data = new Uint8Array(size * size * 3).fill(255);
  for (let y = 0; y < scale * modules.length; y += 1) {
    for (let x = 0; x < scale * modules.length; x += 1) {
      const dark = modules[Math.floor(y / scale)]?.[Math.floor(x / scale)];
      const color = colorAt((x + 0.5) / scale, (y + 0.5) / scale) ?? (dark ? BLACK : WHITE);
      if (color !== WHITE) data.set(color, ((y + margin) * size + x + margin) * 3);
    }
  }
  return encode({ width: size, height: size, data, depth: 8, channels: 3 });
}

/** The colour of the logo at a place measured in modules; null outside of it. */
type ColorAt = (x: number, y: number) => Color | null;

function logoOf(width: number, logo: QrLogo, png: Uint8Array | null): ColorAt {
  const { from, length } = logoBox(width);
  const picture = png === null ? bubble(logo.color) : pictureOf(png);
  return (x, y) => {
    if (x < from || y < from || x >= from + length || y >= from + length) return null;
    const [across, down] = [(x - from - 0.5) / (length - 1), (y - from - 0.5) / (length - 1)];
    return across < 0 || down < 0 || across >= 1 || down >= 1 ? WHITE : picture(across, down);
  };
}

// Nearest pixels, over white.
function pictureOf(png: Uint8Array): (across: number, down: number) => Color {
  const { width, height, data, channels, palette, depth } = decode(png);
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
