import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ById } from '../../wire/api/paging.ts';
import { ROUTES, type RouteName, type RouteShape, type Routes } from '../../wire/api/routes.ts';
import { SUMMARIES } from '../../wire/api/summaries.ts';
import { needs, type Principal } from './auth/principal.ts';
import { PROBLEMS } from './openapi.ts';

type Output<Name extends RouteName, Part extends 'query' | 'body'> =
  Routes[Name] extends Record<Part, z.ZodType> ? z.output<Routes[Name][Part]> : undefined;
type IsPublic<Name extends RouteName> = Routes[Name] extends { readonly needs: 'public' } ? true : false;

/** What a handler may answer; validated and stripped to its schema on the way out. */
export type Answer<Name extends RouteName> = z.input<Routes[Name]['answer']>;

/** One call of a route, decoded: what the handler needs, typed by the table of routes. */
export interface Call<Name extends RouteName, Ctx> {
  readonly ctx: Ctx;
  /** Null on public routes. */
  readonly principal: IsPublic<Name> extends true ? null : Principal;
  readonly workspaceId: IsPublic<Name> extends true ? null : string;
  readonly params: Name extends `${string}/:id${string}` ? { readonly id: string } : Readonly<Record<string, never>>;
  readonly query: Output<Name, 'query'>;
  readonly body: Output<Name, 'body'>;
  readonly request: FastifyRequest;
  /** For headers and redirects; a handler that sends by itself returns the reply. */
  readonly reply: FastifyReply;
}

/**
 * Adds one route of the table, under `/api/v1`: its guard, its schemas and its entry in the OpenAPI document come from there.
 * The handler answers a value, or throws `Refusal`.
 */
export function route<Name extends RouteName, Ctx>(
  app: FastifyInstance,
  ctx: Ctx,
  name: Name,
  handle: (call: Call<Name, Ctx>) => Promise<Answer<Name> | FastifyReply>,
): void {
  const [method = '', path = ''] = name.split(' ');
  const shape: RouteShape = ROUTES[name];
  app.route({
    method,
    url: `/api/v1${path}`,
    onRequest: shape.needs === 'public' ? [] : [needs(shape.needs ?? 'read')],
    schema: {
      ...(shape.query && { querystring: shape.query }),
      ...(shape.body && { body: shape.body }),
      ...(path.includes('/:id') && { params: ById }),
      response: { 200: shape.answer, ...PROBLEMS },
      ...described(name, method, path, shape),
    },
    handler: (request, reply) =>
      handle({
        ctx,
        principal: request.principal,
        workspaceId: request.principal?.workspaceId ?? null,
        params: request.params,
        query: request.query,
        body: request.body,
        request,
        reply,
        // The table types what these hold; Fastify's own types cannot follow a table.
      } as Call<Name, Ctx>),
  });
}

function described(name: RouteName, method: string, path: string, shape: RouteShape): Record<string, unknown> {
  const words = path.split('/').filter((part) => part !== '' && !part.startsWith(':'));
  const id = [method.toLowerCase(), ...path.split('/').filter(Boolean)]
    .map((part) => part.replace(':', 'by-'))
    .join('-');
  return {
    tags: [words[0] ?? 'api'],
    operationId: id,
    summary: SUMMARIES[name],
    description: shape.needs && shape.needs !== 'public' ? `Needs ${shape.needs}` : undefined,
    ...(shape.needs === 'public' ? { security: [] } : {}),
  };
}
