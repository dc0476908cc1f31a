import { dayOf } from '../../src/foundation/time.ts';
import { combine } from '../../src/intent/heat.ts';
import { GROUPS, type ScoreModel } from '../../src/intent/model.ts';
import { harmonic, tabulate } from '../../src/intent/points.ts';
import { CATEGORIES, type Category, type IntentScore, SIGNAL_KINDS, type SignalKind } from '../../wire/signal.ts';
import type { Journey } from './journeys.ts';
import { PRIOR } from './prior.ts';

/**
 * Fits the score to journeys. What is fitted are few factors on the hand-set prior, each pulled towards 1, so that ideas
 * are calibrated and cases are not learnt by heart. The objective is ordinal: log-points against the two thresholds by a
 * logistic, so mistaking Low for High costs more than a neighbour.
 */
interface Factor {
  /** How far it may move easily: standard deviation of its logarithm. */
  readonly sd: number;
  readonly apply: (model: Draft, factor: number) => void;
}

type Draft = {
  -readonly [Key in keyof ScoreModel]: ScoreModel[Key] extends object
    ? { -readonly [Inner in keyof ScoreModel[Key]]: ScoreModel[Key][Inner] }
    : ScoreModel[Key];
};

const WEIGHT_SD = 0.25;
const SCALED: readonly Category[] = [
  'Pricing',
  'Demo',
  'Product',
  'Comparison',
  'Customers',
  'Security',
  'Docs',
  'Blog',
  'Events',
];
const DRAGS = ['read', 'use', 'jobs', 'partner', 'away'] as const;

const FACTORS: readonly Factor[] = [
  {
    sd: 0.15,
    apply: (model, by) => {
      model.halfLifeDays *= by;
    },
  },
  {
    sd: 0.25,
    apply: (model, by) => {
      model.thresholds.High *= by;
    },
  },
  {
    sd: 0.25,
    apply: (model, by) => {
      model.thresholds.Medium *= by;
    },
  },
  ...SCALED.map(
    (category): Factor => ({
      sd: WEIGHT_SD,
      apply: (model, by) => {
        model.categories[category] *= by;
      },
    }),
  ),
  kindFactor(['link_click', 'button_click', 'cta_tap']),
  kindFactor(['form_start']),
  kindFactor(['knock_link_open', 'knock_link_click']),
  exceptionFactor('form_submit', ['Demo', 'Pricing', 'Meeting']),
  exceptionFactor('form_submit', ['Product', 'Docs', 'Events', 'Customers', 'Security', 'Comparison']),
  exceptionFactor('form_submit', ['Blog', 'Home']),
  exceptionFactor('meeting_booked', CATEGORIES),
  exceptionFactor('chat_message', ['Chat', 'Demo', 'Pricing']),
  exceptionFactor('chat_message', ['Product', 'Customers', 'Security', 'Comparison', 'Docs', 'Events']),
  ...DRAGS.map(
    (group): Factor => ({
      sd: 0.5,
      apply: (model, by) => {
        model.drag[group] *= by;
      },
    }),
  ),
];

function kindFactor(kinds: readonly SignalKind[]): Factor {
  return {
    sd: WEIGHT_SD,
    apply: (model, by) => {
      for (const kind of kinds) model.kinds[kind] *= by;
    },
  };
}

function exceptionFactor(kind: SignalKind, categories: readonly Category[]): Factor {
  return {
    sd: WEIGHT_SD,
    apply: (model, by) => {
      const row = { ...model.exceptions[kind] };
      for (const category of categories) {
        const weight = row[category];
        if (weight !== undefined) row[category] = weight * by;
      }
      model.exceptions[kind] = row;
    },
  };
}

/** The prior with each factor applied; `logs` are natural logarithms in the order of FACTORS. */
function modelOf(logs: readonly number[]): ScoreModel {
  const model = structuredClone(PRIOR) as Draft;
  for (const [i, factor] of FACTORS.entries()) factor.apply(model, Math.exp(logs[i] ?? 0));
  return model;
}

interface Prepared {
  readonly expect: IntentScore;
  readonly weight: number;
  readonly rows: readonly { readonly entry: number; readonly volume: number; readonly age: number }[];
}

/** A journey as numbers. `weight` is how much it counts beside others. */
export function prepare(journey: Journey, weight: number): Prepared {
  const today = dayOf(journey.now);
  const rows = journey.rows.map(({ kind, category, day, n }) => ({
    entry: SIGNAL_KINDS.indexOf(kind) * CATEGORIES.length + CATEGORIES.indexOf(category),
    volume: harmonic(n),
    age: today - day,
  }));
  return { expect: journey.expect, weight, rows };
}

// The width of the doubt around a threshold, in doublings of the score.
const DOUBT = 0.4;
// What a journey without any activity is taken for, in log2 points.
const COLD = -12;

function loss(logs: readonly number[], journeys: readonly Prepared[]): number {
  const model = modelOf(logs);
  const table = tabulate(model);
  const high = Math.log2(model.thresholds.High);
  const medium = Math.log2(model.thresholds.Medium);
  let sum = 0;
  for (const [i, factor] of FACTORS.entries()) sum += ((logs[i] ?? 0) / factor.sd) ** 2 / 2;
  for (const { expect, weight, rows } of journeys) {
    const sums = new Array<number>(GROUPS).fill(0);
    for (const { entry, volume, age } of rows) {
      const cell = table[entry];
      if (cell === undefined) continue;
      sums[cell.group] = (sums[cell.group] ?? 0) + cell.weight * volume * 2 ** (-age / model.halfLifeDays);
    }
    const heat = Math.max(combine(sums, model) ?? COLD, COLD);
    sum += weight * (cross(expect === 'High', heat - high) + cross(expect !== 'Low', heat - medium));
  }
  return sum;
}

function cross(above: boolean, margin: number): number {
  return Math.log1p(Math.exp((above ? -margin : margin) / DOUBT));
}

const STEPS = 160;
const RATE = 0.02;
const NUDGE = 1e-4;

/** The model that fits the journeys best, by Adam on numeric gradients. Deterministic; about a second for 300 journeys. */
export function fitModel(journeys: readonly Prepared[]): ScoreModel {
  const logs = FACTORS.map(() => 0);
  const mean = FACTORS.map(() => 0);
  const square = FACTORS.map(() => 0);
  for (let step = 1; step <= STEPS; step++) {
    const here = loss(logs, journeys);
    const slopes = logs.map((log, i) => (loss(logs.with(i, log + NUDGE), journeys) - here) / NUDGE);
    for (const [i, slope] of slopes.entries()) {
      mean[i] = 0.9 * (mean[i] ?? 0) + 0.1 * slope;
      square[i] = 0.99 * (square[i] ?? 0) + 0.01 * slope * slope;
      const move = (mean[i] ?? 0) / (1 - 0.9 ** step) / (Math.sqrt((square[i] ?? 0) / (1 - 0.99 ** step)) + 1e-9);
      logs[i] = (logs[i] ?? 0) - RATE * move;
    }
  }
  return modelOf(logs);
}
