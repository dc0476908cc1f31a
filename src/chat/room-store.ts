import type { ConversationAct } from '../../wire/api/conversations.ts';
import type { Context } from '../context.ts';
import type { Outcome } from '../foundation/outcome.ts';
import type { TypeReader } from '../intent/type/verdict.ts';
import type { Trx } from '../machinery/database/database.ts';
import type { ConversationChange, FileRef, StoredMessage } from './change.ts';
import type { Floor } from './floor.ts';
import type { LinkPlaces } from './places.ts';
import type { Presence } from './presence.ts';
import type { ChatWord, Doer } from './state.ts';

/** Port: hears of each change inside its transaction, to add what is to be sent elsewhere to the outbox. A throw undoes the change. */
export type Announce = (trx: Trx, workspaceId: string, change: ConversationChange) => Promise<void>;

/** What somebody of the team says. */
export interface RepPost {
  /** Null: an API key, or somebody who is no rep. */
  readonly repId: string | null;
  readonly authorName: string;
  readonly text: string;
  /** A note: the lead never sees it. */
  readonly internal: boolean;
  /** Ids that `addFile` answered. */
  readonly files: readonly string[];
  /** Made by the sender, the same on every retry. Slack's begins with `slack:`. */
  readonly clientId: string;
  readonly via: 'inbox' | 'slack';
}

/** A message by its id, or by the id its sender gave it. */
export type MessageName = { readonly id: string } | { readonly clientId: string };

export interface FileUpload {
  /** As the sender calls it; kept without what is no name. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type { Presence } from './presence.ts';

/** What other rooms do in conversations. Every method is one transaction, safe to repeat, and told to everybody who looks. */
export interface Chat {
  /** A reply or a note. A repeated `clientId` answers the message that is there. */
  readonly postFromRep: (
    workspaceId: string,
    conversationId: string,
    post: RepPost,
  ) => Promise<Outcome<StoredMessage, ChatWord>>;
  /** Only what reps wrote can be edited. The same text again changes nothing. */
  readonly editFromRep: (
    workspaceId: string,
    conversationId: string,
    edit: { readonly message: MessageName; readonly text: string },
  ) => Promise<Outcome<StoredMessage, ChatWord>>;
  readonly deleteFromRep: (
    workspaceId: string,
    conversationId: string,
    message: MessageName,
  ) => Promise<Outcome<StoredMessage, ChatWord>>;
  /** `by.repId` is needed for `take`. `actor` is for the audit log. */
  readonly act: (
    workspaceId: string,
    conversationId: string,
    act: ConversationAct,
    by: Doer & { readonly actor: string },
  ) => Promise<Outcome<null, ChatWord>>;
  /** Keeps a file until a message carries it. */
  readonly addFile: (
    workspaceId: string,
    conversationId: string,
    file: FileUpload,
  ) => Promise<Outcome<FileRef, ChatWord>>;
  readonly readFile: (
    workspaceId: string,
    fileId: string,
  ) => Promise<(FileRef & { readonly bytes: Buffer; readonly conversationId: string }) | null>;
  /** Whether the lead has the chat open now. */
  readonly isHere: (workspaceId: string, conversationId: string) => boolean;
  /** Shows the lead that somebody writes. Who hears it drops it after six seconds unless it is said again. */
  readonly repTyping: (workspaceId: string, conversationId: string, name: string, typing: boolean) => void;
  /** Hears who comes, goes, types and reads. Returns "stop". Must not throw. */
  readonly watch: (hear: (workspaceId: string, conversationId: string, presence: Presence) => void) => () => void;
}

/** What the chat is made with. */
export interface ChatDeps
  extends Pick<Context, 'db' | 'clock' | 'log' | 'live' | 'signals' | 'outbox' | 'secrets' | 'config'> {
  readonly types: TypeReader;
  readonly links: LinkPlaces;
  readonly announce: Announce;
  /** Whether a rep is at work somewhere else than in the dashboard: in Slack. */
  readonly isActiveElsewhere: (workspaceId: string, repId: string) => boolean;
  /** Told after each commit what open dashboards may show. Must not throw; not waited for. */
  readonly told: (workspaceId: string, news: ChatNews) => void;
}

/** What a commit changed, as far as open dashboards show it. */
export interface ChatNews {
  readonly conversationId: string;
  readonly messages: readonly StoredMessage[];
  /** Contacts whose type changed. */
  readonly contactIds: readonly string[];
}

/** The chat from inside: what it was made with, and who is in which conversation now. */
export interface ChatRoom extends ChatDeps {
  readonly floor: Floor;
}
