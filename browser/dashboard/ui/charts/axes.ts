import { dayLabel, short } from '../format.ts';

/** Shared look of every chart: thin, quiet, no animation (nothing may move under the reader's eyes). */
export const CHART = {
  gridColor: 'var(--line)',
  textColor: 'var(--dim)',
  tickLine: 'none',
  strokeDasharray: '0',
  accessibilityLayer: false,
} as const;

export const dayAxis = {
  tickFormatter: dayLabel,
  minTickGap: 48,
  tickMargin: 8,
  interval: 'preserveStartEnd',
} as const;

/** Numbers of things, all written alike and with room for the longest: `900`, `8K`, `12.5K`. Each beside its line, the highest too. */
export const countAxis = { width: 46, tickFormatter: short, allowDecimals: false, interval: 0 } as const;

export const STILL = { isAnimationActive: false } as const;
