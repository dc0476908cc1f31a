import type { ScoreExplanation } from '../../../wire/api/score.ts';
import { dayOf, type Millis, startOfDay } from '../../foundation/time.ts';
import type { ActivityRow } from '../../intent/activity.ts';
import { type Contribution, mixOf } from '../../intent/explain.ts';
import { MODEL } from '../../intent/model.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { instant } from '../intent.ts';
import { curveOf, whyOf } from '../why.ts';
import { columnsOf, type Stretch } from './timeline-store.ts';

// Exact times are looked up among this many newest signals of each stretch; before them the day must do.
const EXACT_MAX = 500;

interface Span {
  readonly first: Date;
  readonly last: Date;
}

/** The whole explanation of a score from the activity that made it. `stretches` are those whose activity it is. */
export async function explanation(
  trx: Trx,
  workspaceId: string,
  rows: readonly ActivityRow[],
  stretches: readonly Stretch[],
  now: Millis,
): Promise<ScoreExplanation> {
  const why = whyOf(rows, now);
  const spans = await spansOf(trx, workspaceId, stretches);
  return {
    value: why.value,
    points: why.points,
    contributions: why.contributions.map((line) => ({
      kind: line.kind,
      category: line.category,
      count: line.count,
      ...timesOf(line, spans.get(`${line.kind} ${line.category}`)),
      points: line.points,
    })),
    factor: mixOf(why),
    next: why.next && { value: why.next.value, at: instant(why.next.at) },
    thresholds: MODEL.thresholds,
    halfLifeDays: MODEL.halfLifeDays,
    modelVersion: MODEL.version,
    ...curveOf(rows, now),
  };
}

function timesOf(line: Contribution, span: Span | undefined): { firstAt: string; lastAt: string } {
  const exact = (day: number, at: Date | undefined) =>
    instant(at !== undefined && dayOf(at.getTime()) === day ? at : startOfDay(day));
  return { firstAt: exact(line.firstDay, span?.first), lastAt: exact(line.lastDay, span?.last) };
}

async function spansOf(trx: Trx, workspaceId: string, stretches: readonly Stretch[]): Promise<Map<string, Span>> {
  const rows = await trx.run<Span & { kind: string; category: string }>(
    {
      name: 'dashboard_spans',
      text: `select s.kind, s.category, min(s.at) as first, max(s.at) as last
        from unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) as st(identity_id, since, until)
        cross join lateral (
          select s.kind, s.category, s.at from signal s where s.workspace_id = $1 and s.identity_id = st.identity_id
            and s.at >= st.since and s.at < st.until
            and s.filtered is null
          order by s.at desc, s.id desc limit ${EXACT_MAX}) s
        group by s.kind, s.category`,
    },
    [workspaceId, ...columnsOf(stretches)],
  );
  return new Map(rows.map((row) => [`${row.kind} ${row.category}`, row]));
}
