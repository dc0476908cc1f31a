import { randomBytes, randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ChatMessage } from '../../wire/chat.ts';
import type { House } from './house.ts';

const CHROME =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36';

/** Somebody on the website's chat, as the widget would speak for them. */
export interface Lead {
  /** The conversation's id as the team knows it. */
  readonly id: string;
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
    id: conversation.slice(32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
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

/** Says something, gets an answer and a note, and answers the conversation's id. */
export async function conversationIn(house: House): Promise<string> {
  const lead = await leadIn(house);
  await lead.says('How much is it for 200 seats?');
  await write(house, `/conversations/${lead.id}/messages`, {
    clientId: randomUUID(),
    text: 'Let me look.',
    internal: false,
  });
  await noteIn(house, lead.id, 'They are large.');
  return lead.id;
}

export async function noteIn(house: House, conversation: string, text: string): Promise<void> {
  await write(house, `/conversations/${conversation}/messages`, { clientId: randomUUID(), text, internal: true });
}

/** Makes a link for two recipients and answers its id. */
export async function linkIn(house: House, name = 'Spring newsletter'): Promise<string> {
  const utm = { source: null, medium: null, campaign: null, term: null, content: null };
  const page = { greeting: null, heading: null, intro: null };
  const put = {
    name,
    kind: 'chat',
    channel: 'email',
    target: null,
    ownerId: null,
    utm,
    ...page,
    active: true,
    expiresAt: null,
  };
  const { id } = (await write(house, '/links', put)) as { id: string };
  await write(house, `/links/${id}/recipients`, { csv: 'email,name\nann@acme-corp.com,Ann Lee\nbob@acme-corp.com,' });
  return id;
}

async function write(house: House, path: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const answer = await house.api(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** Begins a reply or a note by its key, and waits until the box is there for what is typed. */
export async function begin(page: Page, what: 'reply' | 'note'): Promise<void> {
  await page.keyboard.press(what === 'reply' ? 'r' : 'n');
  const box = page.getByRole('textbox', { name: what === 'reply' ? /^Reply to/ : 'Internal note' });
  const hasFocus = () => box.evaluateAll(([one]) => one !== undefined && one === one.ownerDocument.activeElement);
  await expect.poll(hasFocus).toBe(true);
}
