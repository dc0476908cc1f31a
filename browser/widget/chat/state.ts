import type { ChatMessage, ChatSettings } from '../../../wire/chat.ts';
import { isFromTeam, NOTHING_SEEN, type Seen, unreadCount } from './merge.ts';
import type { Outgoing } from './outbox.ts';
import type { Upload } from './uploads.ts';

/** What is shown of a conversation. Replaced, never changed. */
export interface ChatState {
  readonly settings: ChatSettings | null;
  /** `unavailable`: the chat is switched off here, or the server does not know the place. */
  readonly availability: 'asking' | 'ready' | 'unavailable';
  /** There is a conversation, and what was said is being fetched. */
  readonly loading: boolean;
  readonly seen: Seen;
  readonly outgoing: readonly Outgoing[];
  readonly uploads: readonly Upload[];
  readonly typing: { readonly name: string | null } | null;
  readonly teamReadSeq: number;
  readonly readSeq: number;
  readonly closed: boolean;
  /** Something could not be sent or heard for a while. */
  readonly offline: boolean;
  readonly tooManyFiles: boolean;
  readonly email: 'unknown' | 'saving' | 'failed' | 'known' | 'dismissed';
}

export const EMPTY: ChatState = {
  settings: null,
  availability: 'asking',
  loading: false,
  seen: NOTHING_SEEN,
  outgoing: [],
  uploads: [],
  typing: null,
  teamReadSeq: 0,
  readSeq: 0,
  closed: false,
  offline: false,
  tooManyFiles: false,
  email: 'unknown',
};

export function unreadIn({ seen, readSeq }: ChatState): number {
  return unreadCount(seen.messages, readSeq);
}

export function lastFromTeam({ seen }: ChatState): ChatMessage | undefined {
  return seen.messages.findLast(isFromTeam);
}

/** The lead wrote, or is writing it just now. */
export function hasSpoken({ seen, outgoing }: ChatState): boolean {
  return outgoing.length > 0 || seen.messages.some(({ author }) => author === 'lead');
}

/** Whether to ask for an address under what was said: the workspace wants it, nobody left one, and there is something to answer. */
export function asksEmail(state: ChatState): boolean {
  const { settings, email, seen } = state;
  if (!settings || email === 'known' || email === 'dismissed' || !hasSpoken(state)) return false;
  if (seen.messages.some(({ event }) => event === 'email_saved')) return false;
  return settings.askEmail === 'always' || (settings.askEmail === 'offline' && !settings.team.online);
}

/** Nobody is there and nothing was said yet: a form serves better than an empty chat. */
export function isOfflineForm(state: ChatState): boolean {
  const { settings, email, loading } = state;
  if (!settings || loading || settings.team.online || hasSpoken(state)) return false;
  return (
    settings.askEmail !== 'never' && email !== 'known' && state.seen.messages.every((message) => !isFromTeam(message))
  );
}
