import { plural } from '../format.ts';

/** Thirty days of signals as thirty thin bars; empty days keep a hairline, so that gaps read as gaps. */
export function Spark({ days, width = 92, height = 20 }: { days: readonly number[]; width?: number; height?: number }) {
  const top = Math.max(4, ...days);
  const step = width / days.length;
  const total = days.reduce((sum, n) => sum + n, 0);
  const bars = days
    .map((n, i) => {
      const h = n === 0 ? 0 : Math.max(2, (n / top) * height);
      return n === 0 ? '' : `M${(i * step).toFixed(2)} ${height}v${-h}h${(step - 0.8).toFixed(2)}v${h}z`;
    })
    .join('');
  return (
    <svg
      width={width}
      height={height}
      role="img"
      aria-label={`${plural(total, 'signal')} in 30 days`}
      className="spark"
    >
      <path d={`M0 ${height - 0.5}H${width}`} stroke="var(--line)" strokeWidth="1" />
      <path d={bars} fill="var(--accent)" opacity="0.75" />
    </svg>
  );
}
