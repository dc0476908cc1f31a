/** Topic of deliveries to Slack, and of Slack's own events that wait to be processed. */
export const TO_SLACK = 'slack';
export const FROM_SLACK = 'slack-event';

/** What a delivery of the topic `slack` asks for. Ids only: what is said is read when it is sent. */
export type ToSlack =
  /** Bring the thread up to the conversation: card, messages, edits, files. */
  | { readonly kind: 'thread'; readonly teamId: string; readonly conversationId: string }
  /** Bring the card up to what is known now. */
  | { readonly kind: 'card'; readonly teamId: string; readonly conversationId: string }
  /** Tell a rep that the conversation is theirs; `repId` null: whoever owns it. */
  | { readonly kind: 'direct'; readonly teamId: string; readonly conversationId: string; readonly repId: string | null }
  /** Show on a rep's message whether the lead got it. */
  | Mark
  /** Take away what we posted about somebody who was erased. */
  | { readonly kind: 'erase'; readonly teamId: string; readonly channel: string; readonly ts: readonly string[] };

export interface Mark {
  readonly kind: 'mark';
  readonly teamId: string;
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string;
  readonly userId: string;
  readonly mark: 'delivered' | 'left';
  /** Also say it to who wrote: with the first message after the lead has left. */
  readonly tell: boolean;
}

/** What a delivery of the topic `slack-event` asks for. */
export interface FromSlack {
  readonly teamId: string;
  readonly eventId: string;
}

/** What a delivery is about, for a reader. Names nobody. */
export function summaryOf(topic: string, payload: unknown): string {
  const told = (typeof payload === 'object' && payload !== null ? payload : {}) as Partial<ToSlack>;
  if (topic === FROM_SLACK) return 'Something that happened in Slack';
  if (topic !== TO_SLACK) return topic === 'signal' ? 'A chat message to record as a signal' : topic;
  switch (told.kind) {
    case 'thread':
      return 'Messages of a conversation to its Slack thread';
    case 'card':
      return 'A conversation’s card in Slack, with its new score or type';
    case 'direct':
      return 'A direct message to a rep in Slack';
    case 'mark':
      return 'The mark of a delivered reply in Slack';
    case 'erase':
      return 'Taking an erased person’s messages out of Slack';
    default:
      return 'Something to Slack';
  }
}
