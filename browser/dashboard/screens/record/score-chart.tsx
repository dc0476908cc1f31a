import { LineChart } from '@mantine/charts';
import { useMemo } from 'react';
import { ReferenceDot } from 'recharts';
import type { ScoreExplanation } from '../../../../wire/api/score.ts';
import { CHART, dayAxis, STILL } from '../../ui/charts/axes.ts';
import { date, dayLabel, points, useNow } from '../../ui/format.ts';
import { changeOf, shownPast } from './score-curve.ts';
import '@mantine/charts/styles.layer.css';

/** The score over the past 90 days at most, and where it goes if nothing more happens, with the day its bucket changes. */
export function ScoreChart({ score }: { score: ScoreExplanation }) {
  const now = useNow();
  const ticks = niceTicks(Math.max(score.thresholds.High * 1.15, ...score.history.map((one) => one.points)));
  const top = ticks.at(-1) ?? 0;
  const data = useMemo(() => {
    const past = shownPast(score, top).map((one) => ({ day: one.day, points: one.points }));
    const today = past.at(-1);
    const join = today ? [{ ...today, cooling: today.points }] : [];
    return [...past.slice(0, -1), ...join, ...score.projection.map((one) => ({ day: one.day, cooling: one.points }))];
  }, [score, top]);
  const change = changeOf(score);
  const today = score.history.at(-1)?.day;
  return (
    <div className="chart" role="img" aria-label={inWords(score)}>
      <LineChart
        {...CHART}
        h={214}
        data={data}
        dataKey="day"
        series={[
          { name: 'points', label: 'Points', color: 'var(--accent)' },
          { name: 'cooling', label: 'If nothing happens', color: 'var(--accent)', strokeDasharray: '3 4' },
        ]}
        curveType="linear"
        withDots={false}
        strokeWidth={1.8}
        lineProps={STILL}
        lineChartProps={{ margin: { top: 5, right: 54, bottom: 5, left: 5 } }}
        valueFormatter={points}
        xAxisProps={dayAxis}
        yAxisProps={{
          width: 34,
          tickFormatter: (value: number) => String(value),
          domain: [0, top],
          ticks,
          interval: 0,
        }}
        referenceLines={[
          { y: score.thresholds.High, color: 'var(--high-mark)', label: beside('High', 'var(--high)', -4) },
          { y: score.thresholds.Medium, color: 'var(--medium-mark)', label: beside('Medium', 'var(--medium)', 4) },
          ...(today ? [{ x: today, color: 'var(--line-strong)' }] : []),
        ]}
        tooltipProps={{ isAnimationActive: false, labelFormatter: (day) => dayLabel(String(day)) }}
      >
        {change && score.next && (
          <ReferenceDot
            x={change.day}
            y={change.points}
            r={4}
            fill={`var(--${score.next.value.toLowerCase()}-mark)`}
            stroke="var(--surface)"
            strokeWidth={1.5}
            label={{ value: date(score.next.at, now), fill: 'var(--dim)', fontSize: 12, position: 'top', offset: 9 }}
          />
        )}
      </LineChart>
    </div>
  );
}

/** A threshold's name to the right of the plot, where no line runs. Moved a little apart, since on a tall scale the two are close. */
function beside(value: string, fill: string, dy: number) {
  return { value, fill, dy, position: 'right', fontSize: 12 } as const;
}

/** Four equal steps of a round number that reach `top`. */
function niceTicks(top: number): number[] {
  const rough = top / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  return [0, 1, 2, 3, 4].map((n) => n * step);
}

function inWords(score: ScoreExplanation): string {
  const change = changeOf(score);
  const first = score.history[0];
  const last = score.projection.at(-1);
  const then = first ? `${points(first.points)} points on ${dayLabel(first.day)}, ` : '';
  const later = last ? `, ${points(last.points)} on ${dayLabel(last.day)} if nothing happens` : '';
  const turn = change && score.next ? `, ${score.next.value} from ${dayLabel(change.day)}` : '';
  return `Score over time: ${then}${points(score.points)} now${later}${turn}`;
}
