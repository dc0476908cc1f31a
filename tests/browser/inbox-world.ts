import { randomBytes, randomUUID } from 'node:crypto';
import type { ChatMessage } from '../../wire/chat.ts';
import type { House } from './house.ts';

const CHROME =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36';

/** Somebody on the website's chat, as the widget would speak for them. */
export interface Lead {
  readonly says: (text: string) => Promise<void>;
  /** Everything they can see, oldest first. */
  readonly sees: () => Promise<ChatMessage[]>;
  readonly types: (typing: boolean) => Promise<void>;
  readonly reads: (seq: number) => Promise<void>;
  readonly leavesEmail: (email: string, name: string) => Promise<void>;
}

export async function leadIn(house: House): Promise<Lead> {
  const secret = randomBytes(32).toString('base64url');
  const visitor = { id: randomUUID() };
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${house.url}/chat/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', 'user-agent': CHROME },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`/chat/${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const page = { url: 'https://www.example.com/pricing', title: 'Pricing' };
  const start = { tagId: house.tagId, clientId: randomUUID(), secret, visitor, page, language: 'en' };
  const { conversation } = (await post('start', start)) as { conversation: string };
  const key = { conversation, secret };
  return {
    says: async (text) => void (await post('send', { ...key, clientId: randomUUID(), text, page, visitor })),
    sees: async () => {
      const { messages } = (await post('messages', { ...key, after: 0 })) as { messages: ChatMessage[] };
      return messages.sort((a, b) => a.seq - b.seq);
    },
    types: async (typing) => void (await post('typing', { ...key, typing })),
    reads: async (seq) => void (await post('read', { ...key, seq })),
    leavesEmail: async (email, name) => void (await post('email', { ...key, email, name })),
  };
}

/** What a lead read of what people and the agent wrote to them. */
export const wordsOf = (messages: readonly ChatMessage[]): string[] =>
  messages.filter((one) => one.author !== 'system' && !one.deleted).map((one) => one.text);
