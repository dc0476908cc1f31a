import { ephemeral } from './privacy.ts';

/** visitor, session, queue, e-mail for prefill, consent. */
type Key = 'v' | 's' | 'q' | 'e' | 'c';

const name = (key: Key) => `knock_${key}`;
// Reaching for a blocked storage throws, so these stand in a try.
const forTab = () => sessionStorage;
const durable = () => localStorage;
const area = ephemeral ? forTab : durable;
// What the browser refused to store. Gone with the page.
const memory: { [key in Key]?: string } = {};

export function load(key: Key): string {
  try {
    return memory[key] || area().getItem(name(key)) || '';
  } catch {
    return memory[key] || '';
  }
}

/** Keeps a value for the next pages, or at least for this one. */
export function save(key: Key, value: string): void {
  try {
    area().setItem(name(key), value);
    delete memory[key];
  } catch {
    memory[key] = value;
  }
}

/** Removes what the tag stored for the tab and for longer. */
export function remove(...keys: Key[]): void {
  for (const key of keys) {
    delete memory[key];
    for (const from of [forTab, durable]) {
      try {
        from().removeItem(name(key));
      } catch {
        // Blocked: then nothing is stored there either.
      }
    }
  }
}
