import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  CHAT_BODY_BYTES_MAX,
  ChatEmail,
  type ChatMessage,
  ChatMessagesRequest,
  ChatPresence,
  ChatRead,
  ChatResume,
  ChatSend,
  ChatSettingsRequest,
  ChatStart,
  ChatTyping,
  type ChatVisitor,
} from '../../../wire/chat.ts';
import { pageAt, webUrl } from '../../capture/page.ts';
import { emailAddress, senderId } from '../../capture/sender.ts';
import { textOrNull } from '../../capture/text.ts';
import { notFound, Refusal } from '../../machinery/refusal.ts';
import type { ChatContext } from '../context.ts';
import { fileUrls } from '../files/file-routes.ts';
import { listChanges } from '../message-store.ts';
import { publicId } from '../public-id.ts';
import { readUpTo } from '../read-store.ts';
import type { ChatRoom } from '../room-store.ts';
import { chatSettings } from '../settings-store.ts';
import { leadMessage } from '../shown.ts';
import type { TeamViewOf } from '../team/presence-store.ts';
import { describedAs, type WidgetPath } from './described-routes.ts';
import { bodyOf, type Entrance, type Gate, granted, verifiedIn } from './gate-routes.ts';
import { begin, leaveEmail, openFormer, say } from './lead-store.ts';
import type { ChatFacts } from './signals.ts';

const PAGE_SIZE = 200;
/** Of a message's own id: ours have a colon, so that nobody's takes another's place. */
const CLIENT_ID = /^[\w-]{8,64}$/;

