import type { Category, SignalKind } from '../../wire/signal.ts';
import type { Day } from '../foundation/time.ts';
import { WEIGHTS } from './weights.ts';

/**
 * What the activity of a contact is summed into. Every (kind, category) belongs to exactly one; the order is the order of
 * the stored sums and must never change within a model version.
 */
export const GROUP_NAMES = ['ask', 'evaluate', 'read', 'use', 'jobs', 'partner', 'away'] as const;
export type GroupName = (typeof GROUP_NAMES)[number];

/** Length of a contact's stored array of sums. */
export const GROUPS: number = GROUP_NAMES.length;

/** Landmark of all stored sums: 2026-01-01. Sums and heat are relative to it, so stored state never needs re-ageing. */
export const LANDMARK_DAY: Day = 20_454;

export interface ScoreModel {
  /** Stored beside heat; a different version means that heat must be replayed. */
  readonly version: string;
  /** Points halve in this many days. */
  readonly halfLifeDays: number;
  /** A score at or above is in the bucket; below Medium is Low. In points. */
  readonly thresholds: { readonly High: number; readonly Medium: number };
  /** Weight of a page view of the category. */
  readonly categories: Readonly<Record<Category, number>>;
  /** Multiplies the category's weight. */
  readonly kinds: Readonly<Record<SignalKind, number>>;
  /** Weights that replace the product of kind and category. */
  readonly exceptions: Readonly<Partial<Record<SignalKind, Readonly<Partial<Record<Category, number>>>>>>;
  /** How much of a group's sum counts as points, 0 < worth <= 1. */
  readonly worth: Readonly<Record<GroupName, number>>;
  /** How strongly a group's share of the activity lowers the score, >= 0. */
  readonly drag: Readonly<Record<GroupName, number>>;
}

/** The published model (docs/intent-score.md): hand-set by the principles there, then calibrated by scripts/fit-score.ts. */
export const MODEL: ScoreModel = WEIGHTS;
