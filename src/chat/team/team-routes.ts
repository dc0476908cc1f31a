import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { TeamMessage } from '../../../wire/api/conversations.ts';
import { FileQuery } from '../../../wire/api/conversations.ts';
import { ById, Instant } from '../../../wire/api/paging.ts';
import { CHAT_FILE_BYTES_MAX, ChatFile } from '../../../wire/chat.ts';
import { INTENT_TYPES } from '../../../wire/signal.ts';
import type { Millis } from '../../foundation/time.ts';
import { actorName, needs, type Principal, principalOf } from '../../machinery/auth/principal.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { answered, PROBLEMS } from '../../machinery/openapi.ts';
import { notFound, Refusal } from '../../machinery/refusal.ts';
import { route } from '../../machinery/route.ts';
import { recordAudit } from '../../workspace/audit-store.ts';
import { keepRep, listAnsweringMembers, matchReps, type Rep } from '../../workspace/rep-store.ts';
import { changeSettings } from '../../workspace/store.ts';
import type { StoredMessage } from '../change.ts';
import { fileUrls } from '../files/file-routes.ts';
import { findById, listBefore, listChanges } from '../message-store.ts';
import { readUpTo } from '../read-store.ts';
import type { Chat, ChatRoom } from '../room-store.ts';
import { logoFault } from '../setup.ts';
import { findSetup, saveSetup } from '../setup-store.ts';
import { shownFile, teamMessage } from '../shown.ts';
import { findConversation, wakeTimers } from '../store.ts';
import { listLabels } from '../type/type-store.ts';
import { granted } from '../widget/gate-routes.ts';
import { deleteCanned, listCanned, saveCanned } from './canned-store.ts';
import { isOnline } from './presence-store.ts';
import { isUuid } from './team-store.ts';

const LABEL = z.object({
  conversation: z.string(),
  type: z.enum(INTENT_TYPES),
  before: z.enum(INTENT_TYPES),
  at: Instant,
  messages: z.array(z.string()),
});
const PAGE_SIZE = 50;
const OWN_CLIENT_ID = /^[\w-]{8,64}$/;

/**
 * What the team does in conversations, and how its chat is set up. Lists and records of conversations are the dashboard's. `forgetSites`: what is
 * remembered of tags is old.
 */
export function teamRoutes(app: FastifyInstance, room: ChatRoom, chat: Chat, forgetSites: () => void): void {
  messageRoutes(app, room, chat);
  fileRoute(app, room, chat);
  presenceRoutes(app, room, chat);
  cannedRoutes(app, room);
  setupRoutes(app, room, forgetSites);
}

/** The rep that a caller is: a member's own, made at their first word. An API key is none. */
export async function repOf(room: Pick<ChatRoom, 'db' | 'clock'>, principal: Principal): Promise<Rep | null> {
  const { workspaceId, userId, name, email } = principal;
  if (userId === null) return null;
  return room.db.inWorkspace(workspaceId, (trx) => keepRep(trx, workspaceId, { userId, name, email }, room.clock()));
}

