import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.layer.css';
import type { LinkStats } from '../../../../wire/api/links.ts';
import { CHART, countAxis, dayAxis, STILL } from '../../ui/charts/axes.ts';
import { count, dayLabel } from '../../ui/format.ts';

const SERIES = [
  { name: 'opens', label: 'Opens', color: 'var(--c1)' },
  { name: 'filtered', label: 'Filtered', color: 'var(--c7)' },
  { name: 'conversations', label: 'Conversations', color: 'var(--c2)' },
];

/** Opens, what was filtered, and conversations, for every UTC day. */
export function LinkChart({ days }: { days: LinkStats['byDay'] }) {
  const words = SERIES.map((one) => {
    const key = one.name as 'opens' | 'filtered' | 'conversations';
    return `${one.label} ${count(days.reduce((sum, day) => sum + day[key], 0))}`;
  }).join(', ');
  return (
    <div role="img" aria-label={`By day: ${words}`} className="link-chart">
      <BarChart
        {...CHART}
        h={190}
        data={days as LinkStats['byDay'][number][]}
        dataKey="day"
        series={SERIES}
        barProps={STILL}
        maxBarWidth={14}
        valueFormatter={count}
        xAxisProps={dayAxis}
        yAxisProps={countAxis}
        tooltipProps={{ isAnimationActive: false, labelFormatter: (day: unknown) => dayLabel(String(day)) }}
      />
      <div className="legend">
        {SERIES.map((one) => (
          <span key={one.name}>
            <i style={{ background: one.color }} />
            {one.label}
          </span>
        ))}
      </div>
    </div>
  );
}
