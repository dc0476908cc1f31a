import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../wire/chat.ts';
import { type ChatHouse, type Lead, openChatHouse } from './chat-house.ts';

let house: ChatHouse;
let origin: string;
beforeAll(async () => {
  house = await openChatHouse({ asks: false });
  origin = await house.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => house.close());

interface Heard {
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on what they expect to find
  readonly data: any;
}

/** An open chat, as the widget keeps it: it remembers the last change it has, and opens again from there. */
class Tab {
  readonly heard: Heard[] = [];
  readonly #lead: Lead;
  #after = 0;
  #stop = new AbortController();
  #waiting: (() => void)[] = [];
  #steps: Promise<void> = Promise.resolve();
  ended: Promise<void> = Promise.resolve();

  constructor(lead: Lead) {
    this.#lead = lead;
  }

  get messages(): ChatMessage[] {
    return this.heard.flatMap(({ event, data }) => (event === 'message' ? [data] : []));
  }

  open(): Promise<void> {
    return this.#next(() => this.#open());
  }

  /** Cuts the connection, in the middle of whatever it does. */
  drop(): Promise<void> {
    this.#stop.abort();
    return this.#next(async () => {
      this.#stop.abort();
      await this.ended;
    });
  }

  // One after the other, as a browser's tab does things.
  #next(step: () => Promise<void>): Promise<void> {
    this.#steps = this.#steps.then(step);
    return this.#steps;
  }

  async #open(): Promise<void> {
    await this.ended;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const body = JSON.stringify({ ...this.#lead.key, after: this.#after });
    // Null: dropped before it was open.
    const answer = await fetch(`${origin}/chat/stream`, { method: 'POST', body, signal }).catch(() => null);
    if (answer === null) return;
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    this.ended = this.#read(answer).catch(() => {});
  }

  /** Resolves when what was heard is what `is` waits for. */
  until(is: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!is()) return void this.#waiting.push(check);
        resolve();
      };
      check();
    });
  }

  async #read(answer: Response): Promise<void> {
    let text = '';
    for await (const chunk of answer.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.#hear(block);
      for (const check of this.#waiting.splice(0)) check();
    }
  }

  #hear(block: string): void {
    const event = /^event: (.*)$/m.exec(block)?.[1];
    const data = /^data: (.*)$/m.exec(block)?.[1];
    if (event === undefined || data === undefined) return;
    this.heard.push({ event, data: JSON.parse(data) });
    if (event === 'message') this.#after = JSON.parse(data).change;
  }
}

const rep = (lead: Lead, text: string, internal = false) =>
  house.call(`POST /conversations/${lead.inboxId()}/messages`, { body: { clientId: randomUUID(), text, internal } });

describe('an open chat', () => {
  it('hears what there is, then what happens: messages, typing, reading, who is there, the end', async () => {
    const lead = house.lead();
    await lead.says('Hello');
    const tab = new Tab(lead);
    await tab.open();
    await tab.until(() => tab.heard.some(({ event }) => event === 'team'));
    expect(tab.heard.map(({ event }) => event)).toEqual(['message', 'read', 'status', 'team']);
    const shown = async () => (await house.call(`GET /conversations/${lead.inboxId()}`)).body.here;
    expect(await shown()).toBe(true);
    await house.call(`POST /conversations/${lead.inboxId()}/typing`, { body: { typing: true } });
    await rep(lead, 'Between us', true);
    await rep(lead, 'Hi there');
    await lead.says('And one more');
    await house.call(`POST /conversations/${lead.inboxId()}/read`, { body: { seq: 4 } });
    await house.call(`POST /conversations/${lead.inboxId()}/act`, { body: { act: 'close' } });
    await tab.until(() => tab.heard.some(({ event, data }) => event === 'status' && data.closed));
    const later = tab.heard.slice(4);
    expect(later).toContainEqual({ event: 'typing', data: { name: expect.any(String), typing: true } });
    // Who answers has read what came before.
    expect(later.filter(({ event }) => event === 'read').map(({ data }) => data.seq)).toEqual([3, 4]);
    expect(tab.messages.map((one) => one.text || one.event)).toEqual(['Hello', 'Hi there', 'And one more', 'closed']);
    await lead.post('/chat/leave', { ...lead.key, here: false });
    expect(await shown()).toBe(false);
    await lead.post('/chat/leave', { ...lead.key, here: true });
    expect(await shown()).toBe(true);
    await tab.drop();
  });

  it('ends with the conversation of a person who is erased', async () => {
    const lead = house.lead();
    await lead.visits('/', { email: 'gone@stream.test' });
    await lead.says('Hello');
    await house.settled();
    const tab = new Tab(lead);
    await tab.open();
    await house.call('POST /privacy/erase', { body: { email: 'gone@stream.test' } });
    await tab.ended;
    const again = await lead.post('/chat/stream', { ...lead.key, after: 0 });
    expect(again.status).toBe(404);
  });

  it('ends when the server does, which does not wait for it', async () => {
    const own = await openChatHouse({ asks: false });
    const at = await own.app.listen({ port: 0, host: '127.0.0.1' });
    const lead = own.lead();
    await lead.says('Hello');
    const body = JSON.stringify({ ...lead.key, after: 0 });
    const answer = await fetch(`${at}/chat/stream`, { method: 'POST', body });
    const reader = answer.body?.getReader();
    let text = '';
    while (!text.includes('"text":"Hello"')) text += Buffer.from((await reader?.read())?.value ?? []).toString();
    await own.close();
    while (!(await reader?.read())?.done);
  });

  it('is known to be away, and what it missed is marked for the team until it is read', async () => {
    const lead = house.lead();
    await lead.says('Hello');
    const { body } = await rep(lead, 'Are you still there?');
    expect(body.leadAway).toBe(true);
    await lead.post('/chat/read', { ...lead.key, seq: body.seq });
    const { items } = (await house.call(`GET /conversations/${lead.inboxId()}/messages`)).body;
    expect(items.at(-1)).toMatchObject({ id: body.id, leadAway: false });
  });
});

