import type { Json, JsonObject } from '../capture/draft.ts';
import type { Millis } from '../foundation/time.ts';

/** What was said of a person or company, each trait with the time and signal that said it last. */
export type Traits = { readonly [trait: string]: { readonly v: Json; readonly at: Millis; readonly id: string } };

export interface Statement {
  readonly at: Millis;
  readonly signalId: string;
  readonly values: JsonObject;
}

/** Adds statements: for each trait the last word by (time, signal id) holds, in whatever order they come. Null takes a trait back. */
export function foldTraits(traits: Traits, statements: readonly Statement[]): Traits {
  const folded: Record<string, Traits[string]> = { ...traits };
  for (const { at, signalId, values } of statements) {
    for (const [trait, v] of Object.entries(values)) {
      const known = folded[trait];
      if (known && (known.at > at || (known.at === at && known.id >= signalId))) continue;
      folded[trait] = { v, at, id: signalId };
    }
  }
  return folded;
}

/** Joins what was said of two contacts that are one. */
export function mergeTraits(a: Traits, b: Traits): Traits {
  const statements = Object.entries(b).map(([trait, { v, at, id }]) => ({ at, signalId: id, values: { [trait]: v } }));
  return foldTraits(a, statements);
}

/** The name to show: `name`, else first and last name, else null. At most 200 characters. */
export function displayName(traits: Traits): string | null {
  const whole = textOf(traits, 'name');
  const parts = [
    textOf(traits, 'firstName') ?? textOf(traits, 'first_name'),
    textOf(traits, 'lastName') ?? textOf(traits, 'last_name'),
  ].filter((part) => part !== null);
  return (whole ?? (parts.join(' ') || null))?.slice(0, 200) ?? null;
}

/** The employer's name as the person or a `group` call said it, or null. */
export function companyName(traits: Traits): string | null {
  const company = traits['company']?.v;
  if (typeof company === 'object' && company !== null && !Array.isArray(company)) {
    const name = (company as JsonObject)['name'];
    return typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 200) : null;
  }
  return (
    (textOf(traits, 'company') ?? textOf(traits, 'companyName') ?? textOf(traits, 'organization'))?.slice(0, 200) ??
    null
  );
}

function textOf(traits: Traits, trait: string): string | null {
  const value = traits[trait]?.v;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
