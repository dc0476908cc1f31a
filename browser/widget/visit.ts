import type { ChatPage, ChatVisitor } from '../../wire/chat.ts';

/** Who is here and where: answered by the website's tag, or by the link's page itself. */
export interface Visit {
  /** `https://host/chat/`. */
  readonly baseUrl: string;
  readonly tagId: string | null;
  /** Nothing may outlive the tab. */
  readonly ephemeral: boolean;
  /** False while the visitor has not agreed to be recorded: then nothing is stored or sent. */
  readonly allowed: () => boolean;
  readonly visitor: () => ChatVisitor;
  readonly page: () => ChatPage;
  /** The link page's proof of its visit. */
  readonly proof: string | null;
  readonly report: (code: string, message: string) => void;
}

/** Where a conversation is held: one for the website, one for each Knock Link. */
export interface Place {
  readonly slug: string | null;
}
