import { CONTACT_SORTS } from '../../../../wire/api/words.ts';
import { INTENT_SCORES, INTENT_TYPES } from '../../../../wire/signal.ts';
import type { ContactSearch } from '../../api/queries.ts';

/** Reads the table's state from the address; what it does not understand it leaves out. */
export function readContactSearch(search: Record<string, unknown>): ContactSearch {
  return {
    ...textOf(search, 'q'),
    ...textOf(search, 'account'),
    ...textOf(search, 'channel'),
    ...textOf(search, 'page'),
    ...wordsOf(search, 'intentScore', INTENT_SCORES),
    ...wordsOf(search, 'intentType', INTENT_TYPES),
    ...oneOf(search, 'identified', ['true', 'false']),
    ...oneOf(search, 'online', ['true']),
    ...oneOf(search, 'sort', CONTACT_SORTS),
  };
}

/**
 * What a route reads of its address, and nothing else: the router would hand on what `read` left out, and the API refuses it.
 */
export function understood<Search extends object>(read: (search: Record<string, unknown>) => Search) {
  return (search: Record<string, unknown>): Search => {
    const nothing = Object.fromEntries(Object.keys(search).map((key) => [key, undefined]));
    return { ...nothing, ...read(search) };
  };
}

export function textOf<Key extends string>(search: Record<string, unknown>, key: Key): { [K in Key]?: string } {
  const value = search[key];
  const text = typeof value === 'number' ? String(value) : value;
  return (typeof text === 'string' && text !== '' ? { [key]: text.slice(0, 200) } : {}) as { [K in Key]?: string };
}

export function oneOf<Key extends string, const Words extends readonly string[]>(
  search: Record<string, unknown>,
  key: Key,
  words: Words,
): { [K in Key]?: Words[number] } {
  const value = String(search[key] ?? '');
  return (words.includes(value) ? { [key]: value } : {}) as { [K in Key]?: Words[number] };
}

export function wordsOf<Key extends string>(
  search: Record<string, unknown>,
  key: Key,
  words: readonly string[],
): { [K in Key]?: string } {
  const value = search[key];
  const known = typeof value === 'string' ? value.split(',').filter((word) => words.includes(word)) : [];
  return (known.length > 0 ? { [key]: known.join(',') } : {}) as { [K in Key]?: string };
}

export const listed = <Word extends string>(text: string | undefined): Word[] =>
  text ? (text.split(',') as Word[]) : [];
