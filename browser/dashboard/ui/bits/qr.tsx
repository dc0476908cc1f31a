import { useMemo } from 'react';
import { encode } from 'uqr';

const QUIET = 3;

/** A text as a QR code, drawn here: what it says goes nowhere else. Black on white in dark mode too, as cameras want it. */
export function Qr({ text, label, size = 180 }: { text: string; label: string; size?: number }) {
  const { side, path } = useMemo(() => draw(text), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} rx="2" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function draw(text: string): { side: number; path: string } {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return { side: size, path };
}
