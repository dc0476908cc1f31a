import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { STREAM_EVENTS } from '../../../wire/api/live.ts';
import type { Context } from '../../context.ts';
import { SECOND } from '../../foundation/time.ts';
import { needs, principalOf } from '../../machinery/auth/principal.ts';
import type { LiveEvent } from '../../machinery/live.ts';
import { PROBLEMS, serverSent } from '../../machinery/openapi.ts';

/** Calls `run` every `ms` until the returned function is called. */
export type Every = (ms: number, run: () => void) => () => void;

const everyByTimer: Every = (ms, run) => {
  const timer = setInterval(run, ms);
  return () => clearInterval(timer);
};

const HEARTBEAT_MS = 15 * SECOND;
const RETRY_MS = 2 * SECOND;
/** Bytes that may wait for a slow reader; then it hears nothing until it has caught up, and starts afresh. */
const WAITING_BYTES_MAX = 1024 * 1024;

// An event id of no run: the answer to it is `reset`.
const NO_LONGER_KNOWN = 'too-slow';

const StreamQuery = z.object({ lastEventId: z.string().max(200).optional() });

const DESCRIPTION =
  'Resumed with the header Last-Event-ID or `?lastEventId=`. When the missed events are no longer kept, the first event is `reset`: fetch afresh what is shown. A comment line every 15 s keeps proxies awake.';
const STREAM = serverSent('Events, each the lines `id:`, `event:` and `data:`; `data` is JSON.', STREAM_EVENTS, {
  id: z.string(),
});

/** `GET /api/v1/stream`: server-sent events, see wire/api/live.ts. */
export function streamRoute(app: FastifyInstance, ctx: Context, every: Every = everyByTimer): void {
  const open = new Set<() => void>();
  // A stream has no end of its own: the server's end is its end.
  app.addHook('preClose', async () => {
    for (const end of open) end();
  });
  app.route({
    method: 'GET',
    url: '/api/v1/stream',
    onRequest: [needs('read')],
    schema: {
      tags: ['stream'],
      operationId: 'get-stream',
      summary: 'Follow what happens in the workspace, as server-sent events',
      description: DESCRIPTION,
      querystring: StreamQuery,
      documented: { response: { 200: STREAM, ...PROBLEMS } },
    },
    handler: (request, reply) => {
      const end = openStream(ctx, request, reply, every, () => open.delete(end));
      open.add(end);
      return reply;
    },
  });
}

function openStream(
  ctx: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  every: Every,
  ended: () => void,
): () => void {
  const { workspaceId, userId } = principalOf(request);
  reply.hijack();
  const out = reply.raw;
  out.writeHead(200, { ...plainHeaders(reply), ...HEADERS });
  out.write(`retry: ${RETRY_MS}\n\n`);
  let stop = () => {};
  let isPaused = false;
  let isEnded = false;
  listen(lastEventId(request));
  const stopBeat = every(HEARTBEAT_MS, () => void beat());

  function listen(after: string | null): void {
    isPaused = false;
    // Whoever hears nothing before the connection drops can resume all the same.
    if (after === null) out.write(`id: ${ctx.live.lastEventId(workspaceId)}\n\n`);
    const off = ctx.live.subscribe(workspaceId, after, hear, userId);
    // What was missed may already have been too much.
    if (isPaused) off();
    else stop = off;
  }
  function hear(event: LiveEvent): void {
    if (isPaused) return;
    out.write(textOf(event));
    if (out.writableLength > WAITING_BYTES_MAX) pause();
  }
  // The events of the pause are not kept for this reader: after it, `reset`.
  function pause(): void {
    isPaused = true;
    stop();
    stop = () => {};
    out.once('drain', () => {
      if (!isEnded) listen(NO_LONGER_KNOWN);
    });
  }
  async function beat(): Promise<void> {
    const principal = await request.server.findPrincipal(request).catch(() => undefined);
    // Undefined: the database is away, which ends no session.
    if (principal === null || (principal && principal.workspaceId !== workspaceId)) end();
    else if (!isEnded) out.write(': \n\n');
  }
  function end(): void {
    if (isEnded) return;
    isEnded = true;
    stop();
    stopBeat();
    ended();
    out.end();
  }
  out.on('close', end);
  out.on('error', end);
  return end;
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // Proxies of nginx's kind would hold events back otherwise.
  'x-accel-buffering': 'no',
};

// What hooks of the whole server set (security headers); a hijacked reply does not send them by itself.
function plainHeaders(reply: FastifyReply): Parameters<ServerResponse['writeHead']>[1] & object {
  return Object.fromEntries(Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined));
}

function lastEventId(request: FastifyRequest): string | null {
  const header = request.headers['last-event-id'];
  if (typeof header === 'string' && header !== '') return header;
  return (request.query as z.infer<typeof StreamQuery>).lastEventId || null;
}

// One event goes to every open dashboard: written out once.
const texts = new WeakMap<LiveEvent, string>();

function textOf(event: LiveEvent): string {
  const known = texts.get(event);
  if (known !== undefined) return known;
  const text = `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`;
  texts.set(event, text);
  return text;
}
