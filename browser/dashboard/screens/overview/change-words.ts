import type { Kpi } from '../../../../wire/api/overview.ts';

/** How a number compares with the one before: `▲ 12%`, `as before`, `new`; a dash when there is nothing to compare with. */
export function changeWords({ now, before }: Kpi): string {
  if (before === null) return '– no data before';
  if (now === before) return 'as before';
  if (before === 0) return 'new';
  const ratio = (now - before) / before;
  const sign = ratio > 0 ? '▲' : '▼';
  const size = Math.abs(ratio) > 9.99 ? '>999' : String(Math.round(Math.abs(ratio) * 100));
  return `${sign} ${size}%`;
}
