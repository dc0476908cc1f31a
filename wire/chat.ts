import { z } from 'zod';
import { CHAT_FILES_MAX, CHAT_LANGUAGES, CHAT_TEXT_MAX } from './chat-limits.ts';
import { EmailAddress } from './email.ts';
import { INTENT_TYPES } from './signal.ts';

/**
 * What the chat widget says to the server and hears from it, on a website and on a Knock Link's page.
 *
 * Requests are `POST` with JSON as `text/plain`, so that a browser needs no preflight; the secret travels in the body,
 * never in an address. Errors are problem documents (`api/paging.ts`); 429 and 503 carry `Retry-After` and are safe to repeat,
 * since every message has an id of its own. Shapes only grow.
 */

export {
  CHAT_BODY_BYTES_MAX,
  CHAT_FILE_BYTES_MAX,
  CHAT_FILE_TYPES,
  CHAT_FILES_MAX,
  CHAT_LANGUAGES,
  CHAT_TEXT_MAX,
  type ChatLanguage,
} from './chat-limits.ts';

const text = (max: number) => z.string().max(max);

/** Where a conversation may begin: a website's tag or a Knock Link. */
const Place = { tagId: text(64).nullish(), slug: text(100).nullish() };

/** `POST /chat/settings`: what a launcher needs before anything is said. */
export const ChatSettingsRequest = z.object({ ...Place, language: text(35).nullish() });
export type ChatSettingsRequest = z.infer<typeof ChatSettingsRequest>;

export const Face = z.object({ name: z.string(), avatarUrl: z.string().nullable(), online: z.boolean() });
export type Face = z.infer<typeof Face>;

export const ChatSettings = z.object({
  /** False: no launcher on this website (switched off, or the origin is not allowed). */
  enabled: z.boolean(),
  brand: z.object({
    name: z.string(),
    logoUrl: z.string().nullable(),
    /** `#rrggbb`, and a text colour that is legible on it. */
    color: z.string(),
    onColor: z.string(),
    /** Side of the launcher. */
    side: z.enum(['left', 'right']),
  }),
  /** In the visitor's language where the workspace gave one, else the built-in words (null). */
  greeting: z.string().nullable(),
  team: z.object({
    /** At most three, those who are online first. */
    faces: z.array(Face).max(3),
    online: z.boolean(),
    /** Minutes until somebody usually replies; null when unknown. */
    replyMinutes: z.number().int().nullable(),
  }),
  /** `never`, `offline` (when nobody is online) or `always` after the first message. */
  askEmail: z.enum(['never', 'offline', 'always']),
  files: z.boolean(),
  language: z.enum(CHAT_LANGUAGES),
});
export type ChatSettings = z.infer<typeof ChatSettings>;

/** The browser that talks: as the tag knows it, or the link page's own id. */
export const ChatVisitor = z.object({
  id: z.string().min(8).max(64),
  session: text(64).nullish(),
  /** As in `CollectBatch.browser`. */
  webdriver: z.boolean().nullish(),
  /** Signed identity token of the customer's server: the only thing that opens former conversations. */
  token: text(4_096).nullish(),
  /** E-mail that `identify` or `modal.open` stated: a claim, it reveals nothing. */
  email: text(320).nullish(),
});
export type ChatVisitor = z.infer<typeof ChatVisitor>;

export const ChatPage = z.object({ url: text(2_048), title: text(512).nullish(), referrer: text(2_048).nullish() });
export type ChatPage = z.infer<typeof ChatPage>;

/**
 * `POST /chat/start`: begins a conversation, or finds the one this `clientId` began. Called with the first message on a
 * website, and when a link's page is seen.
 */
export const ChatStart = z.object({
  ...Place,
  /** Made once by the widget: a repeated start is the same conversation. */
  clientId: z.string().min(16).max(64),
  /** Made by the widget from 32 random bytes, base64url. Only its hash is kept; it alone reads the conversation. */
  secret: z.string().min(40).max(100),
  visitor: ChatVisitor,
  page: ChatPage,
  /** The link page's proof of its visit. */
  visit: text(2_000).nullish(),
  language: text(35).nullish(),
});
export type ChatStart = z.infer<typeof ChatStart>;

/** Names the conversation and proves the right to it, in every following request. */
const Key = { conversation: z.string().min(1).max(64), secret: z.string().min(1).max(100) };

export const ChatStarted = z.object({ conversation: z.string(), settings: ChatSettings });
export type ChatStarted = z.infer<typeof ChatStarted>;

