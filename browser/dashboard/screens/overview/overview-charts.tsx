import { AreaChart, BarChart } from '@mantine/charts';
import { useMemo } from 'react';
import type { Overview } from '../../../../wire/api/overview.ts';
import { CHART, countAxis, dayAxis, STILL } from '../../ui/charts/axes.ts';
import { count, dayLabel } from '../../ui/format.ts';
import { stacksOf } from './signals-by-category.ts';
import '@mantine/charts/styles.layer.css';
import '../../ui/charts/category-colors.css';

const tooltip = { isAnimationActive: false, labelFormatter: (day: unknown) => dayLabel(String(day)) };

/** What the signals of each day were about. */
export function SignalsChart({ days }: { days: Overview['signalsByDay'] }) {
  const { data, series, totals } = useMemo(() => stacksOf(days), [days]);
  const words = totals.map(([category, n]) => `${category} ${count(n)}`).join(', ');
  return (
    <div role="img" aria-label={`Signals by category: ${words || 'none'}`}>
      <BarChart
        {...CHART}
        // The chart stacks in the order in which bars came to it.
        key={series.map((one) => one.name).join()}
        h={206}
        type="stacked"
        data={[...data]}
        dataKey="day"
        series={[...series]}
        barProps={STILL}
        maxBarWidth={22}
        valueFormatter={count}
        xAxisProps={dayAxis}
        yAxisProps={countAxis}
        tooltipProps={tooltip}
      />
      <Legend series={series} />
    </div>
  );
}

const LEADS = [
  { name: 'High', color: 'var(--high-mark)' },
  { name: 'Medium', color: 'var(--medium-mark)' },
];

/** Our own, because the chart library sorts its legend by name and lets it run over the edge. */
function Legend({ series }: { series: readonly { name: string; color: string }[] }) {
  return (
    <div className="legend">
      {series.map((one) => (
        <span key={one.name}>
          <i style={{ background: one.color }} />
          {one.name}
        </span>
      ))}
    </div>
  );
}

export function LeadsChart({ days }: { days: Overview['leadsByDay'] }) {
  const last = days.at(-1);
  const words = last ? `${count(last.High)} High and ${count(last.Medium)} Medium on ${dayLabel(last.day)}` : 'none';
  return (
    <div role="img" aria-label={`Leads by bucket over time: ${words}`}>
      <AreaChart
        {...CHART}
        h={206}
        type="stacked"
        data={days as Overview['leadsByDay'][number][]}
        dataKey="day"
        series={LEADS}
        areaProps={STILL}
        curveType="linear"
        withDots={false}
        withGradient={false}
        fillOpacity={0.35}
        strokeWidth={1.5}
        valueFormatter={count}
        xAxisProps={dayAxis}
        yAxisProps={countAxis}
        tooltipProps={tooltip}
      />
      <Legend series={LEADS} />
    </div>
  );
}
