import type { Counted, DebuggerState, Refusal } from '../../../wire/api/debugger.ts';

const SHOWN = 200;

type Count<Reason> = { readonly reason: Reason; readonly count: number };

/** The debugger after one more refusal; the same when it is listed already. */
export function refused(state: DebuggerState, refusal: Refusal): DebuggerState {
  if (state.refusals.some(({ id }) => id === refusal.id)) return state;
  return {
    ...state,
    refusals: [refusal, ...state.refusals].slice(0, SHOWN),
    refused: added(state.refused, [{ reason: refusal.reason, count: 1 }]),
  };
}

/** The debugger's counts after more was recorded. The next full answer puts right what was heard twice. */
export function counted(state: DebuggerState, news: Counted): DebuggerState {
  return { ...state, accepted: state.accepted + news.accepted, filtered: added(state.filtered, news.filtered) };
}

/** In the order of the answer, the largest first; reasons that are new come last until then, so that nothing jumps. */
function added<Reason>(counts: readonly Count<Reason>[], more: readonly Count<Reason>[]): Count<Reason>[] {
  const fresh = more.filter(({ reason }) => counts.every((known) => known.reason !== reason));
  const grown = counts.map(({ reason, count }) => ({
    reason,
    count: count + (more.find((one) => one.reason === reason)?.count ?? 0),
  }));
  return [...grown, ...fresh];
}
