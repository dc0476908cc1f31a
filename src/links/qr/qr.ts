import { encode } from 'uqr';

/** Modules of white around the code, as the standard asks. */
export const QUIET_MODULES = 4;
/** The logo's share of the code's width. A level Q code is read with a quarter of it missing; this is a twentieth. */
export const LOGO_SHARE = 0.22;

/** What stands in the middle of a code: the brand's own picture, or a speech bubble in its colour. */
export interface QrLogo {
  /** `#rrggbb`. */
  readonly color: string;
  /** `data:image/...`; null: the bubble. */
  readonly image: string | null;
}

/** A code as rows of dark modules, quiet zone included. */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  return encode(text, { ecc: 'Q', border: QUIET_MODULES }).data;
}

/** The code as a drawing that scales to any size; `size` in px is what it says of itself. */
export function qrSvg(text: string, size: number, logo: QrLogo | null): string {
  const modules = qrModules(text);
  const width = modules.length;
  const path = modules
    .flatMap((row, y) => runs(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`))
    .join('');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${width} ${width}" shape-rendering="crispEdges">`,
    `<path fill="#fff" d="M0 0h${width}v${width}H0z"/><path fill="#000" d="${path}"/>`,
    logo ? logoSvg(width, logo) : '',
    '</svg>',
  ].join('');
}

/** Where the logo stands, in modules: a whole number of them, so that none is cut. */
export function logoBox(width: number): { readonly from: number; readonly length: number } {
  const inner = width - 2 * QUIET_MODULES;
  const half = Math.max(2, Math.floor((inner * LOGO_SHARE) / 2));
  return { from: (width - 1) / 2 - half, length: 2 * half + 1 };
}

function runs(row: readonly boolean[]): [number, number][] {
  const found: [number, number][] = [];
  for (const [x, dark] of row.entries()) {
    const last = found.at(-1);
    if (!dark) continue;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else found.push([x, 1]);
  }
  return found;
}

function logoSvg(width: number, { color, image }: QrLogo): string {
  const { from, length } = logoBox(width);
  const room = `<path fill="#fff" d="M${from} ${from}h${length}v${length}h-${length}z"/>`;
  const side = length - 1;
  const place = `x="${from + 0.5}" y="${from + 0.5}" width="${side}" height="${side}"`;
  if (image !== null) return `${room}<image href="${image.replace(/[<>"&]/g, '')}" ${place}/>`;
  return `${room}<svg ${place} viewBox="0 0 24 24" shape-rendering="auto">${BUBBLE.replace('COLOR', color)}</svg>`;
}

const BUBBLE =
  '<rect width="24" height="24" rx="6" fill="COLOR"/><path fill="#fff" d="M7 6h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2h-5l-4 3.5V16H7a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2z"/>';
