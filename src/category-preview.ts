import type { CategoryPreviewAnswer } from '../wire/api/categories.ts';
import { INTENT_SCORES, type IntentScore } from '../wire/signal.ts';
import type { Context } from './context.ts';
import { contactRefs } from './dashboard/contacts/items-store.ts';
import { roundPoints } from './dashboard/intent.ts';
import { bucketAt, combine, pointsAt } from './intent/heat.ts';
import { type CountedRow, changedSums } from './intent/moved-sums.ts';
import { bucketCounts, sumsOfContacts } from './intent/preview-store.ts';
import { homeKey } from './signals/activity.ts';
import { LAST_ID, type Moved, movedIn, rangeUpTo, subjectsIn } from './signals/replay-store.ts';
import { countsOfHomes } from './signals/store.ts';
import type { Categorize } from './signals/subject.ts';

type Previewed = Pick<Context, 'db' | 'clock'>;

// An answer that takes longer is not waited for. Newest first, so that what is left out has faded most.
const BUDGET_MS = 6_000;
const SIGNALS_CHUNK = 5_000;
const CONTACTS_CHUNK = 1_000;
const SHOWN_MAX = 100;

/**
 * Who would change bucket if these rules were saved and replayed. Reads only, in short transactions. Beyond about half a million
 * signals the oldest are left out: `from` says since when.
 */
export async function previewRules(
  deps: Previewed,
  workspaceId: string,
  categorize: Categorize,
): Promise<CategoryPreviewAnswer> {
  const { signals, rows, from } = await movedSignals(deps, workspaceId, categorize);
  const now = deps.clock();
  const before = await deps.db.inWorkspace(workspaceId, (trx) => bucketCounts(trx, workspaceId, now));
  const changes = await changedContacts(deps, workspaceId, rows);
  const after: Record<IntentScore, number> = { ...before };
  for (const { from: left, to } of changes) {
    after[left] -= 1;
    after[to] += 1;
  }
  const shown = changes.sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, SHOWN_MAX);
  const refs = await deps.db.inWorkspace(workspaceId, (trx) =>
    contactRefs(
      trx,
      workspaceId,
      shown.map((one) => one.id),
    ),
  );
  return {
    ...{ signals, before, after, from },
    changed: changes.length,
    changes: shown.map(({ id, ...change }) => ({
      contact: refs.get(id) ?? { id, name: null, email: null },
      ...change,
    })),
  };
}

interface Change {
  readonly id: string;
  readonly from: IntentScore;
  readonly to: IntentScore;
  readonly pointsFrom: number;
  readonly pointsTo: number;
}

function sizeOf({ from, to, pointsFrom, pointsTo }: Change): number {
  const steps = Math.abs(INTENT_SCORES.indexOf(from) - INTENT_SCORES.indexOf(to));
  return steps * 1e6 + Math.abs(pointsFrom - pointsTo);
}

/** By contact: how its counts would change. */
type Rows = ReadonlyMap<string, ReadonlyMap<string, CountedRow>>;

async function movedSignals({ db, clock }: Previewed, workspaceId: string, categorize: Categorize) {
  const began = performance.now();
  const rows = new Map<string, Map<string, CountedRow>>();
  let signals = 0;
  for (let upto = LAST_ID; ; ) {
    const chunk = await db.inWorkspace(workspaceId, async (trx) => {
      const range = await rangeUpTo(trx, workspaceId, upto, SIGNALS_CHUNK);
      if (!range) return null;
      const moves = (await subjectsIn(trx, workspaceId, range)).flatMap((subject) => {
        const { category } = categorize(subject);
        return category === subject.category ? [] : [{ ...subject, was: subject.category, category }];
      });
      const moved = moves.length > 0 ? await movedIn(trx, workspaceId, range, moves) : [];
      return { range, moved, n: moves.reduce((sum, one) => sum + one.n, 0) };
    });
    if (!chunk) return { signals, rows, from: null };
    signals += chunk.n;
    for (const one of chunk.moved) note(rows, one);
    upto = chunk.range.after;
    if (performance.now() - began > BUDGET_MS) return { signals, rows, from: timeOf(upto, clock()) };
  }
}

function note(rows: Map<string, Map<string, CountedRow>>, moved: Moved): void {
  const own = rows.get(moved.contactId) ?? new Map<string, CountedRow>();
  rows.set(moved.contactId, own);
  for (const [category, n] of [
    [moved.was, -moved.n],
    [moved.category, moved.n],
  ] as const) {
    const { identityId, homeId, day, kind } = moved;
    const row = { identityId, homeId, day, kind, category };
    const key = homeKey(row);
    own.set(key, { ...row, change: (own.get(key)?.change ?? 0) + n });
  }
}

// The first 48 bits of an id are its time.
function timeOf(signalId: string, now: number): string {
  return new Date(Math.min(now, Number.parseInt(signalId.replaceAll('-', '').slice(0, 12), 16))).toISOString();
}

async function changedContacts({ db, clock }: Previewed, workspaceId: string, rows: Rows): Promise<Change[]> {
  const now = clock();
  const ids = [...rows.keys()];
  const changes: Change[] = [];
  for (let at = 0; at < ids.length; at += CONTACTS_CHUNK) {
    const part = ids.slice(at, at + CONTACTS_CHUNK);
    const touched = part.map((id) => [...(rows.get(id)?.values() ?? [])]);
    const [sums, counts] = await db.inWorkspace(workspaceId, async (trx) => [
      await sumsOfContacts(trx, workspaceId, part),
      await countsOfHomes(trx, workspaceId, touched.flat()),
    ]);
    for (const [index, id] of part.entries()) {
      const old = sums.get(id);
      if (!old) continue;
      const heatFrom = combine(old);
      const heatTo = combine(changedSums(old, touched[index] ?? [], counts));
      const [from, to] = [bucketAt(heatFrom, now), bucketAt(heatTo, now)];
      if (from === to) continue;
      const [pointsFrom, pointsTo] = [roundPoints(pointsAt(heatFrom, now)), roundPoints(pointsAt(heatTo, now))];
      changes.push({ id, from, to, pointsFrom, pointsTo });
    }
  }
  return changes;
}
