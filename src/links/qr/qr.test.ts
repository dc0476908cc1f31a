import { decode, encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { QUIET_MODULES, qrModules, qrSvg } from './qr.ts';
import { qrPng } from './qr-png.ts';

const URL = 'https://knock.example.com/q/linkedin-autumn';
const modules = qrModules(URL);
const logo = { color: '#2f6fed', image: null };

function pixelsOf(size: number, withLogo: boolean) {
  const png = decode(qrPng(URL, size, withLogo ? logo : null, null));
  const scale = Math.floor(size / modules.length);
  const margin = Math.floor((size - scale * modules.length) / 2);
  const at = (x: number, y: number) => png.data[((y * scale + margin) * png.width + x * scale + margin) * png.channels];
  return { png, at };
}

describe('a QR code', () => {
  it('has the quiet zone of the standard', () => {
    const edge = [...modules.slice(0, QUIET_MODULES), ...modules.slice(-QUIET_MODULES)].flat();
    expect(edge.some(Boolean)).toBe(false);
    expect(modules[QUIET_MODULES]?.[QUIET_MODULES]).toBe(true);
  });

  it.each([64, 333, 600])('shows every module in a PNG of %d pixels', (size) => {
    const { png, at } = pixelsOf(size, false);
    expect([png.width, png.height]).toEqual([size, size]);
    const shown = modules.map((row, y) => row.map((_, x) => at(x, y) === 0));
    if (size > 2 * modules.length) expect(shown).toEqual(modules);
  });

  it('loses less to its logo than level Q makes good', () => {
    const { at } = pixelsOf(600, true);
    const lost = modules.flatMap((row, y) => row.filter((dark, x) => (at(x, y) === 0) !== dark)).length;
    expect(lost).toBeGreaterThan(0);
    expect(lost / modules.flat().length).toBeLessThan(0.05);
  });

  it('as a drawing has the same modules, and nothing of a logo that could act', () => {
    const path = /d="(M[^"]+)"\/>(?:<\/svg>)?$/.exec(qrSvg(URL, 600, null))?.[1] ?? '';
    const dark = [...path.matchAll(/M\d+ \d+h(\d+)/g)].reduce((sum, [, length]) => sum + Number(length), 0);
    expect(dark).toBe(modules.flat().filter(Boolean).length);
    const image = 'data:image/png;base64,AA"><script>alert(1)</script>';
    expect(qrSvg(URL, 600, { color: '#000000', image })).not.toMatch(/<script|AA">/);
  });

  it('falls back to the bubble for a picture that cannot be read, or would fill the memory', () => {
    const huge = encode({ width: 1, height: 1, data: Uint8Array.from([0]), channels: 1, depth: 8 });
    huge.set([0, 1, 0, 0], 16);
    const bubble = qrPng(URL, 200, logo, null);
    expect(qrPng(URL, 200, logo, huge)).toEqual(bubble);
    expect(qrPng(URL, 200, logo, Uint8Array.from([1, 2, 3]))).toEqual(bubble);
  });

  it('takes a picture for a logo', () => {
    const red = Uint8Array.from([255, 0, 0, 255]);
    const picture = encode({ width: 1, height: 1, data: red, channels: 4, depth: 8 });
    const { data, width } = decode(qrPng(URL, 600, logo, picture));
    const middle = (300 * width + 300) * 3;
    expect([...data.slice(middle, middle + 3)]).toEqual([255, 0, 0]);
  });
});
