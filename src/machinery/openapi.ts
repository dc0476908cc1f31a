import type { FastifySchema } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Problem } from '../../wire/api/paging.ts';

/** An answer as the description of the API shows it, by content type. */
export interface DocumentedAnswer {
  readonly description: string;
  readonly content: Readonly<Record<string, { readonly schema: z.ZodType }>>;
}

/** Shapes of a route that reads its requests or writes its answers by itself. Described; nothing is checked by them. */
export interface Documented {
  readonly body?: z.ZodType;
  readonly querystring?: z.ZodType;
  readonly params?: z.ZodType;
  /** By status: `200`, `4xx`. */
  readonly response: Readonly<Record<string, DocumentedAnswer>>;
}

declare module 'fastify' {
  interface FastifySchema {
    /** Fastify does not know the word, so neither validation nor serialization is made of it. */
    documented?: Documented;
    /** Content types of the body, `application/json` unless said. */
    consumes?: readonly string[];
  }
}

/** What browsers send without a preflight, and JSON as programs send it. */
export const JSON_BODY = ['application/json', 'text/plain'] as const;

export function answered(description: string, schema: z.ZodType, type = 'application/json'): DocumentedAnswer {
  return { description, content: { [type]: { schema } } };
}

export function problem(description: string, schema: z.ZodType = Problem): DocumentedAnswer {
  return answered(description, schema, 'application/problem+json');
}

const ANY_PROBLEM = problem('A problem document, RFC 9457');

/** The errors of every route, as the table's routes name them. */
export const PROBLEMS = { '4xx': ANY_PROBLEM, '5xx': ANY_PROBLEM } as const;

/** The errors that ask to wait. The description adds `Retry-After` to both. */
export const LATER = {
  429: problem('Too many requests. Wait as long as Retry-After says, then send the same again.'),
  503: problem('Nothing of the request was kept. Wait as long as Retry-After says, then send the same again.'),
} as const;

/** Server-sent events by name: each is the lines `event:` and `data:`, the latter JSON. `rest` are further lines. */
export function serverSent(
  description: string,
  events: Readonly<Record<string, z.ZodType>>,
  rest: z.core.$ZodLooseShape = {},
): DocumentedAnswer {
  const shapes = Object.entries(events).map(([name, data]) => z.object({ ...rest, event: z.literal(name), data }));
  const names = Object.keys(events).join(', ');
  return answered(`${description} Events: ${names}.`, z.union(shapes), 'text/event-stream');
}

type Transform = typeof jsonSchemaTransform;
type Described = ReturnType<Transform>;

const RETRY_AFTER = { 'Retry-After': { type: 'integer', minimum: 1, description: 'Seconds to wait.' } };

/** Turns a route's zod shapes, and those it is only documented with, into the JSON schemas of the OpenAPI document. */
export function describeRoute(route: Parameters<Transform>[0]): Described {
  const { documented, ...schema } = (route.schema ?? {}) as FastifySchema;
  const described = jsonSchemaTransform({ ...route, schema: { ...schema, ...documented } });
  const answers = (described.schema as { response?: Record<string, object> }).response ?? {};
  for (const status of Object.keys(LATER)) {
    if (answers[status]) answers[status] = { ...answers[status], headers: RETRY_AFTER };
  }
  return described;
}
