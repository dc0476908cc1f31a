import { ephemeral } from './privacy.ts';

/** visitor, session, queue, e-mail for prefill, consent. */
type Key = 'v' | 's' | 'q' | 'e' | 'c';

const name = (key: Key) => `knock_${key}`;
// By name: reaching for a blocked storage throws, so it is done within a try.
const areas = ['localStorage', 'sessionStorage'] as const;
const area = areas[+ephemeral] as (typeof areas)[number];
// What the browser refused to store. Gone with the page.
const memory: { [key in Key]?: string } = {};

export function load(key: Key): string {
  try {
    return memory[key] || window[area].getItem(name(key)) || '';
  } catch {
    return memory[key] || '';
  }
}

/** Keeps a value for the next pages, or at least for this one. */
export function save(key: Key, value: string): void {
  try {
    window[area].setItem(name(key), value);
    delete memory[key];
  } catch {
    memory[key] = value;
  }
}

/** Removes what the tag stored for the tab and for longer. */
export function remove(...keys: Key[]): void {
  for (const key of keys) {
    delete memory[key];
    for (const from of areas) {
      try {
        window[from].removeItem(name(key));
      } catch {
        // Blocked: then nothing is stored there either.
      }
    }
  }
}
