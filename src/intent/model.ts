import type { Category, SignalKind } from '../../wire/signal.ts';
import type { Day } from '../foundation/time.ts';

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

const ASK_12 = 12;

/** The published model (docs/intent-score.md). Hand-set by the principles there, then fitted by scripts/fit-score.ts. */
export const MODEL: ScoreModel = {
  version: 'score-2026-0',
  halfLifeDays: 10,
  thresholds: { High: 8.5, Medium: 1.7 },
  categories: {
    Pricing: 2,
    Demo: 1.5,
    Product: 1,
    Comparison: 1.5,
    Customers: 1,
    Security: 1,
    Docs: 0.35,
    Blog: 0.15,
    Events: 0.5,
    Partners: 1,
    'Find a Job': 1,
    Support: 1,
    Login: 1,
    Legal: 0.2,
    Home: 0.2,
    Chat: 1,
    Meeting: 1,
    Other: 0.2,
  },
  kinds: {
    page_view: 1,
    link_click: 1,
    button_click: 1,
    cta_tap: 1.5,
    form_start: 2,
    form_submit: 3,
    knock_link_open: 2.5,
    knock_link_click: 2,
    chat_message: 2,
    meeting_booked: 5,
    identify: 0,
    track: 1,
  },
  exceptions: {
    form_submit: { Pricing: ASK_12, Demo: ASK_12, Meeting: ASK_12, Blog: 0.8, Events: 2, Other: 2, Home: 2, Docs: 2 },
    knock_link_open: { Other: 0.8, Home: 0.8 },
    knock_link_click: { Other: 0.8, Home: 0.8 },
    chat_message: {
      Chat: ASK_12,
      Pricing: ASK_12,
      Demo: ASK_12,
      Product: 3,
      Support: 5,
      'Find a Job': 6,
      Partners: 4,
      Other: 10,
    },
    meeting_booked: { Meeting: ASK_12, Demo: ASK_12, Pricing: ASK_12, Product: ASK_12, Home: ASK_12, Other: ASK_12 },
  },
  worth: { ask: 1, evaluate: 1, read: 1, use: 0.02, jobs: 0.02, partner: 0.1, away: 0.02 },
  drag: { ask: 0, evaluate: 0, read: 0.3, use: 0.3, jobs: 0.5, partner: 0.3, away: 1.5 },
};
