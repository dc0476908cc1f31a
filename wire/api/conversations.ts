import { z } from 'zod';
import { CHAT_FILES_MAX, CHAT_LANGUAGES, CHAT_TEXT_MAX, ChatFile, QuickReply } from '../chat.ts';
import { INTENT_TYPES } from '../signal.ts';
import { ContactItem } from './contacts.ts';
import { Instant, listOf, PageQuery, pageOf } from './paging.ts';
import { CHAT_STATUSES } from './words.ts';

export { CHAT_STATUSES, type ChatStatus } from './words.ts';

/** Somebody who answers. */
export const Rep = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  /** Signed in to the dashboard or active in Slack. */
  online: z.boolean(),
  active: z.boolean(),
  member: z.boolean(),
  slack: z.boolean(),
});
export type Rep = z.infer<typeof Rep>;
export const RepRef = Rep.pick({ id: true, name: true, avatarUrl: true });
export type RepRef = z.infer<typeof RepRef>;

/** `GET /reps`. */
export const Reps = z.object({ items: z.array(Rep) });

/** Why the type is what it is. */
export const TypeEvidence = z.object({
  kind: z.enum(['words', 'signals', 'answer', 'correction']),
  text: z.string(),
  type: z.enum(INTENT_TYPES),
  weight: z.number(),
});
export const ConversationType = z.object({
  type: z.enum(INTENT_TYPES),
  final: z.boolean(),
  /** 0 to 1; 1 when a person said so. */
  confidence: z.number(),
  by: z.enum(['model', 'provider', 'answer', 'rep']),
  evidence: z.array(TypeEvidence),
});
export type ConversationType = z.infer<typeof ConversationType>;

/** `GET /conversations`: latest message first. */
export const ConversationsQuery = PageQuery.extend({
  status: listOf(CHAT_STATUSES).optional(),
  /** `me`, `none`, or a rep's id. */
  owner: z.string().max(64).optional(),
  intentType: listOf(INTENT_TYPES).optional(),
  contact: z.string().max(64).optional(),
  link: z.string().max(64).optional(),
  /** Only those with messages the team has not read. */
  unread: z.enum(['true']).optional(),
  /** Words of messages, names, e-mails. */
  q: z.string().max(200).optional(),
});
export type ConversationsQuery = z.infer<typeof ConversationsQuery>;

export const ConversationItem = z.object({
  id: z.string(),
  status: z.enum(CHAT_STATUSES),
  contact: ContactItem,
  owner: RepRef.nullable(),
  /** The type of this conversation; the contact's may come from another. */
  type: ConversationType,
  surface: z.enum(['website', 'link']),
  link: z.object({ id: z.string(), name: z.string() }).nullable(),
  lastText: z.string(),
  lastAuthor: z.enum(['lead', 'rep', 'agent', 'system']).nullable(),
  lastAt: Instant.nullable(),
  startedAt: Instant,
  unread: z.number().int(),
  /** The lead has the chat open now. */
  here: z.boolean(),
  /** When the status changes by itself, or null. */
  dueAt: Instant.nullable(),
});
export type ConversationItem = z.infer<typeof ConversationItem>;
export const ConversationsPage = pageOf(ConversationItem);
export type ConversationsPage = z.infer<typeof ConversationsPage>;

/** How many wait in each view of the inbox. */
export const InboxCounts = z.object({
  mine: z.number().int(),
  unassigned: z.number().int(),
  needReply: z.number().int(),
  open: z.number().int(),
  unread: z.number().int(),
});
export type InboxCounts = z.infer<typeof InboxCounts>;

/** `GET /conversations/:id`. */
export const ConversationDetail = ConversationItem.extend({
  responding: RepRef.nullable(),
  /** Milliseconds from the first message that asked for a person to the first human reply. */
  responseMs: z.number().int().nullable(),
  page: z.object({ url: z.string(), title: z.string().nullable() }).nullable(),
  language: z.enum(CHAT_LANGUAGES),
  /** What the lead has read. */
  leadReadSeq: z.number().int(),
  teamReadSeq: z.number().int(),
  lastSeq: z.number().int(),
  /** Threads it is mirrored in. */
  slack: z.array(z.object({ team: z.string(), channel: z.string(), url: z.string().nullable() })),
});
export type ConversationDetail = z.infer<typeof ConversationDetail>;

/** A message as the team sees it. */
export const TeamMessage = z.object({
  seq: z.number().int(),
  change: z.number().int(),
  id: z.string(),
  clientId: z.string(),
  at: Instant,
  author: z.enum(['lead', 'rep', 'agent', 'system']),
  rep: RepRef.nullable(),
  /** The author's name as the lead sees it. */
  name: z.string().nullable(),
  via: z.enum(['widget', 'inbox', 'slack', 'knock']),
  text: z.string(),
  internal: z.boolean(),
  files: z.array(ChatFile),
  quickReplies: z.array(QuickReply),
  /** For system messages, a sentence-making word with what it needs: `joined`, `assigned`, `status`, `type`, `email_saved` ... */
  event: z.object({ word: z.string(), details: z.record(z.string(), z.string()) }).nullable(),
  edited: z.boolean(),
  deleted: z.boolean(),
  /** Sent while the lead was away, and not read yet. */
  leadAway: z.boolean(),
});
export type TeamMessage = z.infer<typeof TeamMessage>;

