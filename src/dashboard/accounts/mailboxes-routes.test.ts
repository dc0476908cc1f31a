import { expect, it } from 'vitest';
import { createScene } from '../../../tests/scene.ts';
import { DAY, HOUR, MINUTE } from '../../foundation/time.ts';
import { listContacts } from '../contacts/store.ts';
import { newsPublished } from '../news-store.ts';
import { ANY_CONTACT } from '../search/store.ts';
import { prefixQuery } from '../search/words.ts';

const scene = await createScene();
const get = async (path: string, query: Record<string, string> = {}) =>
  (await scene.call(`GET ${path}`, { query })).body;

it('shows the shared mailbox that somebody wrote as: on their record, its signal and the company', async () => {
  const heard: unknown[] = [];
  scene.ctx.live.subscribe(scene.workspaceId, null, (event) => heard.push(event));
  await scene.happens(
    { browser: 'a', path: '/demo', ago: 2 * HOUR },
    { browser: 'a', kind: 'form_submit', path: '/demo', email: 'info@rolexample.com', ago: HOUR },
    { browser: 'a', kind: 'form_submit', path: '/contact', email: 'sales@rolexample.com', ago: MINUTE },
    // A person's address is no mailbox, and what a bot writes is not heard.
    { browser: 'b', email: 'ann@rolexample.com', ago: HOUR },
    { browser: 'bot', email: 'support@rolexample.com', filtered: 'bot_user_agent' },
  );
  const id = scene.stranger('a');
  expect(await get(`/contacts/${id}`)).toMatchObject({
    email: null,
    mailboxes: ['sales@rolexample.com', 'info@rolexample.com'],
  });
  const { items } = await get(`/contacts/${id}/timeline`);
  expect(items.map((one: { mailbox: string | null }) => one.mailbox)).toEqual([
    'sales@rolexample.com',
    'info@rolexample.com',
    null,
  ]);
  const [company] = (await get('/accounts')).items;
  expect((await get(`/accounts/${company.id}`)).roleMailboxes).toEqual(['info@rolexample.com', 'sales@rolexample.com']);
  expect(await get(`/contacts/${scene.person('ann@rolexample.com')}`)).toMatchObject({ mailboxes: [] });
  await newsPublished(scene.ctx, scene.workspaceId);
  expect(JSON.stringify(heard)).toContain('"mailbox":"info@rolexample.com"');
});

it('finds who wrote as a mailbox by its address', async () => {
  const found = (await get('/contacts', { q: 'INFO@rolexample.com' })).items;
  expect(found.map((one: { id: string }) => one.id)).toEqual([scene.stranger('a')]);
});

it('finds a visitor by the company that only a shared mailbox told', async () => {
  for (const q of ['rolexam', 'Rolexample', 'rolexample.com']) {
    const found = (await get('/contacts', { q })).items;
    expect(found.map((one: { id: string }) => one.id)).toContain(scene.stranger('a'));
    // A word that most companies have is tested contact by contact instead.
    const { ctx, workspaceId } = scene;
    const common = { kind: 'test', query: prefixQuery(q) ?? '' } as const;
    const tested = await ctx.db.inWorkspace(workspaceId, (trx) =>
      listContacts(trx, workspaceId, { ...ANY_CONTACT, found: common }, '-score', {
        seen: null,
        limit: 9,
        now: ctx.clock(),
      }),
    );
    expect(tested.map((one) => one.id)).toEqual(found.map((one: { id: string }) => one.id));
  }
});

it('is of whoever used a shared browser then', async () => {
  await scene.happens(
    { browser: 'kiosk', email: 'cem@kiosk.example', ago: 9 * DAY },
    { browser: 'kiosk', kind: 'form_submit', email: 'info@kiosk.example', ago: 8 * DAY },
    { browser: 'kiosk', email: 'dan@kiosk.example', ago: 5 * DAY },
  );
  expect(await get(`/contacts/${scene.person('cem@kiosk.example')}`)).toMatchObject({
    mailboxes: ['info@kiosk.example'],
  });
  expect(await get(`/contacts/${scene.person('dan@kiosk.example')}`)).toMatchObject({ mailboxes: [] });
});
