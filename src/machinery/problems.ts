import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../wire/api/paging.ts';
import { MISSING } from '../foundation/shape-words.ts';
import { isUnavailable } from './database/database.ts';
import { Refusal } from './refusal.ts';

const RETRY_SECONDS = 2;

/** What an error says to the caller, before it is dressed as a problem document. */
interface Answer {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: Problem['errors'];
  readonly retryAfterSeconds?: number | null;
}

/** Answers every error of `app` as a problem document (RFC 9457). What a bug said goes to the log, never to the caller. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, { status: 404, code: 'not_found', detail: 'There is nothing at this address.' }),
  );
}

/** Answers an error that a route, a hook or the framework threw. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(request, reply, answerOf(error, request));
}

/** Sends a problem document. `field` repeats the first entry of `errors`, for readers that look for one. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply {
  const field = answer.errors?.[0]?.field;
  const problem: Problem & { field?: string } = {
    type: 'about:blank',
    title: STATUS_CODES[answer.status] ?? 'Error',
    status: answer.status,
    detail: answer.detail,
    code: answer.code,
    ...(field !== undefined && { field }),
    ...(answer.errors && { errors: answer.errors }),
    requestId: request.id,
  };
  if (answer.retryAfterSeconds) reply.header('retry-after', answer.retryAfterSeconds);
  reply.code(answer.status).header('content-type', 'application/problem+json');
  // Text, so that no route's answer schema is asked about it.
  return reply.serializer((text) => text as string).send(JSON.stringify(problem));
}

function answerOf(error: unknown, request: FastifyRequest): Answer {
  if (error instanceof Refusal) {
    const { status, code, message: detail, field, retryAfterSeconds } = error;
    return { status, code, detail, retryAfterSeconds, ...(field !== null && { errors: [{ field, message: detail }] }) };
  }
  if (isFastifyError(error)) {
    if (error.validation) return invalid(error.validation, error.validationContext ?? 'body');
    if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) return callersFault(error);
  }
  if (isUnavailable(error) || (error instanceof Error && error.name === 'LogUnavailable')) {
    request.log.warn({ err: error, requestId: request.id }, 'unavailable');
    const detail = 'The database does not answer. Nothing was changed; try again in a moment.';
    return { status: 503, code: 'unavailable', detail, retryAfterSeconds: RETRY_SECONDS };
  }
  if (isUnreadableValue(error)) {
    return { status: 400, code: 'invalid', detail: 'A value in this request is not of the form it must have.' };
  }
  request.log.error({ err: error, requestId: request.id, url: request.routeOptions.url }, 'a bug');
  const detail = `Something went wrong here. The log has it under ${request.id}.`;
  return { status: 500, code: 'internal', detail };
}

function invalid(issues: NonNullable<FastifyError['validation']>, part: string): Answer {
  const errors = issues.flatMap((issue) => unknownNames(issue) ?? alternatives(issue) ?? [faultOf(issue, part)]);
  const first = errors[0];
  return { status: 400, code: 'invalid', detail: first ? `${first.field}: ${first.message}` : 'Not valid.', errors };
}

type Issue = NonNullable<FastifyError['validation']>[number];

function faultOf(issue: Issue, part: string): NonNullable<Problem['errors']>[number] {
  const field = issue.instancePath.split('/').filter(Boolean).join('.') || part.replace('querystring', 'query');
  return { field, message: issue.message ?? 'Is not allowed.' };
}

/** Each name that the schema does not know, as a field of its own; null for any other fault. */
function unknownNames({ keyword, params, instancePath }: Issue): NonNullable<Problem['errors']> | null {
  const { keys } = params as { keys?: unknown };
  // The schema library's word, which the framework's type of validators does not know.
  if ((keyword as string) !== 'unrecognized_keys' || !Array.isArray(keys)) return null;
  const at = instancePath.split('/').filter(Boolean);
  return keys.map((key) => ({ field: [...at, String(key)].join('.'), message: 'There is nothing of this name here.' }));
}

/** Where one of several shapes was asked for: the faults of the one that was meant, the one whose fields are there. */
function alternatives({ keyword, params, instancePath }: Issue): NonNullable<Problem['errors']> | null {
  const { errors } = params as { errors?: readonly (readonly Fault[])[] };
  if ((keyword as string) !== 'invalid_union' || errors === undefined || errors.length === 0) return null;
  const at = instancePath.split('/').filter(Boolean);
  const named = (faults: readonly Fault[]) =>
    faults.map(({ path, message }) => ({ field: [...at, ...path].join('.'), message }));
  const meant = errors.find((faults) => faults.every(({ path, message }) => path.length > 0 && message !== MISSING));
  return named(meant ?? errors.flat().filter(({ path }) => path.length > 0));
}

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const CALLER_CODES: Readonly<Record<number, string>> = {
  404: 'not_found',
  408: 'timeout',
  413: 'too_large',
  415: 'unsupported_media_type',
};

/** What of the request the framework could not read, by its own word for it. */
const UNREAD: Readonly<Record<string, string>> = {
  FST_ERR_BAD_URL: 'path',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Content-Type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'Content-Length',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body',
};

// The framework's own words are about the request, and safe to show.
function callersFault(error: FastifyError): Answer {
  const { statusCode: status = 400, message: detail, code } = error;
  const field = error instanceof SyntaxError ? 'body' : UNREAD[code];
  const errors = field && { errors: [{ field, message: detail }] };
  return { status, code: CALLER_CODES[status] ?? 'invalid', detail, ...errors };
}

/** The database could not read a value as what its column holds: an id that is no UUID, a number out of range, a NUL. */
function isUnreadableValue(error: unknown): boolean {
  const code = error instanceof Error ? (error as { code?: unknown }).code : null;
  return typeof code === 'string' && ['22P02', '22P05', '22003', '22007', '22008', '22021'].includes(code);
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'code' in error && 'statusCode' in error;
}
