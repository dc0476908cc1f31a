import type { Refusal } from '../../../wire/api/debugger.ts';
import type { Millis } from '../../foundation/time.ts';
import { instant } from '../intent.ts';

/** A refusal as it is stored. */
export interface StoredRefusal {
  readonly id: number | string;
  readonly at: Millis | Date;
  readonly source: string;
  readonly reason: string;
  readonly field: string | null;
  readonly message: string;
  readonly event: unknown;
}

const SAMPLE_MAX = 2_000;
const ENDPOINTS: Readonly<Record<string, string>> = { collect: '/collect', segment: '/v1' };

/** A refusal as the live debugger and its stream show it. */
export function refusalItemOf(refusal: StoredRefusal): Refusal {
  const { lost, endpoint, origin, ...event } = fieldsOf(refusal.event);
  return {
    id: String(refusal.id),
    at: instant(refusal.at),
    endpoint: textOf(endpoint) ?? ENDPOINTS[refusal.source] ?? refusal.source,
    reason: refusal.reason,
    message: refusal.message,
    field: refusal.field,
    origin: textOf(origin),
    lost: lost === 'field' || lost === 'request' ? lost : 'event',
    event: textOf(event['name']) ?? textOf(event['kind']),
    sample: refusal.event === null ? null : JSON.stringify(event).slice(0, SAMPLE_MAX),
  };
}

function fieldsOf(event: unknown): Record<string, unknown> {
  return typeof event === 'object' && event !== null ? (event as Record<string, unknown>) : {};
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