/** `POST /chat/resume`: conversations that a signed token opens, newest first; their secrets are new and for this browser. */
export const ChatResume = z.object({ ...Place, visitor: ChatVisitor, secret: z.string().min(40).max(100) });
export const ChatResumed = z.object({
  conversations: z.array(z.object({ conversation: z.string(), lastText: z.string(), lastAt: z.iso.datetime() })),
});
export type ChatResumed = z.infer<typeof ChatResumed>;

export const ChatFile = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  /** On this server, from its root: `/chat/files/...`. Signed, good for an hour, always a download; images may be shown from it. */
  url: z.string(),
});
export type ChatFile = z.infer<typeof ChatFile>;

/** A tap-able answer under a message. */
export const QuickReply = z.object({ value: z.enum(INTENT_TYPES), label: z.string() });
export type QuickReply = z.infer<typeof QuickReply>;

/** A message as the lead sees it. Internal ones never leave the server. */
export const ChatMessage = z.object({
  seq: z.number().int(),
  /** Position among all changes; `after` of a resumed stream. Grows with edits too. */
  change: z.number().int(),
  id: z.string(),
  clientId: z.string(),
  at: z.iso.datetime(),
  author: z.enum(['lead', 'rep', 'agent', 'system']),
  name: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  /** Empty when deleted. Plain text: links are found by the widget, nothing in it is markup. */
  text: z.string(),
  files: z.array(ChatFile),
  quickReplies: z.array(QuickReply),
  /** What a system message says, in words the widget translates: `joined`, `closed`, `email_saved`. Null for others. */
  event: z.enum(['joined', 'closed', 'email_saved']).nullable(),
  edited: z.boolean(),
  deleted: z.boolean(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

/** `POST /chat/send`. */
export const ChatSend = z.object({
  ...Key,
  /** Made once per message; a repetition answers what the first did. */
  clientId: z.string().min(8).max(64),
  text: z.string().max(CHAT_TEXT_MAX),
  files: z.array(text(64)).max(CHAT_FILES_MAX).nullish(),
  /** A tapped quick reply. */
  answer: z.enum(INTENT_TYPES).nullish(),
  page: ChatPage.nullish(),
  /** Who the browser says it is, again: an `identify` may have come since. */
  visitor: ChatVisitor.nullish(),
});
export type ChatSend = z.infer<typeof ChatSend>;
/** The message is durable. */
export const ChatSent = z.object({ message: ChatMessage });
export type ChatSent = z.infer<typeof ChatSent>;

/** `POST /chat/messages`: everything that changed after `after` (0: all), oldest change first, at most 200. */
export const ChatMessagesRequest = z.object({ ...Key, after: z.number().int().min(0) });
export const ChatMessages = z.object({ messages: z.array(ChatMessage), more: z.boolean() });
export type ChatMessages = z.infer<typeof ChatMessages>;

/**
 * `POST /chat/stream`: `text/event-stream`, read with `fetch`. First every change after `after`, then what happens. Events by
 * name, `data` is JSON; a comment every 15 s. The widget opens it again, with the last `change` it has, whenever it ends.
 */
export const ChatStreamRequest = z.object({ ...Key, after: z.number().int().min(0) });
export const CHAT_EVENTS = {
  message: ChatMessage,
  typing: z.object({ name: z.string().nullable(), typing: z.boolean() }),
  /** The team read everything up to this `seq`. */
  read: z.object({ seq: z.number().int() }),
  team: ChatSettings.shape.team,
  /** Ended by the team: a new message opens it again. */
  status: z.object({ closed: z.boolean() }),
} as const;
export type ChatEvents = { [Name in keyof typeof CHAT_EVENTS]: z.infer<(typeof CHAT_EVENTS)[Name]> };

/** `POST /chat/typing` and `POST /chat/read`. */
export const ChatTyping = z.object({ ...Key, typing: z.boolean() });
export const ChatRead = z.object({ ...Key, seq: z.number().int().min(0) });
/** `POST /chat/leave`: the page was closed or hidden (a beacon), or is back. */
export const ChatPresence = z.object({ ...Key, here: z.boolean() });

/** `POST /chat/email`: the lead leaves an address (and a name), or the offline form is sent. */
export const ChatEmail = z.object({ ...Key, email: EmailAddress, name: text(200).nullish() });

/**
 * `POST /chat/files?conversation=&name=`: the bytes, with the header `Authorization: Bearer <secret>`. Answers a `ChatFile`; the message that
 * names its id carries it. 413 `too_large`, 415 `unsupported_type`.
 */
export const ChatFileQuery = z.object({ conversation: text(64), name: z.string().min(1).max(200) });

export const ChatDone = z.object({ ok: z.literal(true) });
