import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { CHAT_FILE_BYTES_MAX, ChatFile, ChatFileQuery } from '../../../wire/chat.ts';
import { sameSecret } from '../../foundation/sign.ts';
import { HOUR, MINUTE, type Millis } from '../../foundation/time.ts';
import { answered, LATER, PROBLEMS } from '../../machinery/openapi.ts';
import { notFound, Refusal } from '../../machinery/refusal.ts';
import type { Secrets } from '../../machinery/secrets.ts';
import { fromPublicId, publicId } from '../public-id.ts';
import type { ChatRoom } from '../room-store.ts';
import { findSetup } from '../setup-store.ts';
import { type FileUrl, shownFile } from '../shown.ts';
import { addFile } from '../team/team-store.ts';
import { type Gate, granted } from '../widget/gate-routes.ts';
import { findFile, type StoredFile } from './file-store.ts';

const USE = 'chat-files';
// Addresses stay the same for a while, so that browsers need not fetch what they have.
const STEP = 30 * MINUTE;

/**
 * The address of a file on this server, signed and good for at least an hour. It names nobody: who has it can fetch the file until then.
 */
export function fileUrls(secrets: Secrets, workspaceId: string, now: Millis): FileUrl {
  const until = Math.ceil(now / STEP) * STEP + HOUR;
  return ({ id }) => {
    const name = publicId(workspaceId, id);
    return `/chat/files/${name}?until=${until}&sign=${secrets.sign(USE, `${name} ${until}`)}`;
  };
}

const Download = z.object({ until: z.coerce.number().int(), sign: z.string().max(100) });

/** Files up, by who knows the conversation's secret, and down, by a signed address. `scope` reads bodies as they are. */
export function fileRoutes(scope: FastifyInstance, room: ChatRoom, gate: Gate): void {
  scope.options('/chat/files', { schema: { hide: true } }, (_request, reply) =>
    reply
      .code(204)
      .header('access-control-allow-methods', 'POST')
      .header('access-control-allow-headers', 'authorization, content-type')
      .header('access-control-max-age', '86400')
      .send(),
  );

  scope.post('/chat/files', { bodyLimit: CHAT_FILE_BYTES_MAX, schema: described }, async (request) => {
    gate.arrive(request);
    const query = ChatFileQuery.safeParse(request.query);
    if (!query.success) throw new Refusal(400, 'invalid', 'Name the conversation and the file.');
    const secret = /^Bearer (\S{1,100})$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const { workspaceId, conversation } = await gate.unlock({ conversation: query.data.conversation, secret });
    gate.maySay(conversation.id);
    const setup = await room.db.inWorkspace(workspaceId, (trx) => findSetup(trx, workspaceId));
    if (!setup.files) throw new Refusal(403, 'forbidden', 'Files cannot be sent here.');
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    gate.mayUpload(request, bytes.length);
    const file = granted(await addFile(room, workspaceId, conversation.id, { name: query.data.name, bytes }));
    return shownFile(file, fileUrls(room.secrets, workspaceId, room.clock()));
  });

  scope.get<{ Params: { name: string } }>('/chat/files/:name', { schema: { hide: true } }, async (request, reply) => {
    gate.arrive(request);
    const { name } = request.params;
    const asked = Download.safeParse(request.query);
    const place = fromPublicId(name);
    if (!asked.success || !place) throw notFound('file');
    const { until, sign } = asked.data;
    const isSigned = sameSecret(sign, room.secrets.sign(USE, `${name} ${until}`));
    if (!isSigned || until < room.clock()) throw notFound('file');
    const file = await room.db.inWorkspace(place.workspaceId, (trx) => findFile(trx, place.workspaceId, place.id));
    if (!file) throw notFound('file');
    return sendFile(reply, file);
  });
}

const described = {
  tags: ['chat'],
  summary: 'Upload a file for a message to come',
  description: 'The bytes are the body; what they are decides the type. The conversation’s secret is the bearer token.',
  security: [{ conversation: [] }],
  consumes: ['application/octet-stream'],
  documented: {
    querystring: ChatFileQuery,
    body: z.file(),
    response: { 200: answered('The file, whose id the message names.', ChatFile), ...PROBLEMS, ...LATER },
  },
};

// Whatever is inside, a browser may only save it; pictures it may show, and nothing else of them.
function sendFile(reply: FastifyReply, file: StoredFile): FastifyReply {
  const how = file.mediaType.startsWith('image/') ? 'inline' : 'attachment';
  const ascii = file.name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return reply
    .header('content-type', file.mediaType.startsWith('text/') ? `${file.mediaType}; charset=utf-8` : file.mediaType)
    .header('content-disposition', `${how}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'private, max-age=1800')
    .send(file.bytes);
}
