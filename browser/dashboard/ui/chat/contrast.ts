/** WCAG 2: small text needs 4.5 against what is behind it; marks and large text 3. */
export const READABLE = 4.5;

/** Contrast of two `#rrggbb` colours, 1 to 21. Source: WCAG 2.2, relative luminance. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** White or near-black: whichever is better to read on the colour. */
export function onColor(color: string): string {
  return contrast(color, '#ffffff') >= contrast(color, '#1e1c19') ? '#ffffff' : '#1e1c19';
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