/** `GET /conversations/:id/messages`: newest page first by `before` (a seq), or what changed after `after` (a change). */
export const MessagesQuery = z.strictObject({
  before: z.coerce.number().int().min(1).optional(),
  after: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
/** Oldest first within the page. */
export const MessagesPage = z.object({ items: z.array(TeamMessage), more: z.boolean() });
export type MessagesPage = z.infer<typeof MessagesPage>;

/** `POST /conversations/:id/messages`. An `internal` one is a note: the lead never sees it. */
export const MessageRequest = z.object({
  clientId: z.string().min(8).max(64),
  text: z.string().max(CHAT_TEXT_MAX),
  internal: z.boolean(),
  files: z.array(z.string().max(64)).max(CHAT_FILES_MAX).optional(),
});
export type MessageRequest = z.infer<typeof MessageRequest>;

/** `PATCH /conversations/:id/messages` with the message's id: the author or a manager edits; `DELETE` by an empty text. */
export const MessageEdit = z.object({ message: z.string().max(64), text: z.string().max(CHAT_TEXT_MAX) });

/** `POST /conversations/:id/act`. 409 `conflict` when the status forbids it, saying why. */
export const ConversationAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('take') }),
  z.object({ act: z.literal('assign'), repId: z.string().max(64).nullable() }),
  z.object({ act: z.literal('close') }),
  z.object({ act: z.literal('reopen') }),
  z.object({ act: z.literal('reject') }),
  z.object({ act: z.literal('spam') }),
  z.object({ act: z.literal('qualify') }),
  /** A correction: it wins over what the model says, and is kept as a label. */
  z.object({ act: z.literal('type'), type: z.enum(INTENT_TYPES) }),
]);
export type ConversationAct = z.infer<typeof ConversationAct>;

export const TypingRequest = z.object({ typing: z.boolean() });
export const ReadRequest = z.object({ seq: z.number().int().min(0) });
/** `POST /conversations/:id/files?name=` with the bytes as `application/octet-stream`. */
export const FileQuery = z.strictObject({ name: z.string().min(1).max(200) });

export const CannedReply = z.object({
  id: z.string(),
  /** What it is found by, after a slash: `/pricing`. */
  title: z.string().trim().min(1).max(60),
  /** `{name}` and `{company}` are filled in. */
  text: z.string().trim().min(1).max(CHAT_TEXT_MAX),
});
export type CannedReply = z.infer<typeof CannedReply>;
export const CannedReplies = z.object({ items: z.array(CannedReply) });
export const CannedReplyPut = CannedReply.omit({ id: true });

/** `GET` and `PUT /chat`: how the chat looks and behaves. */
export const ChatSetup = z.object({
  /** The launcher on websites. Links work in any case. */
  enabled: z.boolean(),
  brandName: z.string().trim().max(60),
  /** `https:` or `data:image/...` of at most 100 KB, or null. */
  logoUrl: z.string().max(140_000).nullable(),
  color: z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #2f6fed'),
  side: z.enum(['left', 'right']),
  /** By language; a missing one falls back to `en`, then to the built-in words. */
  greetings: z.partialRecord(z.enum(CHAT_LANGUAGES), z.string().max(500)),
  askEmail: z.enum(['never', 'offline', 'always']),
  files: z.boolean(),
  /** One clarifying question when the reason for coming stays unclear. */
  askType: z.boolean(),
  /** Overrides what is measured; null measures. */
  replyMinutes: z.number().int().min(1).max(10_080).nullable(),
  /** Minutes: until `Rep Reply Needed`, `Save the Lead`, `Follow Up Needed`, `Closed`. Defaults 2, 180, 720, 17280. */
  timers: z.object({
    replyNeeded: z.number().int().min(1).max(1_440),
    saveLead: z.number().int().min(1).max(10_080),
    followUp: z.number().int().min(1).max(43_200),
    close: z.number().int().min(10).max(525_600),
  }),
});
export type ChatSetup = z.infer<typeof ChatSetup>;

/** Events of `GET /api/v1/stream` about conversations. */
export const CONVERSATION_EVENTS = {
  conversation: ConversationItem,
  message: z.object({ conversation: z.string(), message: TeamMessage }),
  typing: z.object({
    conversation: z.string(),
    who: z.enum(['lead', 'rep']),
    name: z.string().nullable(),
    typing: z.boolean(),
  }),
  /** The lead has read up to `seq`, or came and went. */
  presence: z.object({ conversation: z.string(), here: z.boolean(), leadReadSeq: z.number().int() }),
} as const;
