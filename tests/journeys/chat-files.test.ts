import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '../../src/foundation/time.ts';
import { type ChatHouse, type Lead, openChatHouse } from './chat-house.ts';

let house: ChatHouse;
beforeAll(async () => {
  house = await openChatHouse({ asks: false });
});
afterAll(() => house.close());

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('a file', () => {
  it.each([
    ['HTML called a picture', 'cat.png', '<!doctype html><script>alert(1)</script>'],
    ['SVG', 'logo.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a page without a doctype', 'a.txt', '  <HTML><body onload=alert(1)>'],
    ['a program', 'a.png', Buffer.from('7f454c4602010100000000000000000002003e0001000000', 'hex')],
    ['bytes of no kind', 'a.txt', Buffer.from([0, 1, 2, 3, 255, 254])],
  ])('is refused by its bytes: %s', async (_, name, content) => {
    const answer = await house.lead().uploads(name, Buffer.from(content));
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_type' } });
  });

  it('is taken by its bytes, whatever it is called', async () => {
    const lead = house.lead();
    const taken = async (name: string, content: string | Buffer) => {
      const { body } = await lead.uploads(name, Buffer.from(content));
      return [body.name, body.type];
    };
    expect(await taken('cat.html', PNG)).toEqual(['cat.html.png', 'image/png']);
    expect(await taken('leads.txt', 'name;seats\nAcme;40\nBolt;2\n')).toEqual(['leads.txt.csv', 'text/csv']);
    expect(await taken('notes', 'Plain words.')).toEqual(['notes.txt', 'text/plain']);
    expect(await taken('a.pdf', '%PDF-1.7\n%âãÏÓ\n')).toEqual(['a.pdf', 'application/pdf']);
  });

  it('comes back as a download that a browser cannot run; pictures may be shown', async () => {
    const lead = house.lead();
    const { body: text } = await lead.uploads('a.txt', Buffer.from('Plain words.'));
    const { body: picture } = await lead.uploads('cat.png', PNG);
    const { files } = await lead.says('', { files: [text.id, picture.id] });
    expect(files.map((one: { name: string }) => one.name)).toEqual(['a.txt', 'cat.png']);
    const got = await house.app.inject({ url: files[0].url });
    expect(got.statusCode).toBe(200);
    expect(got.body).toBe('Plain words.');
    expect(got.headers).toMatchObject({
      'content-disposition': expect.stringMatching(/^attachment; filename="a\.txt"/),
      'content-security-policy': expect.stringContaining('sandbox'),
      'x-content-type-options': 'nosniff',
      'content-type': 'text/plain; charset=utf-8',
    });
    const image = await house.app.inject({ url: files[1].url });
    expect(image.headers['content-disposition']).toMatch(/^inline/);
    expect(image.rawPayload).toEqual(PNG);
  });

  it('has an address that ends, and that cannot be made for another file', async () => {
    const lead = house.lead();
    const { body: file } = await lead.uploads('a.txt', Buffer.from('Plain words.'));
    const { body: other } = await lead.uploads('b.txt', Buffer.from('Other words.'));
    const get = async (url: string) => (await house.app.inject({ url })).statusCode;
    expect(await get(file.url.replace(/until=\d+/, 'until=99999999999999'))).toBe(404);
    const query = new URL(file.url, 'http://x').search;
    expect(await get(`${new URL(other.url, 'http://x').pathname}${query}`)).toBe(404);
    expect(await get(file.url)).toBe(200);
    house.pass(3 * HOUR);
    expect(await get(file.url)).toBe(404);
  });

  it('of another conversation, or one that was sent already, is not sent again', async () => {
    const ann = house.lead();
    const { body: file } = await ann.uploads('a.txt', Buffer.from('Plain words.'));
    const bob = house.lead();
    await bob.start();
    const send = (lead: Lead, files: string[]) =>
      lead.post('/chat/send', { ...lead.key, clientId: randomUUID(), text: 'Look', files });
    expect((await send(bob, [file.id])).status).toBe(400);
    expect((await send(ann, [file.id])).status).toBe(200);
    expect((await send(ann, [file.id])).status).toBe(400);
    expect(await bob.hears()).toEqual([]);
  });

  it('is refused when it is too large, or the conversation is full', async () => {
    const lead = house.lead();
    const large = Buffer.alloc(10 * 1024 * 1024 + 1, 'a');
    expect((await lead.uploads('a.txt', large)).status).toBe(413);
    await house.ctx.db.pool.query(
      'insert into chat_file (workspace_id, id, conversation_id, name, media_type, size, bytes, created_at) values ($1, gen_random_uuid(), $2, $3, $4, $5, $6, now())',
      [house.workspaceId, lead.inboxId(), 'full.txt', 'text/plain', 50 * 1024 * 1024 - 5, Buffer.from('x')],
    );
    expect(await lead.uploads('a.txt', Buffer.from('123456'))).toMatchObject({
      status: 413,
      body: { code: 'too_large' },
    });
    expect((await lead.uploads('a.txt', Buffer.from('12345'))).status).toBe(200);
  });

  it('goes both ways, and goes with the message that is deleted', async () => {
    const lead = house.lead();
    await lead.says('Can I have the price list?');
    const upload = await house.app.inject({
      method: 'POST',
      url: `/api/v1/conversations/${lead.inboxId()}/files?name=prices.csv`,
      headers: { authorization: `Bearer ${house.apiKey}`, 'content-type': 'application/octet-stream' },
      payload: 'plan,price\nteam,20\n',
    });
    const file = upload.json();
    expect(file).toMatchObject({ name: 'prices.csv', type: 'text/csv' });
    const { body } = await house.call(`POST /conversations/${lead.inboxId()}/messages`, {
      body: { clientId: randomUUID(), text: '', internal: false, files: [file.id] },
    });
    const got = (await lead.hears()).at(-1);
    expect(got.files).toEqual([expect.objectContaining({ id: file.id, name: 'prices.csv' })]);
    expect((await house.app.inject({ url: got.files[0].url })).body).toContain('team,20');
    await house.call(`PATCH /conversations/${lead.inboxId()}/messages`, { body: { message: body.id, text: '' } });
    expect((await lead.hears()).at(-1)).toMatchObject({ deleted: true, files: [] });
    expect((await house.app.inject({ url: got.files[0].url })).statusCode).toBe(404);
  });
});
