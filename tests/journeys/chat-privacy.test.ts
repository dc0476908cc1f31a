import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY } from '../../src/foundation/time.ts';
import { contactIdOf, identityIdOf } from '../../src/identity/keys.ts';
import { keepHouse } from '../../src/retention.ts';
import { type ChatHouse, openChatHouse } from './chat-house.ts';

let house: ChatHouse;
// A database of its own: a night's work is done for every workspace in it, and drops months for good.
beforeAll(async () => {
  house = await openChatHouse({ ownDatabase: true });
});
afterAll(() => house.close());

const person = (email: string) =>
  contactIdOf(house.workspaceId, identityIdOf(house.workspaceId, { kind: 'email', value: email }));

/** Names of the tables with a row of this workspace that holds one of these words. */
async function tablesThatSay(...words: readonly string[]): Promise<string[]> {
  const { rows } = await house.ctx.db.pool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await house.ctx.db.pool.query(
      `select from ${name} t where workspace_id = $1 and t::text ilike any($2)`,
      [house.workspaceId, words.map((word) => `%${word}%`)],
    );
    if ((rowCount ?? 0) > 0) found.push(name);
  }
  return found;
}

it('erasing a person takes their conversations, files and labels out of every table; others keep theirs', async () => {
  const zoe = house.lead();
  await zoe.visits('/', { email: 'zoe@zebra.test' });
  const { body: file } = await zoe.uploads('zebra.txt', Buffer.from('A list of zebras'));
  await zoe.says('Zebras need 40 seats, how much?', { files: [file.id] });
  const max = house.lead();
  await max.visits('/', { email: 'max@yak.test' });
  await max.says('Yaks need 2 seats, how much?');
  await house.settled();
  await house.call(`POST /conversations/${zoe.inboxId()}/act`, { body: { act: 'type', type: 'Support' } });
  await house.settled();
  expect(await tablesThatSay('zebra')).toEqual(
    expect.arrayContaining(['chat_file', 'contact', 'delivery', 'message', 'signal']),
  );
  const erased = await house.call('POST /privacy/erase', { body: { email: 'zoe@zebra.test' } });
  expect(erased.status).toBe(200);
  expect(await tablesThatSay('zebra', zoe.inboxId())).toEqual(['audit']);
  expect(await tablesThatSay('yak')).toEqual(expect.arrayContaining(['message']));
  expect((await zoe.post('/chat/messages', { ...zoe.key, after: 0 })).status).toBe(404);
  expect((await house.app.inject({ url: file.url })).statusCode).toBe(404);
  expect(await max.hears()).not.toEqual([]);
});

it('a person’s export holds what was said, without the team’s notes', async () => {
  const lead = house.lead();
  await lead.visits('/', { email: 'kai@koala.test' });
  await lead.says('Do you support koalas?');
  await house.settled();
  const post = (text: string, internal: boolean) =>
    house.call(`POST /conversations/${lead.inboxId()}/messages`, { body: { clientId: randomUUID(), text, internal } });
  await post('We do.', false);
  await post('Odd one.', true);
  const { body } = await house.call(`GET /contacts/${person('kai@koala.test')}/export`);
  expect(body.conversations).toHaveLength(1);
  const texts = body.conversations[0].messages.map((one: { text: string }) => one.text);
  expect(texts).toEqual(expect.arrayContaining(['Do you support koalas?', 'We do.']));
  expect(JSON.stringify(body)).not.toContain('Odd one.');
});

it('what is past its retention goes with all that was said; what somebody wrote in since stays', async () => {
  const old = house.lead();
  await old.says('An old question about okapis');
  const kept = house.lead();
  await kept.says('Another one about tapirs');
  await house.settled();
  house.pass(130 * DAY);
  await kept.says('Are you still there?');
  await house.settled();
  await house.call('PUT /privacy', { body: { retentionMonths: 3 } });
  expect((await keepHouse(house.ctx)).conversations).toBeGreaterThan(0);
  expect(await tablesThatSay('okapi')).not.toContain('message');
  expect((await old.post('/chat/messages', { ...old.key, after: 0 })).status).toBe(404);
  expect((await kept.hears()).map((one) => one.text)).toEqual(
    expect.arrayContaining(['Another one about tapirs', 'Are you still there?']),
  );
});

it('a reply by an API key is the brand’s to the lead, and the key’s to the team', async () => {
  const lead = house.lead();
  await lead.says('Is anybody there?');
  await house.settled();
  const body = { clientId: randomUUID(), text: 'We are.', internal: false };
  const { body: sent } = await house.call(`POST /conversations/${lead.inboxId()}/messages`, { body });
  expect(sent.name).toBe('admin');
  expect((await lead.hears()).find((one) => one.text === 'We are.')?.name).toBeNull();
});