function messageRoutes(app: FastifyInstance, room: ChatRoom, chat: Chat): void {
  const shown = async (workspaceId: string, id: string, message: StoredMessage): Promise<TeamMessage> => {
    const conversation = await room.db.inWorkspace(workspaceId, (trx) => findConversation(trx, workspaceId, id));
    return teamMessage(message, conversation?.leadReadSeq ?? 0, fileUrls(room.secrets, workspaceId, room.clock()));
  };

  route(app, room, 'GET /conversations/:id/messages', async ({ workspaceId, params, query }) => {
    const limit = query.limit ?? PAGE_SIZE;
    const url = fileUrls(room.secrets, workspaceId, room.clock());
    return room.db.inWorkspace(workspaceId, async (trx) => {
      const conversation = isUuid(params.id) ? await findConversation(trx, workspaceId, params.id) : null;
      if (!conversation) throw notFound('conversation');
      const { after } = query;
      const found =
        after === undefined
          ? await listBefore(trx, workspaceId, params.id, query.before ?? null, limit + 1)
          : await listChanges(trx, workspaceId, params.id, after, limit + 1);
      const more = found.length > limit;
      // Of an older page the oldest is the one too many, of changes the newest.
      const page = !more ? found : after === undefined ? found.slice(1) : found.slice(0, limit);
      return { items: page.map((one) => teamMessage(one, conversation.leadReadSeq, url)), more };
    });
  });

  route(app, room, 'POST /conversations/:id/messages', async ({ workspaceId, principal, params, body }) => {
    const { clientId, text, internal, files = [] } = body;
    if (!isUuid(params.id)) throw notFound('conversation');
    if (!OWN_CLIENT_ID.test(clientId)) throw new Refusal(400, 'invalid', 'Letters, digits, - and _ only.', 'clientId');
    if (!files.every(isUuid)) throw new Refusal(400, 'invalid', 'There is no such file.', 'files');
    const rep = await repOf(room, principal);
    const author = { repId: rep?.id ?? null, authorName: rep?.name ?? principal.name };
    const post = { ...author, text, internal, files, clientId, via: 'inbox' as const };
    return shown(workspaceId, params.id, granted(await chat.postFromRep(workspaceId, params.id, post)));
  });

  route(app, room, 'PATCH /conversations/:id/messages', async ({ workspaceId, principal, params, body }) => {
    if (!isUuid(params.id) || !isUuid(body.message)) throw notFound('message');
    const rep = await repOf(room, principal);
    const message = await room.db.inWorkspace(workspaceId, (trx) =>
      findById(trx, workspaceId, params.id, body.message),
    );
    if (!message) throw notFound('message');
    const isTheirs = rep !== null && message.authorId === rep.id;
    if (!isTheirs && principal.role !== 'admin' && principal.role !== 'manager') {
      throw new Refusal(403, 'forbidden', 'Only who wrote it, or a manager, can change a message.');
    }
    const name = { id: body.message };
    const outcome =
      body.text.trim() === ''
        ? await chat.deleteFromRep(workspaceId, params.id, name)
        : await chat.editFromRep(workspaceId, params.id, { message: name, text: body.text });
    return shown(workspaceId, params.id, granted(outcome));
  });
}

function fileRoute(app: FastifyInstance, room: ChatRoom, chat: Chat): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.route<{ Params: { id: string } }>({
      method: 'POST',
      url: '/api/v1/conversations/:id/files',
      bodyLimit: CHAT_FILE_BYTES_MAX,
      onRequest: [needs('conversations.answer')],
      schema: {
        tags: ['conversations'],
        operationId: 'post-conversations-by-id-files',
        summary: 'Upload a file for a message to come',
        description: 'Needs conversations.answer. The bytes are the body; what they are decides the type.',
        consumes: ['application/octet-stream'],
        documented: {
          ...{ params: ById, querystring: FileQuery, body: z.file() },
          response: { 200: answered('The file, whose id the message names.', ChatFile), ...PROBLEMS },
        },
      },
      handler: async (request) => {
        const { workspaceId } = principalOf(request);
        const query = FileQuery.safeParse(request.query);
        if (!query.success) throw new Refusal(400, 'invalid', 'Name the file.', 'name');
        if (!isUuid(request.params.id)) throw notFound('conversation');
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const file = { name: query.data.name, bytes };
        const kept = granted(await chat.addFile(workspaceId, request.params.id, file));
        return shownFile(kept, fileUrls(room.secrets, workspaceId, room.clock()));
      },
    });
  });
}

function presenceRoutes(app: FastifyInstance, room: ChatRoom, chat: Chat): void {
  const mustExist = async (workspaceId: string, id: string) => {
    const found = isUuid(id)
      ? await room.db.inWorkspace(workspaceId, (trx) => findConversation(trx, workspaceId, id))
      : null;
    if (!found) throw notFound('conversation');
  };

  route(app, room, 'POST /conversations/:id/typing', async ({ workspaceId, principal, params, body }) => {
    await mustExist(workspaceId, params.id);
    chat.repTyping(workspaceId, params.id, principal.name, body.typing);
    return { ok: true };
  });

  route(app, room, 'POST /conversations/:id/read', async ({ workspaceId, params, body }) => {
    await mustExist(workspaceId, params.id);
    await readUpTo(room, workspaceId, params.id, 'team', body.seq);
    return { ok: true };
  });

  route(app, room, 'GET /reps', async ({ workspaceId }) => {
    const members = await listAnsweringMembers(room.db.system, workspaceId);
    return room.db.inWorkspace(workspaceId, async (trx) => {
      const reps = await matchReps(trx, workspaceId, members, room.clock());
      const inSlack = await trx.run<{ id: string }>(
        {
          name: 'chat_reps_in_slack',
          text: 'select distinct rep_id as id from slack_user where workspace_id = $1 and rep_id is not null and active',
        },
        [workspaceId],
      );
      const slack = new Set(inSlack.map(({ id }) => id));
      return {
        items: reps.map((rep) => ({
          ...{ id: rep.id, name: rep.name, email: rep.email, avatarUrl: rep.avatarUrl, active: rep.active },
          ...{ online: isOnline(room, workspaceId, rep), member: rep.userId !== null, slack: slack.has(rep.id) },
        })),
      };
    });
  });
}

