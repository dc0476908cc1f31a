import { AreaChart, BarChart } from '@mantine/charts';
import { useMemo } from 'react';
import type { Overview } from '../../../../wire/api/overview.ts';
import type { Category } from '../../../../wire/signal.ts';
import { CHART, countAxis, dayAxis, STILL } from '../../ui/charts/axes.ts';
import { count, dayLabel } from '../../ui/format.ts';
import '@mantine/charts/styles.layer.css';

const COLORS = ['var(--c1)', 'var(--c2)', 'var(--c3)', 'var(--c4)', 'var(--c5)', 'var(--c6)'] as const;
const REST = 'Everything else';
const tooltip = { isAnimationActive: false, labelFormatter: (day: unknown) => dayLabel(String(day)) };

/** The six most frequent categories stacked, the others together: more colours than that nobody can tell apart. */
export function SignalsChart({ days }: { days: Overview['signalsByDay'] }) {
  const { data, series, words } = useMemo(() => {
    const totals = new Map<Category, number>();
    for (const day of days) {
      for (const [category, n] of Object.entries(day.counts) as [Category, number][]) {
        totals.set(category, (totals.get(category) ?? 0) + n);
      }
    }
    const ranked = [...totals].sort((a, b) => b[1] - a[1]);
    const top = ranked.slice(0, COLORS.length).map(([category]) => category);
    const rows = days.map(({ day, counts }) => {
      const rest = Object.entries(counts).filter(([category]) => !top.includes(category as Category));
      return {
        day,
        ...Object.fromEntries(top.map((category) => [category, counts[category] ?? 0])),
        [REST]: rest.reduce((sum, [, n]) => sum + n, 0),
      };
    });
    return {
      data: rows,
      series: [
        ...top.map((name, i) => ({ name: name as string, color: COLORS[i] ?? 'var(--c7)' })),
        ...(ranked.length > top.length ? [{ name: REST, color: 'var(--c7)' }] : []),
      ],
      words: ranked.map(([category, n]) => `${category} ${count(n)}`).join(', '),
    };
  }, [days]);
  return (
    <div role="img" aria-label={`Signals by category: ${words || 'none'}`}>
      <BarChart
        {...CHART}
        h={206}
        type="stacked"
        data={data}
        dataKey="day"
        series={series}
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
