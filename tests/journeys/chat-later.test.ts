import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { LogUnavailable, type SignalLog } from '../../src/capture/log.ts';
import type { ConversationChange } from '../../src/chat/change.ts';
import { clearUnsent } from '../../src/chat/files/file-store.ts';
import { runDue } from '../../src/chat/jobs.ts';
import { DAY, HOUR, MINUTE } from '../../src/foundation/time.ts';
import { builtInTypeReader } from '../../src/intent/type/store.ts';
import { openChatHouse } from './chat-house.ts';

it('a person who joins while a provider still reads silences the question it would ask', async () => {
  let answer = () => {};
  const reading = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let asked = () => {};
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const house = await openChatHouse({
    types: {
      read: async (workspaceId, input) => {
        asked();
        await reading;
        return { ...(await builtInTypeReader.read(workspaceId, input)), ask: true };
      },
    },
  });
  const lead = house.lead();
  await lead.says('Hi');
  await isAsked;
  await house.call(`POST /conversations/${lead.inboxId()}/messages`, {
    body: { clientId: randomUUID(), text: 'Hello, I am here', internal: false },
  });
  answer();
  await house.settled();
  expect((await lead.hears()).map(({ author }) => author)).toEqual(['lead', 'rep']);
  await house.close();
});

it('what changes is told within its transaction, in order; who refuses it undoes it', async () => {
  const changes: ConversationChange[] = [];
  let isBroken = false;
  const house = await openChatHouse({
    asks: false,
    announce: async (_trx, _workspaceId, change) => {
      if (isBroken) throw new Error('the outbox cannot be written');
      changes.push(change);
    },
  });
  const lead = house.lead();
  await lead.says('How much is it for 200 seats?');
  await house.settled();
  const rep = await house.signIn('rep');
  await house.call(`POST /conversations/${lead.inboxId()}/messages`, {
    as: rep,
    body: { clientId: randomUUID(), text: 'A lot', internal: false },
  });
  expect(changes.map((one) => [one.change, 'first' in one ? one.first : null])).toEqual([
    ['message', true],
    ['status', null],
    ['type', null],
    ['message', false],
    ['owner', null],
    ['message', false],
    ['status', null],
  ]);
  isBroken = true;
  const lost = await lead.post('/chat/send', { ...lead.key, clientId: 'the-same-id', text: 'Hello?' });
  expect(lost.status).toBe(500);
  isBroken = false;
  await lead.says('Hello?', { clientId: 'the-same-id' });
  const said = (await lead.hears()).filter((one) => one.author === 'lead');
  expect(said.map(({ text }) => text)).toEqual(['How much is it for 200 seats?', 'Hello?']);
  await house.close();
});

it('a message whose signal cannot be recorded now is recorded later, once', async () => {
  const house = await openChatHouse({ asks: false });
  const log = house.open.room.signals as { -readonly [Key in keyof SignalLog]: SignalLog[Key] };
  const append = log.append;
  let tries = 0;
  log.append = async (...batch) => {
    tries += 1;
    if (tries < 3) throw new LogUnavailable('the database is away');
    return append(...batch);
  };
  const lead = house.lead();
  await lead.says('How much is it for 200 seats?');
  await house.settled();
  expect((await house.call(`GET /conversations/${lead.inboxId()}`)).body.contact.signalCount).toBe(0);
  for (let times = 0; times < 2; times += 1) {
    await house.later(MINUTE);
    house.ctx.outbox.kick();
    await house.settled();
  }
  expect(tries).toBe(3);
  expect((await house.call(`GET /conversations/${lead.inboxId()}`)).body.contact).toMatchObject({
    signalCount: 1,
    intentType: 'Buying',
  });
  await house.close();
});

it('many conversations that are due at once are all moved, each once, whoever looks', async () => {
  // Whoever looks does so for everybody: in a database of their own nobody else is due.
  const house = await openChatHouse({ asks: false, ownDatabase: true });
  const leads = Array.from({ length: 12 }, () => house.lead());
  for (const lead of leads) await lead.start();
  const heard: string[] = [];
  house.ctx.live.subscribe(house.workspaceId, null, ({ type, data }) => {
    if (type === 'conversation') heard.push((data as { id: string }).id);
  });
  house.pass(3 * HOUR);
  await Promise.all([runDue(house.open.room), runDue(house.open.room), runDue(house.open.room)]);
  await house.settled();
  const { items } = (await house.call('GET /conversations', { query: { status: 'Save the Lead' } })).body;
  expect(items).toHaveLength(12);
  expect(new Set(heard).size).toBe(12);
  expect(await runDue(house.open.room)).toBe(0);
  await house.close();
});

it('one conversation that cannot be moved on does not hold the others back, and is tried again', async () => {
  let broken = '';
  const house = await openChatHouse({
    asks: false,
    announce: async (_trx, _workspaceId, change) => {
      if (change.conversationId === broken) throw new Error('the card cannot be written');
    },
  });
  const [first, second] = [house.lead(), house.lead()];
  await first.start();
  house.pass(MINUTE);
  await second.start();
  const statusOf = async (id: string) => (await house.call(`GET /conversations/${id}`)).body.status;
  broken = first.inboxId();
  await house.later(3 * HOUR);
  expect([await statusOf(broken), await statusOf(second.inboxId())]).toEqual(['New', 'Save the Lead']);
  const mended = broken;
  broken = '';
  await house.later(HOUR);
  expect(await statusOf(mended)).toBe('Save the Lead');
  await house.close();
});

it('a file that no message carried is deleted after a day', async () => {
  const house = await openChatHouse({ asks: false });
  const lead = house.lead();
  const { body: sent } = await lead.uploads('sent.txt', Buffer.from('Sent'));
  const { body: unsent } = await lead.uploads('unsent.txt', Buffer.from('Not sent'));
  await lead.says('Here', { files: [sent.id] });
  const get = async (id: string) => (await house.open.chat.readFile(house.workspaceId, id))?.name ?? null;
  await clearUnsent(house.ctx.db, house.ctx.clock() + DAY - 1);
  expect(await get(unsent.id)).toBe('unsent.txt');
  await clearUnsent(house.ctx.db, house.ctx.clock() + DAY + 1);
  expect([await get(sent.id), await get(unsent.id)]).toEqual(['sent.txt', null]);
  await house.close();
});
