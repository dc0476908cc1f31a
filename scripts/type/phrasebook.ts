import { readFileSync } from 'node:fs';
import { INTENT_TYPES, type IntentType } from '../../wire/signal.ts';
import type { Labelled } from './data.ts';
import { seeded } from './fit.ts';

/** Sentences drawn from each line of the book. */
const DRAWN = 14;

/** Plain sentences from data-sets/intent/phrasebook.txt; the same book gives the same sentences, none of them twice. */
export function phrasebook(): Labelled[] {
  const lines = readFileSync(new URL('../../data-sets/intent/phrasebook.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf(' = ')), line.slice(line.indexOf(' = ') + 3)] as const);
  const slots = new Map(lines.filter(([name]) => !name.includes(' ')).map(([name, words]) => [name, words.split('|')]));
  const chance = seeded(23);
  const sentences = lines.flatMap(([name, pattern]) => {
    const label = labelOf(name);
    return label
      ? Array.from({ length: DRAWN }, () => ({ label, lang: name.slice(-2), text: draw(pattern, slots, chance) }))
      : [];
  });
  return [...new Map(sentences.map((sentence) => [sentence.text, sentence])).values()];
}

function labelOf(name: string): IntentType | undefined {
  return INTENT_TYPES.find((type) => name.startsWith(`${type} `));
}

function draw(pattern: string, slots: ReadonlyMap<string, readonly string[]>, chance: () => number): string {
  const one = (words: readonly string[]) => words[Math.floor(chance() * words.length)] ?? '';
  return pattern
    .replace(/\[([^\]]*)\]/g, (_, parts: string) => one(parts.split('|')))
    .replace(/\{(\w+)\}/g, (_, slot: string) => {
      const words = slots.get(slot);
      if (!words) throw new Error(`the phrasebook has no slot ${slot}`);
      return one(words);
    });
}
