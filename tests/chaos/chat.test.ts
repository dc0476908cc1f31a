import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { randomFrom, whole } from '../../src/sample/random.ts';
import { forgetHome, get, type Home, newMadeHome, start, TAG_ID } from './knock-process.ts';

const LEADS = 4;
const ROUNDS = 3;
const AGAIN_AFTER_MS = 100;
// Since the server last took anything of a lead.
const GIVES_UP_MS = 60_000;
const CATCHES_UP = { timeout: 60_000, interval: 100 };

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Somebody in the chat whose widget keeps what was not acknowledged, and sends it again. */
class Lead {
  readonly acknowledged: string[] = [];
  readonly #origin: string;
  readonly #secret = randomBytes(32).toString('base64url');
  readonly #visitor = { id: randomUUID() };
  readonly #clientId = randomUUID();
  #conversation: string | null = null;
  #waiting: { readonly clientId: string; readonly text: string } | null = null;
  #said = 0;

  constructor(home: Home) {
    this.#origin = `http://127.0.0.1:${home.port}`;
  }

  get inboxId(): string {
    const id = this.#conversation?.slice(32) ?? '';
    return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  /** Writes until it is told to stop; what has no good answer is sent again. Rejects when nothing is taken any more. */
  async talk(isOver: () => boolean): Promise<void> {
    let takenAt = Date.now();
    while (!isOver()) {
      try {
        await this.#step();
        takenAt = Date.now();
      } catch (cause) {
        if (Date.now() - takenAt > GIVES_UP_MS) throw new Error('a lead is not heard any more', { cause });
        await moment(AGAIN_AFTER_MS);
      }
    }
  }

  async #step(): Promise<void> {
    if (this.#conversation === null) {
      const started = await this.#post('/chat/start', {
        ...{ tagId: TAG_ID, clientId: this.#clientId, visitor: this.#visitor },
        page: { url: 'https://acme.test/pricing' },
      });
      this.#conversation = started.conversation;
    }
    if (this.#waiting === null) {
      this.#said += 1;
      this.#waiting = { clientId: randomUUID(), text: `How much for ${this.#said} seats?` };
    }
    const waiting = this.#waiting;
    await this.#post('/chat/send', { conversation: this.#conversation, ...waiting });
    this.acknowledged.push(waiting.text);
    this.#waiting = null;
  }

  async #post(path: string, body: object) {
    const answer = await fetch(`${this.#origin}${path}`, {
      method: 'POST',
      headers: { 'user-agent': AGENT },
      body: JSON.stringify({ ...body, secret: this.#secret }),
      signal: AbortSignal.timeout(20_000),
    });
    if (answer.status === 429) await moment(1_000);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { conversation: string };
  }
}

const AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36';

async function killedMidway(home: Home, leads: readonly Lead[], seed: number): Promise<void> {
  const random = randomFrom(seed, 'chat');
  const taken = () => leads.reduce((sum, lead) => sum + lead.acknowledged.length, 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const knock = await start(home);
    const enough = taken() + whole(random, 5, 20);
    let isOver = false;
    const talking = Promise.all(leads.map((lead) => lead.talk(() => isOver)));
    while (taken() < enough) await Promise.race([moment(5), talking]);
    await moment(whole(random, 0, 30));
    await knock.end('SIGKILL');
    isOver = true;
    await talking;
  }
}

function moment(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

it('kill -9 in the middle of conversations: what was acknowledged is there, once, in order, and recorded', async () => {
  const home = await newMadeHome();
  cleanups.push(() => forgetHome(home));
  const leads = Array.from({ length: LEADS }, () => new Lead(home));
  await killedMidway(home, leads, 3);

  const knock = await start(home);
  // Each sends once more what it has no answer to.
  for (const lead of leads) {
    const before = lead.acknowledged.length;
    await lead.talk(() => lead.acknowledged.length > before);
  }
  for (const lead of leads) {
    const { body } = await get(home.port, `/api/v1/conversations/${lead.inboxId}/messages?limit=200`);
    const messages: { seq: number; author: string; text: string }[] = body.items;
    expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
    expect(messages.filter(({ author }) => author === 'lead').map(({ text }) => text)).toEqual(lead.acknowledged);
    await expect.poll(() => recordedOf(home, lead), CATCHES_UP).toEqual([...lead.acknowledged].sort());
    const shown = async () => (await get(home.port, `/api/v1/conversations/${lead.inboxId}`)).body;
    await expect.poll(async () => (await shown()).type.type, CATCHES_UP).toBe('Buying');
  }
  expect(await knock.end('SIGTERM')).toEqual({ code: 0, signal: null });
});

/** The texts of the lead's signals. */
async function recordedOf(home: Home, lead: Lead): Promise<string[]> {
  const { body: conversation } = await get(home.port, `/api/v1/conversations/${lead.inboxId}`);
  const { body, status } = await get(home.port, `/api/v1/contacts/${conversation.contact.id}/timeline?limit=200`);
  const said = (status === 200 ? body.items : []).filter((one: { kind: string }) => one.kind === 'chat_message');
  return said.map((one: { text: string }) => one.text).sort();
}
