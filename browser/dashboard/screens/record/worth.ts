import type { Contribution } from '../../../../wire/api/score.ts';

/** The contributions that are worth a row, and how many signals the others stand for, which would all read `0.00`. */
export function byWorth<One extends Pick<Contribution, 'points' | 'count'>>(
  contributions: readonly One[],
): { readonly adding: readonly One[]; readonly nothing: number } {
  const adding = contributions.filter((one) => one.points > 0);
  const rest = contributions.filter((one) => one.points <= 0);
  return { adding, nothing: rest.reduce((sum, one) => sum + one.count, 0) };
}