async function auditCanned(trx: Trx, principal: Principal, what: 'saved' | 'deleted', id: string, at: Millis) {
  const summary = `${what === 'saved' ? 'Saved' : 'Deleted'} the canned reply ${id}.`;
  const deed = { at, actor: actorName(principal), action: `canned_reply.${what}`, summary };
  await recordAudit(trx, principal.workspaceId, deed);
}

function cannedRoutes(app: FastifyInstance, room: ChatRoom): void {
  const save = async (principal: Principal, id: string | null, reply: { title: string; text: string }) => {
    const { workspaceId } = principal;
    if (id !== null && !isUuid(id)) throw notFound('canned reply');
    const by = actorName(principal);
    const saved = await room.db.inWorkspace(workspaceId, async (trx) => {
      const result = await saveCanned(trx, workspaceId, { id, ...reply, by }, room.clock());
      if (result !== null && result !== 'title_taken')
        await auditCanned(trx, principal, 'saved', result.id, room.clock());
      return result;
    });
    if (saved === 'title_taken') throw new Refusal(409, 'conflict', 'Another canned reply has this title.', 'title');
    if (!saved) throw notFound('canned reply');
    return saved;
  };

  route(app, room, 'GET /canned-replies', async ({ workspaceId }) => ({
    items: await room.db.inWorkspace(workspaceId, (trx) => listCanned(trx, workspaceId)),
  }));
  route(app, room, 'POST /canned-replies', async ({ principal, body }) => save(principal, null, body));
  route(app, room, 'PUT /canned-replies/:id', async ({ principal, params, body }) => save(principal, params.id, body));
  route(app, room, 'DELETE /canned-replies/:id', async ({ workspaceId, params: { id } }) => {
    const isGone = isUuid(id) && (await room.db.inWorkspace(workspaceId, (trx) => deleteCanned(trx, workspaceId, id)));
    if (!isGone) throw notFound('canned reply');
    return { ok: true };
  });
}

function setupRoutes(app: FastifyInstance, room: ChatRoom, forgetSites: () => void): void {
  route(app, room, 'GET /chat', async ({ workspaceId }) =>
    room.db.inWorkspace(workspaceId, (trx) => findSetup(trx, workspaceId)),
  );

  route(app, room, 'PUT /chat', async ({ workspaceId, principal, body }) => {
    const fault = logoFault(body.logoUrl);
    if (fault !== null) throw new Refusal(400, 'invalid', fault, 'logoUrl');
    const at = room.clock();
    const changed = await room.db.inWorkspace(workspaceId, async (trx) => {
      const before = await findSetup(trx, workspaceId);
      await saveSetup(trx, workspaceId, body, at);
      await changeSettings(trx.q, workspaceId, { chatLauncher: body.enabled });
      // Other timers, other times: every conversation that waits for one is looked at again.
      if (JSON.stringify(before.timers) !== JSON.stringify(body.timers)) await wakeTimers(trx, workspaceId, at);
      const summary = `Set up the chat: ${body.enabled ? 'shown' : 'not shown'} on websites.`;
      await recordAudit(trx, workspaceId, { at, actor: actorName(principal), action: 'chat.changed', summary });
      return body;
    });
    forgetSites();
    return changed;
  });

  app.get(
    '/api/v1/type-labels',
    {
      onRequest: [needs('read')],
      schema: {
        tags: ['type-labels'],
        operationId: 'get-type-labels',
        summary: 'Download what reps corrected, as JSON lines to train on',
        documented: { response: { 200: answered('One label a line.', LABEL, 'application/x-ndjson'), ...PROBLEMS } },
      },
    },
    async (request, reply) => {
      const { workspaceId } = principalOf(request);
      const labels = await room.db.inWorkspace(workspaceId, (trx) => listLabels(trx, workspaceId));
      return reply
        .header('content-type', 'application/x-ndjson; charset=utf-8')
        .send(labels.map((label) => `${JSON.stringify(label)}\n`).join(''));
    },
  );
}
