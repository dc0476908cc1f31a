import type { ConversationCard } from '../../chat/card.ts';
import type { Chat } from '../../chat/room-store.ts';
import type { Context } from '../../context.ts';
import type { Trx } from '../../machinery/database/database.ts';
import type { SlackClients } from './client.ts';
import type { Pace } from './pace.ts';

/** What Slack's part of the house works with. */
export interface SlackDeps extends Pick<Context, 'db' | 'clock' | 'log' | 'outbox' | 'secrets' | 'config' | 'jobs'> {
  readonly chat: Chat;
  /** What a card shows; null when there is no such conversation. */
  readonly cardFacts: (trx: Trx, workspaceId: string, conversationId: string) => Promise<ConversationCard | null>;
  /** Address of Slack's Web API, with a slash at the end. */
  readonly apiUrl: string;
  readonly clients: SlackClients;
  readonly pace: Pace;
  /** Lanes that are being worked on in this process. */
  readonly busy: Set<string>;
  /** Somebody of a team did something just now. */
  readonly saw: (workspaceId: string, repId: string) => void;
}

/** Where people open the dashboard. */
export function publicUrlOf({ config }: Pick<SlackDeps, 'config'>): string {
  return config.publicUrls[0] ?? '';
}
