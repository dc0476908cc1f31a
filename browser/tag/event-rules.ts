/** What names and properties of events must keep to. The server checks the same (`wire/collect.ts` has the limits). */

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Props = { [key: string]: Json };
export interface Fault {
  readonly code:
    | 'not_an_object'
    | 'too_many_keys'
    | 'list_too_long'
    | 'string_too_long'
    | 'too_deep'
    | 'wrong_type'
    | 'too_large';
  /** `props.plan`, `traits.team[3]`. */
  readonly field: string;
}

/** `Trial Started!` becomes `trial_started`; null when nothing legal is left or it does not begin with a letter. */
export function eventName(raw: unknown): string | null {
  const name = String(raw)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_/, '')
    .slice(0, 64)
    .replace(/_$/, '');
  return /^[a-z]/.test(name) ? name : null;
}

/** The properties as JSON can carry them (dates as ISO, no undefined), or the first thing wrong with them. */
export function checkProps(raw: unknown, root: string): { value: Props; fault?: Fault } {
  let keys = 0;
  let fault: Fault | undefined;
  const refuse = (code: Fault['code'], field: string): null => {
    fault = fault || { code, field };
    return null;
  };
  const walk = (value: unknown, field: string, level: number): Json => {
    if (fault || value === null) return null;
    if (typeof value === 'boolean' || Number.isFinite(value)) return value as Json;
    if (typeof value === 'string') return value.length > 1024 ? refuse('string_too_long', field) : value;
    if (value instanceof Date && Number.isFinite(+value)) return value.toISOString();
    if (typeof value !== 'object' || value instanceof Date) return refuse('wrong_type', field);
    if (level > 3) return refuse('too_deep', field);
    if (Array.isArray(value)) {
      if (value.length > 50) return refuse('list_too_long', field);
      return value.map((item, index) => walk(item, `${field}[${index}]`, level + 1));
    }
    const object: Props = {};
    for (const key in value) {
      const item = (value as Record<string, unknown>)[key];
      if (item === undefined) continue;
      if (++keys > 100) return refuse('too_many_keys', field);
      object[key] = walk(item, `${field}.${key}`, level + 1);
    }
    return object;
  };
  const value = walk(raw, root, 1) as Props;
  if (!value || typeof value !== 'object' || Array.isArray(value)) refuse('not_an_object', root);
  else if (JSON.stringify(value).length > 8192) refuse('too_large', root);
  return fault ? { value, fault } : { value };
}