/** What the widget asks for, apart from files and the stream. `scope` reads bodies as they are. */
export function widgetRoutes(scope: FastifyInstance, room: ChatRoom, gate: Gate, teamOf: TeamViewOf): void {
  const post = (path: WidgetPath, handle: (request: FastifyRequest) => Promise<object>) =>
    scope.post(path, { bodyLimit: CHAT_BODY_BYTES_MAX, schema: describedAs(path) }, (request) => {
      gate.arrive(request);
      return handle(request);
    });

  const settingsFor = async (entrance: Entrance, isAllowed: boolean, language: string | null) =>
    chatSettings(room, entrance.workspaceId, {
      language,
      greeting: entrance.link?.greeting ?? null,
      isAllowed,
      team: await teamOf(entrance.workspaceId),
    });

  post('/chat/settings', async (request) => {
    const body = bodyOf(request, ChatSettingsRequest);
    const { isAllowed, ...entrance } = await gate.entrance(request, body);
    return settingsFor(entrance, isAllowed, body.language ?? null);
  });

  post('/chat/start', async (request) => {
    const body = bodyOf(request, ChatStart);
    const { isAllowed, ...entrance } = await gate.entrance(request, body);
    const { workspaceId, site, link } = entrance;
    if (!isAllowed)
      throw new Refusal(403, 'origin_not_allowed', 'Pages of this origin may not use this tag.', 'Origin');
    const settings = await settingsFor(entrance, true, body.language ?? null);
    if (!link && !settings.enabled) throw new Refusal(403, 'chat_off', 'The chat of this website is switched off.');
    gate.mayBegin(request, workspaceId);
    const visit = link && body.visit ? room.links.visit(body.visit) : null;
    const facts = gate.facts(request, site, { visitor: body.visitor, page: body.page });
    const proved = visit?.linkId === link?.linkId ? visit : null;
    const conversation = await begin(room, {
      workspaceId,
      clientId: body.clientId,
      secret: body.secret,
      linkId: link?.linkId ?? null,
      ownerId: link?.ownerId ?? null,
      context: {
        ...contextOf(body.visitor, facts, body.language ?? null, workspaceId),
        touch: proved?.touch ?? null,
        filtered: facts.filtered ?? proved?.filtered ?? null,
      },
    });
    if (!conversation) throw notFound('conversation');
    return { conversation: publicId(workspaceId, conversation.id), settings };
  });

  post('/chat/resume', async (request) => {
    const body = bodyOf(request, ChatResume);
    const { isAllowed, workspaceId, site } = await gate.entrance(request, body);
    const facts = gate.facts(request, site, { visitor: body.visitor, page: null });
    const ids = verifiedIn(workspaceId, facts.claim);
    if (!isAllowed || ids.length === 0) return { conversations: [] };
    const former = await openFormer(room, workspaceId, ids, body.secret);
    return {
      conversations: former.map(({ id, lastText, lastAt }) => ({
        conversation: publicId(workspaceId, id),
        lastText,
        lastAt: new Date(lastAt).toISOString(),
      })),
    };
  });

  post('/chat/send', async (request) => {
    const body = bodyOf(request, ChatSend);
    if (!CLIENT_ID.test(body.clientId)) throw new Refusal(400, 'invalid', 'Letters, digits, - and _ only.', 'clientId');
    const { workspaceId, conversation } = await gate.unlock(body);
    gate.maySay(conversation.id);
    const site = await gate.siteOf(workspaceId);
    if (!site) throw notFound('conversation');
    const facts = gate.facts(request, site, { visitor: body.visitor ?? null, page: body.page ?? null });
    const message = granted(
      await say(room, workspaceId, conversation.id, {
        clientId: body.clientId,
        text: body.text,
        files: (body.files ?? []).map(known),
        answer: body.answer ?? null,
        verified: verifiedIn(workspaceId, facts.claim),
        facts: { ...facts, filtered: facts.filtered ?? conversation.context.filtered },
      }),
    );
    const shown = leadMessage(message, fileUrls(room.secrets, workspaceId, room.clock()));
    if (!shown) throw new Error('a lead’s message is shown to the lead');
    return { message: shown };
  });

  post('/chat/messages', async (request) => {
    const body = bodyOf(request, ChatMessagesRequest);
    const { workspaceId, conversation } = await gate.unlock(body);
    const url = fileUrls(room.secrets, workspaceId, room.clock());
    const changes = await room.db.inWorkspace(workspaceId, (trx) =>
      listChanges(trx, workspaceId, conversation.id, body.after, PAGE_SIZE + 1),
    );
    const messages = changes.slice(0, PAGE_SIZE).flatMap((one): ChatMessage[] => {
      const shown = leadMessage(one, url);
      return shown ? [shown] : [];
    });
    return { messages, more: changes.length > PAGE_SIZE };
  });

  post('/chat/typing', async (request) => {
    const body = bodyOf(request, ChatTyping);
    const { workspaceId, conversation } = await gate.unlock(body);
    room.floor.leadTypes(workspaceId, conversation.id, body.typing);
    return DONE;
  });

  post('/chat/read', async (request) => {
    const body = bodyOf(request, ChatRead);
    const { workspaceId, conversation } = await gate.unlock(body);
    await readUpTo(room, workspaceId, conversation.id, 'lead', body.seq);
    return DONE;
  });

  post('/chat/leave', async (request) => {
    const body = bodyOf(request, ChatPresence);
    const { workspaceId, conversation } = await gate.unlock(body);
    room.floor.show(workspaceId, conversation.id, body.here);
    return DONE;
  });

  post('/chat/email', async (request) => {
    const body = bodyOf(request, ChatEmail);
    const { workspaceId, conversation } = await gate.unlock(body);
    gate.maySay(conversation.id);
    const site = await gate.siteOf(workspaceId);
    const email = emailAddress(body.email, 'email');
    if (!site) throw notFound('conversation');
    if (!email.ok) throw new Refusal(400, 'invalid', email.message, 'email');
    const facts = gate.facts(request, site, { visitor: null, page: null });
    const name = textOrNull(body.name, NAME_LENGTH_MAX);
    const left = {
      email: email.value,
      name,
      facts: { ...facts, filtered: facts.filtered ?? conversation.context.filtered },
    };
    granted(await leaveEmail(room, workspaceId, conversation.id, left));
    return DONE;
  });
}

const DONE = { ok: true } as const;
const NAME_LENGTH_MAX = 200;
const LANGUAGE_LENGTH_MAX = 35;

function known(fileId: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(fileId)) return fileId;
  throw new Refusal(400, 'invalid', 'There is no such file.', 'files');
}

function contextOf(
  visitor: ChatVisitor,
  facts: ChatFacts,
  language: string | null,
  workspaceId: string,
): Omit<ChatContext, 'touch' | 'filtered'> {
  const visitorId = senderId(visitor.id, 'visitor.id');
  if (!visitorId.ok) throw new Refusal(400, 'invalid', visitorId.message, 'visitor.id');
  const url = webUrl(facts.page?.url);
  const page = url && pageAt(url, facts.page?.title);
  return {
    page: page && { url: page.url, title: page.title },
    language: textOrNull(language, LANGUAGE_LENGTH_MAX),
    visitorId: visitorId.value,
    session: facts.session,
    device: facts.device,
    country: facts.country,
    verified: verifiedIn(workspaceId, facts.claim),
  };
}
