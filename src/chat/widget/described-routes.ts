import type { FastifySchema } from 'fastify';
import type { z } from 'zod';
import {
  ChatDone,
  ChatEmail,
  ChatMessages,
  ChatMessagesRequest,
  ChatPresence,
  ChatRead,
  ChatResume,
  ChatResumed,
  ChatSend,
  ChatSent,
  ChatSettings,
  ChatSettingsRequest,
  ChatStart,
  ChatStarted,
  ChatTyping,
} from '../../../wire/chat.ts';
import { answered, JSON_BODY, LATER, PROBLEMS } from '../../machinery/openapi.ts';

interface Said {
  readonly summary: string;
  readonly body: z.ZodType;
  readonly answer: z.ZodType;
}

/** What the widget asks for, for readers of the API's description; the routes read their bodies themselves. */
const SAID = {
  '/chat/settings': {
    summary: 'Get what a launcher needs before anything is said',
    body: ChatSettingsRequest,
    answer: ChatSettings,
  },
  '/chat/start': {
    summary: 'Begin a conversation, or find the one this client id began',
    body: ChatStart,
    answer: ChatStarted,
  },
  '/chat/resume': {
    summary: 'Open the conversations that a signed token proves',
    body: ChatResume,
    answer: ChatResumed,
  },
  '/chat/send': { summary: 'Send a message, answered once it is durable', body: ChatSend, answer: ChatSent },
  '/chat/messages': {
    summary: 'List what changed after a change, oldest first',
    body: ChatMessagesRequest,
    answer: ChatMessages,
  },
  '/chat/typing': { summary: 'Show that the lead is writing, or has stopped', body: ChatTyping, answer: ChatDone },
  '/chat/read': { summary: 'Mark messages as read by the lead', body: ChatRead, answer: ChatDone },
  '/chat/leave': {
    summary: 'Tell that the page was hidden or closed, or is back',
    body: ChatPresence,
    answer: ChatDone,
  },
  '/chat/email': { summary: 'Leave an e-mail address, and a name', body: ChatEmail, answer: ChatDone },
} as const satisfies Record<string, Said>;

export type WidgetPath = keyof typeof SAID;

export function describedAs(path: WidgetPath): FastifySchema {
  const { summary, body, answer } = SAID[path];
  return {
    tags: ['chat'],
    summary,
    security: [],
    consumes: JSON_BODY,
    documented: { body, response: { 200: answered('Done.', answer), ...PROBLEMS, ...LATER } },
  };
}
