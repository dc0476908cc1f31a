import { PROP_KEYS_MAX, PROP_LEVELS_MAX, PROP_LIST_MAX, PROP_STRING_MAX, PROPS_JSON_MAX } from '../../wire/collect.ts';
import { type Outcome, ok, type Refused, refused } from '../foundation/outcome.ts';
import type { Json, JsonObject } from './draft.ts';
import { storable } from './text.ts';

export type PropertyWord = 'wrong_type' | 'not_allowed' | 'too_long' | 'too_many' | 'too_large' | 'too_deep';

const KEY_LENGTH_MAX = 128;

export interface PropertyLimits {
  readonly keys: number;
  readonly list: number;
  /** UTF-16 units of one string. */
  readonly string: number;
  readonly levels: number;
  /** UTF-16 units of all as JSON. */
  readonly json: number;
}

/** The published limits of the browser's `track` and `identify`. */
export const TAG_LIMITS: PropertyLimits = {
  keys: PROP_KEYS_MAX,
  list: PROP_LIST_MAX,
  string: PROP_STRING_MAX,
  levels: PROP_LEVELS_MAX,
  json: PROPS_JSON_MAX,
};

/** Segment bounds an event by 32 KB alone; these only keep it walkable. */
export const SEGMENT_LIMITS: PropertyLimits = { keys: 500, list: 1_000, string: 32_768, levels: 8, json: 32_768 };

/**
 * Properties or traits as Knock keeps them, or the first limit they break. Null for none.
 * NUL and lone surrogates are taken out of texts. `field` is what the sender calls the object; the fault names the place in it.
 */
export function properties(
  raw: unknown,
  field: string,
  limits: PropertyLimits,
): Outcome<JsonObject | null, PropertyWord> {
  if (raw === undefined || raw === null) return ok(null);
  if (typeof raw !== 'object' || Array.isArray(raw)) return refused('wrong_type', field, 'Must be an object.');
  const copy = copyObject(raw, { field, level: 1, limits });
  if (!copy.ok) return copy;
  const object = copy.value;
  if (Object.keys(object).length === 0) return ok(null);
  return JSON.stringify(object).length > limits.json
    ? refused('too_large', field, `Must be at most ${limits.json} characters as JSON.`)
    : ok(object);
}

interface Place {
  readonly field: string;
  /** 1 for the whole object. */
  readonly level: number;
  readonly limits: PropertyLimits;
}

function copyValue(raw: unknown, place: Place): Outcome<Json, PropertyWord> {
  const { field, level, limits } = place;
  if (raw === null || typeof raw === 'boolean') return ok(raw);
  if (typeof raw === 'string') {
    return raw.length > limits.string
      ? refused('too_long', field, `Text must be at most ${limits.string} characters.`)
      : ok(storable(raw));
  }
  if (typeof raw === 'number') {
    return Number.isFinite(raw) ? ok(raw) : refused('not_allowed', field, 'The number is too large.');
  }
  if (typeof raw !== 'object') return refused('wrong_type', field, 'Must be JSON.');
  if (level >= limits.levels) {
    return refused('too_deep', field, `Objects and lists may be nested ${limits.levels} levels deep.`);
  }
  const inside = { field, level: level + 1, limits };
  return Array.isArray(raw) ? copyList(raw, inside) : copyObject(raw, inside);
}

function copyList(raw: readonly unknown[], place: Place): Outcome<Json, PropertyWord> {
  const { field, limits } = place;
  if (raw.length > limits.list) return refused('too_many', field, `A list may hold ${limits.list} values.`);
  const list: Json[] = [];
  for (const [index, value] of raw.entries()) {
    const copy = copyValue(value, { ...place, field: `${field}[${index}]` });
    if (!copy.ok) return copy;
    list.push(copy.value);
  }
  return ok(list);
}

function copyObject(raw: object, place: Place): Outcome<JsonObject, PropertyWord> {
  const { field, limits } = place;
  const object: Record<string, Json> = {};
  let keys = 0;
  for (const [rawKey, value] of Object.entries(raw)) {
    if (++keys > limits.keys) return refused('too_many', field, `An object may hold ${limits.keys} keys.`);
    const key = storable(rawKey);
    const wrong = keyFault(key, field);
    if (wrong !== null) return wrong;
    const copy = copyValue(value, { ...place, field: `${field}.${key}` });
    if (!copy.ok) return copy;
    object[key] = copy.value;
  }
  return ok(object);
}

function keyFault(key: string, field: string): Refused<PropertyWord> | null {
  if (key.length > KEY_LENGTH_MAX) {
    return refused('too_long', `${field}.${key.slice(0, 32)}…`, `A key must be at most ${KEY_LENGTH_MAX} characters.`);
  }
  // Assigning this key would change the copy's prototype instead of storing a value.
  return key === '__proto__' ? refused('not_allowed', `${field}.__proto__`, 'This key is not allowed.') : null;
}
