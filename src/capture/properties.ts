import { PROP_KEYS_MAX, PROP_LEVELS_MAX, PROP_LIST_MAX, PROP_STRING_MAX, PROPS_JSON_MAX } from '../../wire/collect.ts';
import { type Outcome, ok, type Refused, refused } from '../foundation/outcome.ts';
import type { Json, JsonObject } from './draft.ts';
import { storable } from './text.ts';

export type PropertyWord = 'wrong_type' | 'not_allowed' | 'too_long' | 'too_many' | 'too_large' | 'too_deep';

const KEY_LENGTH_MAX = 128;

/**
 * Properties or traits as Knock keeps them, or the first rule they break: at most 100 keys an object, lists of 50,
 * strings of 1,024 characters, 3 levels, 8,192 characters as JSON. Null for none.
 * NUL and lone surrogates are taken out of texts, `undefined` cannot occur in JSON. `field` is what the sender calls the object.
 */
export function properties(raw: unknown, field: string): Outcome<JsonObject | null, PropertyWord> {
  if (raw === undefined || raw === null) return ok(null);
  if (typeof raw !== 'object' || Array.isArray(raw)) return refused('wrong_type', field, 'Must be an object.');
  const copy = copyObject(raw, field, 1);
  if (!copy.ok) return copy;
  const object = copy.value as JsonObject;
  if (Object.keys(object).length === 0) return ok(null);
  return JSON.stringify(object).length > PROPS_JSON_MAX
    ? refused('too_large', field, `Must be at most ${PROPS_JSON_MAX} characters as JSON.`)
    : ok(object);
}

function copyValue(raw: unknown, field: string, level: number): Outcome<Json, PropertyWord> {
  if (raw === null || typeof raw === 'boolean') return ok(raw);
  if (typeof raw === 'string') {
    if (raw.length > PROP_STRING_MAX)
      return refused('too_long', field, `Text must be at most ${PROP_STRING_MAX} characters.`);
    return ok(storable(raw));
  }
  if (typeof raw === 'number') {
    return Number.isFinite(raw) ? ok(raw) : refused('not_allowed', field, 'The number is too large.');
  }
  if (typeof raw !== 'object') return refused('wrong_type', field, 'Must be JSON.');
  if (level >= PROP_LEVELS_MAX) {
    return refused('too_deep', field, `Objects and lists may be nested ${PROP_LEVELS_MAX} levels deep.`);
  }
  return Array.isArray(raw) ? copyList(raw, field, level + 1) : copyObject(raw, field, level + 1);
}

function copyList(raw: readonly unknown[], field: string, level: number): Outcome<Json, PropertyWord> {
  if (raw.length > PROP_LIST_MAX) return refused('too_many', field, `A list may hold ${PROP_LIST_MAX} values.`);
  const list: Json[] = [];
  for (const [index, value] of raw.entries()) {
    const copy = copyValue(value, `${field}[${index}]`, level);
    if (!copy.ok) return copy;
    list.push(copy.value);
  }
  return ok(list);
}

function copyObject(raw: object, field: string, level: number): Outcome<Json, PropertyWord> {
  const object: Record<string, Json> = {};
  let keys = 0;
  for (const [rawKey, value] of Object.entries(raw)) {
    if (++keys > PROP_KEYS_MAX) return refused('too_many', field, `An object may hold ${PROP_KEYS_MAX} keys.`);
    const key = storable(rawKey);
    const wrong = keyFault(key, field);
    if (wrong !== null) return wrong;
    const copy = copyValue(value, `${field}.${key}`, level);
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