type Step =
  | { readonly do: 'say' | 'say twice' | 'reply' | 'note' | 'edit' | 'delete' }
  | { readonly do: 'drop' | 'open'; readonly tab: 0 | 1 };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc
    .constantFrom('say' as const, 'say twice' as const, 'reply' as const, 'note' as const)
    .map((word) => ({ do: word })),
  fc.constantFrom('edit' as const, 'delete' as const).map((word) => ({ do: word })),
  fc.record({ do: fc.constantFrom('drop' as const, 'open' as const), tab: fc.constantFrom(0 as const, 1 as const) }),
);

describe('two tabs that drop and come back', () => {
  it('lose nothing, hear nothing twice, and hear it in order, whatever happens meanwhile', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 30 }), async (steps) => {
        const lead = house.lead();
        await lead.start();
        const tabs = [new Tab(lead), new Tab(lead)] as const;
        const isOpen = [false, false];
        const said: string[] = [];
        // Not waited for one by one: what is written and what drops goes on side by side.
        const under: Promise<unknown>[] = [];
        for (const [index, step] of steps.entries()) under.push(take(step, index));
        async function take(step: Step, index: number): Promise<void> {
          if (step.do === 'drop' || step.do === 'open') {
            if (isOpen[step.tab] === (step.do === 'open')) return;
            isOpen[step.tab] = step.do === 'open';
            await (step.do === 'open' ? tabs[step.tab].open() : tabs[step.tab].drop());
          } else if (step.do === 'say' || step.do === 'say twice') {
            const clientId = randomUUID();
            const times = step.do === 'say' ? 1 : 2;
            await Promise.all(Array.from({ length: times }, () => lead.says(`said ${index}`, { clientId })));
          } else if (step.do === 'reply' || step.do === 'note') {
            const { body } = await rep(lead, `replied ${index}`, step.do === 'note');
            if (step.do === 'reply') said.push(body.id);
          } else {
            const message = said.at(-1);
            const text = step.do === 'edit' ? `edited ${index}` : '';
            if (message === undefined) return;
            await house.call(`PATCH /conversations/${lead.inboxId()}/messages`, { body: { message, text } });
          }
        }
        await Promise.all(under);
        await Promise.all(tabs.map((tab) => tab.drop()));
        const all: ChatMessage[] = await lead.hears();
        const last = all.at(-1)?.change ?? 0;
        for (const tab of tabs) {
          await tab.open();
          await tab.until(() => (tab.messages.at(-1)?.change ?? 0) >= last);
          await tab.drop();
          const changes = tab.messages.map((one) => one.change);
          expect(changes).toEqual([...new Set(changes)].toSorted((a, b) => a - b));
          const folded = new Map(tab.messages.map((one) => [one.seq, withoutUrls(one)]));
          expect([...folded.values()].toSorted((a, b) => a.change - b.change)).toEqual(all.map(withoutUrls));
        }
        const seqs = (await house.call(`GET /conversations/${lead.inboxId()}/messages`, { query: { limit: '200' } }))
          .body.items;
        expect(seqs.map((one: { seq: number }) => one.seq)).toEqual(seqs.map((_: unknown, index: number) => index + 1));
        const twice = steps.filter((step) => step.do === 'say' || step.do === 'say twice').length;
        expect(seqs.filter((one: { author: string }) => one.author === 'lead')).toHaveLength(twice);
      }),
      { numRuns: 25 },
    );
  });
});

function withoutUrls(message: ChatMessage): ChatMessage {
  return { ...message, files: [] };
}
