import type { z } from 'zod';
import type { Problem } from '../../../wire/api/paging.ts';
import type { RouteName, Routes } from '../../../wire/api/routes.ts';

type QueryOf<N extends RouteName> = Routes[N] extends { query: infer Q extends z.ZodType } ? z.input<Q> : undefined;
type BodyOf<N extends RouteName> = Routes[N] extends { body: infer B extends z.ZodType } ? z.input<B> : undefined;
export type AnswerOf<N extends RouteName> = z.infer<Routes[N]['answer']>;

export interface Call<N extends RouteName> {
  /** Replaces `:id` in the path. */
  readonly id?: string;
  readonly query?: QueryOf<N>;
  readonly body?: BodyOf<N>;
  readonly signal?: AbortSignal;
}

/** What the server refused, or that it could not be reached (`status` 0). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly problem: Problem | null;

  constructor(status: number, problem: Problem | null, message: string) {
    super(message);
    this.status = status;
    this.problem = problem;
  }

  /** What is wrong with one input, or with one value in it, if the server named it. */
  fieldMessage(field: string): string | null {
    return this.problem?.errors?.find((one) => `.${one.field}.`.includes(`.${field}.`))?.message ?? null;
  }
}

/** Calls one route of `wire/api/routes.ts`. Throws `ApiError`; in development also when the answer has another shape. */
export async function call<N extends RouteName>(route: N, input: Call<N> = {}): Promise<AnswerOf<N>> {
  const [method = 'GET', path = ''] = route.split(' ');
  const answer = await send(
    method,
    `/api/v1${path.replace(':id', encodeURIComponent(input.id ?? ''))}${search(input.query as object | undefined)}`,
    input,
  );
  const value: unknown = await answer.json();
  if (import.meta.env.DEV) {
    const { ROUTES } = await import('../../../wire/api/routes.ts');
    return ROUTES[route].answer.parse(value) as AnswerOf<N>;
  }
  return value as AnswerOf<N>;
}

/** The same for the few addresses beside the table: sign-in, the simulator. */
export async function post(address: string, body: unknown): Promise<unknown> {
  const answer = await send('POST', address, { body });
  return answer.json();
}

export async function fetchJson(address: string, signal: AbortSignal): Promise<unknown> {
  const answer = await send('GET', address, { signal });
  return answer.json();
}

async function send(
  method: string,
  address: string,
  input: { body?: unknown; signal?: AbortSignal },
): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(address, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
      ...(input.signal ? { signal: input.signal } : {}),
    });
  } catch (cause) {
    if (input.signal?.aborted) throw cause;
    throw new ApiError(0, null, 'The server cannot be reached. Check that Knock is running and try again.');
  }
  if (answer.ok) return answer;
  const problem = await readProblem(answer);
  throw new ApiError(
    answer.status,
    problem,
    problem?.detail ?? problem?.title ?? `The server answered ${answer.status}.`,
  );
}

/** Our own routes send problem documents, the sign-in ones `{message}`. */
async function readProblem(answer: Response): Promise<Problem | null> {
  try {
    const value = (await answer.json()) as Partial<Problem> & { message?: string };
    return {
      type: value.type ?? 'about:blank',
      title: value.title ?? value.message ?? answer.statusText,
      status: answer.status,
      code: value.code ?? 'unknown',
      ...(value.detail ? { detail: value.detail } : {}),
      ...(value.errors ? { errors: value.errors } : {}),
      ...(value.requestId ? { requestId: value.requestId } : {}),
    };
  } catch {
    return null;
  }
}

function search(query: object | undefined): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') params.set(key, String(value));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
