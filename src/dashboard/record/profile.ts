import type { ContactRecord, Touch } from '../../../wire/api/contacts.ts';
import type { Millis } from '../../foundation/time.ts';
import { instant } from '../intent.ts';

/** What was said of somebody, as plain values. Stored each with its time; what is no simple value is not shown. */
export function traitsOf(stored: unknown): ContactRecord['traits'] {
  const traits: ContactRecord['traits'] = {};
  for (const [trait, statement] of Object.entries(objectOf(stored))) {
    const value = objectOf(statement)['v'];
    if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) {
      traits[trait] = value as string | number | boolean;
    }
  }
  return traits;
}

/** A stored touch with its instant; null when none is known. */
export function touchOf(stored: unknown, at: Millis | null | undefined): Touch | null {
  const touch = objectOf(stored);
  const { source, channel } = touch as { source?: unknown; channel?: unknown };
  if (typeof source !== 'string' || typeof channel !== 'string' || at == null) return null;
  const textOf = (key: string) => (typeof touch[key] === 'string' ? (touch[key] as string) : null);
  return {
    at: instant(at),
    source,
    channel,
    medium: textOf('medium'),
    campaign: textOf('campaign'),
    referrer: textOf('referrer'),
    landing: textOf('landing'),
  };
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
