/** Repeatable chance: the same seed gives the same numbers on every machine. Not for secrets. */
export interface Random {
  /** 0 <= n < 1. */
  next(): number;
}

/** A stream of its own for each `label`, so that a change in one part of the sample leaves the others as they were. */
export function randomFrom(seed: number, label: string): Random {
  let state = seed >>> 0;
  for (let i = 0; i < label.length; i++) state = Math.imul(state ^ label.charCodeAt(i), 0x01000193) >>> 0;
  // Source: mulberry32 by Tommy Ettinger, public domain.
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
  };
}

/** A number, min <= n < max. */
export function between(random: Random, min: number, max: number): number {
  return min + random.next() * (max - min);
}

/** A whole number, both ends included. */
export function whole(random: Random, min: number, max: number): number {
  return Math.floor(between(random, min, max + 1));
}

export function chance(random: Random, probability: number): boolean {
  return random.next() < probability;
}

/** One of the items; throws for none. */
export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[whole(random, 0, items.length - 1)];
  if (item === undefined) throw new Error('Nothing to pick from');
  return item;
}

/** One of the items, as often as its weight says. */
export function weighted<Item>(random: Random, items: readonly (readonly [weight: number, item: Item])[]): Item {
  let left = random.next() * items.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, item] of items) {
    left -= weight;
    if (left < 0) return item;
  }
  return pick(random, items)[1];
}

/** Some of the items, in their order. */
export function some<Item>(random: Random, count: number, items: readonly Item[]): Item[] {
  const left = items.map((item, index) => ({ item, index }));
  const taken: typeof left = [];
  while (taken.length < count && left.length > 0) {
    taken.push(...left.splice(whole(random, 0, left.length - 1), 1));
  }
  return taken.sort((a, b) => a.index - b.index).map(({ item }) => item);
}
