import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { CHAT_BODY_BYTES_MAX, CHAT_EVENTS, type ChatEvents, ChatStreamRequest } from '../../../wire/chat.ts';
import { SECOND } from '../../foundation/time.ts';
import { JSON_BODY, LATER, PROBLEMS, serverSent } from '../../machinery/openapi.ts';
import { Refusal } from '../../machinery/refusal.ts';
import type { StoredMessage } from '../change.ts';
import { fileUrls } from '../files/file-routes.ts';
import type { Notice } from '../floor.ts';
import { listChanges } from '../message-store.ts';
import type { ChatRoom } from '../room-store.ts';
import { leadMessage } from '../shown.ts';
import type { TeamViewOf } from '../team/presence-store.ts';
import { bodyOf, type Gate, type Unlocked } from './gate-routes.ts';

/** Calls `run` every `ms` until the returned function is called. */
export type Every = (ms: number, run: () => void) => () => void;

export const everyByTimer: Every = (ms, run) => {
  const timer = setInterval(run, ms);
  return () => clearInterval(timer);
};

const BEAT_MS = 15 * SECOND;
const PAGE_SIZE = 200;
/** Bytes that may wait for a slow reader; then its stream ends, and it comes back with the last change it has. */
const WAITING_BYTES_MAX = 512 * 1024;
const STREAMS_MAX = 12;

const STREAM = serverSent(
  'First every change after `after`, then what happens: the lines `event:` and `data:`; `data` is JSON.',
  CHAT_EVENTS,
);

/**
 * `POST /chat/stream`: every change after `after`, then what happens, as server-sent events. What is sent is read from the database by the
 * number of the change, so that nothing is lost, doubled or out of order however the news of it came.
 */
export function streamRoute(
  scope: FastifyInstance,
  room: ChatRoom,
  gate: Gate,
  teamOf: TeamViewOf,
  every: Every,
): void {
  const open = new Set<() => void>();
  // A stream has no end of its own: the server's end is its end.
  scope.addHook('preClose', async () => {
    for (const end of open) end();
  });
  const schema = {
    tags: ['chat'],
    summary: 'Follow a conversation, as server-sent events',
    security: [],
    consumes: JSON_BODY,
    documented: { body: ChatStreamRequest, response: { 200: STREAM, ...PROBLEMS, ...LATER } },
  };
  scope.post('/chat/stream', { bodyLimit: CHAT_BODY_BYTES_MAX, schema }, async (request, reply) => {
    gate.arrive(request);
    const body = bodyOf(request, ChatStreamRequest);
    const unlocked = await gate.unlock(body);
    if (room.floor.count(unlocked.workspaceId, unlocked.conversation.id) >= STREAMS_MAX) {
      throw new Refusal(429, 'rate_limited', 'This conversation is open too often. Close other tabs.', null, 30);
    }
    reply.hijack();
    const stream = new Stream(room, teamOf, unlocked, body.after, reply);
    open.add(stream.end);
    stream.run(every, () => open.delete(stream.end));
    return reply;
  });
}

/** One open chat. */
class Stream {
  readonly #room: ChatRoom;
  readonly #teamOf: TeamViewOf;
  readonly #unlocked: Unlocked;
  readonly #out: ServerResponse;
  #after: number;
  #pulling: Promise<void> | null = null;
  #isBehind = false;
  #isEnded = false;
  #team = '';
  #cleanUp: () => void = () => {};

  constructor(room: ChatRoom, teamOf: TeamViewOf, unlocked: Unlocked, after: number, reply: FastifyReply) {
    this.#room = room;
    this.#teamOf = teamOf;
    this.#unlocked = unlocked;
    this.#after = after;
    this.#out = reply.raw;
    const headers = Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined);
    this.#out.writeHead(200, { ...Object.fromEntries(headers), ...HEADERS } as Record<string, string>);
    this.#out.flushHeaders();
  }

  run(every: Every, ended: () => void): void {
    const { workspaceId, conversation } = this.#unlocked;
    const leave = this.#room.floor.open(workspaceId, conversation.id, conversation.leadReadSeq, this.#hear);
    const stopBeat = every(BEAT_MS, () => void this.#beat());
    this.#cleanUp = () => {
      leave();
      stopBeat();
      ended();
    };
    this.#out.on('close', this.end);
    this.#out.on('error', this.end);
    void this.#begin();
  }

  readonly end = (): void => {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#cleanUp();
    this.#out.end();
  };

  async #begin(): Promise<void> {
    const { conversation } = this.#unlocked;
    await this.#pull();
    this.#send('read', { seq: conversation.teamReadSeq });
    this.#send('status', { closed: conversation.status === 'Closed' });
    await this.#tellTeam();
  }

  readonly #hear = (notice: Notice): void => {
    if (notice.kind === 'messages') this.#follow(notice.messages);
    else if (notice.kind === 'typing') this.#send('typing', { name: notice.name, typing: notice.typing });
    else if (notice.kind === 'read') this.#send('read', { seq: notice.seq });
    else if (notice.kind === 'status') this.#send('status', { closed: notice.closed });
    else this.end();
  };

  /** What comes next in order is sent at once; after a gap, all of it is read. */
  #follow(messages: readonly StoredMessage[]): void {
    const isNext = messages.every((one, index) => one.change === this.#after + 1 + index);
    if (isNext && this.#pulling === null) for (const message of messages) this.#tell(message);
    else void this.#pull();
  }

  #pull(): Promise<void> {
    this.#isBehind = true;
    this.#pulling ??= this.#readAll();
    return this.#pulling;
  }

  async #readAll(): Promise<void> {
    const { workspaceId, conversation } = this.#unlocked;
    try {
      while (this.#isBehind && !this.#isEnded) {
        this.#isBehind = false;
        const changes = await this.#room.db.inWorkspace(workspaceId, (trx) =>
          listChanges(trx, workspaceId, conversation.id, this.#after, PAGE_SIZE),
        );
        for (const message of changes) this.#tell(message);
        if (changes.length === PAGE_SIZE) this.#isBehind = true;
      }
    } catch {
      // The database is away: the chat comes back with what it has.
      this.end();
    } finally {
      // Here and not later: nothing that is told from now on may count on this reading.
      this.#pulling = null;
    }
  }

  // One message that was changed twice meanwhile is read once, with its last change.
  #tell(message: StoredMessage): void {
    if (message.change <= this.#after) return;
    this.#after = message.change;
    const { workspaceId } = this.#unlocked;
    const shown = leadMessage(message, fileUrls(this.#room.secrets, workspaceId, this.#room.clock()));
    if (shown) this.#send('message', shown);
  }

  async #beat(): Promise<void> {
    if (!this.#isEnded) this.#out.write(': \n\n');
    await this.#tellTeam();
  }

  async #tellTeam(): Promise<void> {
    const team = await this.#teamOf(this.#unlocked.workspaceId).catch(() => null);
    const text = JSON.stringify(team);
    if (team === null || text === this.#team) return;
    this.#team = text;
    this.#send('team', team);
  }

  #send<Name extends keyof ChatEvents>(name: Name, data: ChatEvents[Name]): void {
    if (this.#isEnded) return;
    this.#out.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    if (this.#out.writableLength > WAITING_BYTES_MAX) this.end();
  }
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // Proxies of nginx's kind would hold events back otherwise.
  'x-accel-buffering': 'no',
};
