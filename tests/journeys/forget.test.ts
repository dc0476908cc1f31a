import { readFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { byHandRoutes } from '../../src/by-hand.ts';
import { FORGOTTEN as CAPTURE_FORGETS } from '../../src/capture/backlog-store.ts';
import { FORGOTTEN as CHAT_FORGETS } from '../../src/chat/forget-store.ts';
import { FORGOTTEN as SLACK_FORGETS } from '../../src/connections/slack/forget-store.ts';
import { dashboardRoutes } from '../../src/dashboard/routes.ts';
import { exportRoutes } from '../../src/export.ts';
import { forgetRoutes } from '../../src/forget.ts';
import { DAY, HOUR } from '../../src/foundation/time.ts';
import { FORGOTTEN as IDENTITY_FORGETS } from '../../src/identity/forget-store.ts';
import { contactIdOf, identityIdOf } from '../../src/identity/keys.ts';
import { FORGOTTEN as INTENT_FORGETS } from '../../src/intent/forget-store.ts';
import { FORGOTTEN as LINKS_FORGETS } from '../../src/links/forget-store.ts';
import { FORGOTTEN as SIGNALS_FORGETS } from '../../src/signals/forget-store.ts';
import { createWorld, type World } from '../world.ts';
import { records } from './signals.ts';

let world: World;
let gone: string[] = [];
const worlds: World[] = [];

beforeEach(async () => {
  gone = [];
  world = await createWorld({
    rooms: (ctx) => [
      (app) => dashboardRoutes(app, ctx),
      (app) => byHandRoutes(app, ctx, () => {}),
      (app) => exportRoutes(app, ctx),
      (app) => forgetRoutes(app, ctx, (_workspaceId, change) => gone.push(...change.gone.map((one) => one.id))),
    ],
  });
  worlds.push(world);
});
afterAll(async () => {
  for (const one of worlds) await one.close();
});

const identity = (text: string) => {
  const [kind, value = ''] = text.split(/:(.*)/s);
  return identityIdOf(world.workspaceId, { kind: kind as 'browser', value });
};
const contact = (founder: string) => contactIdOf(world.workspaceId, identity(founder));
const ANN = 'email:ann@acme.com';
const BOB = 'email:bob@bolt.com';

const erase = (body: object, as?: Parameters<World['call']>[1]) => world.call('POST /privacy/erase', { ...as, body });
const shown = async (founder: string) => (await world.call(`GET /contacts/${contact(founder)}`)).body;

/** Ann in two browsers and as a user, with traits and touches; Bob apart from her. */
async function annAndBob() {
  await records(
    world,
    { by: 'browser:ann-laptop', touch: TOUCH, text: 'Ann clicked' },
    { by: 'browser:ann-laptop', email: 'ann@acme.com', traits: { name: 'Ann Smith', company: 'Acme' }, path: '/' },
    { by: 'browser:ann-phone', userId: 'ann-7' },
    { by: 'user:ann-7', email: 'ann@acme.com', traits: { jobTitle: 'Head of Ann' } },
    { by: 'browser:bob-laptop', email: 'bob@bolt.com', traits: { name: 'Bob' } },
    { by: 'browser:bob-laptop', path: '/demo' },
  );
}

const TOUCH = {
  ...{ source: 'Ann’s newsletter', channel: 'Email', campaign: null, medium: null, referrer: null },
  entry: true,
};

/** Every row of every table that says one of these words, as `table`. */
async function tablesThatSay(...words: readonly string[]): Promise<string[]> {
  const { rows } = await world.ctx.db.pool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await world.ctx.db.pool.query(
      `select from ${name} t where workspace_id = $1 and t::text ilike any($2)`,
      [world.workspaceId, words.map((word) => `%${word}%`)],
    );
    if ((rowCount ?? 0) > 0) found.push(name);
  }
  return found;
}

describe('erasure', () => {
  it('takes a person out of every table, by e-mail address, and says what it removed', async () => {
    await annAndBob();
    const ids = [ANN, 'browser:ann-laptop', 'browser:ann-phone', 'user:ann-7'].flatMap((one) => [
      identity(one),
      contact(one),
    ]);
    expect(await tablesThatSay('ann', 'acme', ...ids)).toEqual(
      expect.arrayContaining(['account', 'claim', 'contact', 'contact_heat', 'identity', 'ledger', 'signal']),
    );
    expect(await erase({ email: 'Ann@Acme.com' })).toMatchObject({
      status: 200,
      body: { contacts: 1, identities: 4, signals: 4 },
    });
    expect(await tablesThatSay('ann@', 'ann-', 'ann’s', 'ann smith', 'of ann', 'acme')).toEqual([]);
    expect(await tablesThatSay(...ids)).toEqual(['tombstone']);
    expect(gone).toContain(contact(ANN));
    expect(await world.call(`GET /contacts/${contact(ANN)}`)).toMatchObject({ status: 404 });
    expect(await shown(BOB)).toMatchObject({ name: 'Bob', signalCount: 2 });
  });

  it('by the id of any contact that became hers, merged ones included', async () => {
    await annAndBob();
    await world.call(`POST /contacts/${contact(BOB)}/merge`, { body: { other: contact(ANN) } });
    expect(await erase({ contactId: contact(ANN) })).toMatchObject({
      body: { contacts: 2, identities: 6, signals: 6 },
    });
    expect(await tablesThatSay('bob', 'bolt')).toEqual([]);
  });

  it('holds for what arrives later, late or new', async () => {
    await annAndBob();
    await erase({ email: 'ann@acme.com' });
    await records(
      world,
      { by: 'browser:ann-laptop', at: world.ctx.clock() - DAY },
      { by: 'browser:ann-phone' },
      { by: 'user:ann-7' },
      { by: 'browser:new', email: 'ann@acme.com' },
      { by: 'browser:new' },
    );
    expect(await tablesThatSay('ann@', 'ann-')).toEqual([]);
    expect(await erase({ email: 'ann@acme.com' })).toMatchObject({ status: 404 });
    // Who comes without her name is nobody she can be known by.
    expect(await shown('browser:new')).toMatchObject({ signalCount: 1, email: null });
  });

  it('is in the audit log, without a word about whom', async () => {
    await annAndBob();
    await erase({ email: 'ann@acme.com' });
    const audit = (await world.call('GET /audit')).body.items[0];
    expect(audit).toMatchObject({ action: 'person.erased' });
    expect(audit.summary).toBe('Erased a person: contacts 1, identities 4, signals 4.');
  });

  it.each(["o'brien@irish.example", 'jörg@müller.example'])('forgets %s', async (email) => {
    await records(world, { by: 'browser:somebody', email });
    expect(await erase({ email })).toMatchObject({ status: 200, body: { contacts: 1 } });
  });

  it('answers 404 for nobody and 403 for who may not', async () => {
    await annAndBob();
    const manager = await world.signIn('manager');
    expect(await erase({ email: 'nobody@acme.com' })).toMatchObject({ status: 404 });
    expect(await erase({ contactId: 'nonsense' })).toMatchObject({ status: 404 });
    expect(await erase({ contactId: contact('browser:nobody') })).toMatchObject({ status: 404 });
    expect(await erase({ email: 5 })).toMatchObject({ status: 400, body: { errors: [{ field: 'email' }] } });
    expect(await erase({ email: 'ann' })).toMatchObject({ status: 400, body: { errors: [{ field: 'email' }] } });
    const fields = [{ field: 'contactId' }, { field: 'email' }];
    expect(await erase({})).toMatchObject({ status: 400, body: { errors: fields } });
    expect(await erase({ email: 'ann@acme.com' }, { as: manager })).toMatchObject({ status: 403 });
    expect(await shown(ANN)).toMatchObject({ name: 'Ann Smith' });
  });
});

describe('a shared browser', () => {
  const early = () => world.ctx.clock() - 3 * DAY;

  async function sharedByAnnThenBob() {
    await records(
      world,
      { by: 'browser:kiosk', at: early(), path: '/careers' },
      { by: 'browser:kiosk', at: early() + 1, email: 'ann@acme.com', traits: { plan: 'ann’s plan' } },
      { by: 'browser:kiosk', at: early() + DAY, email: 'bob@bolt.com' },
      { by: 'browser:kiosk', at: early() + DAY + 1, path: '/demo' },
    );
  }

  it('keeps its other person, their signals and score', async () => {
    await sharedByAnnThenBob();
    const { points, signalCount } = await shown(BOB);
    expect(await erase({ email: 'ann@acme.com' })).toMatchObject({ body: { contacts: 1, identities: 1, signals: 2 } });
    expect(await shown(BOB)).toMatchObject({ points, signalCount });
    expect(await tablesThatSay('ann')).toEqual([]);
    const { items } = (await world.call(`GET /contacts/${contact(BOB)}/timeline`)).body;
    expect(items.map((item: { kind: string }) => item.kind)).toEqual(['page_view', 'identify']);
  });

  it('goes on recording: for who is left, and for a visitor who says who they are', async () => {
    await sharedByAnnThenBob();
    await erase({ email: 'ann@acme.com' });
    await records(
      world,
      { by: 'browser:kiosk', at: world.ctx.clock() - 2 },
      { by: 'browser:kiosk', at: world.ctx.clock() - 1, email: 'eve@gmail.com' },
      { by: 'browser:kiosk', at: world.ctx.clock() },
    );
    expect(await shown(BOB)).toMatchObject({ signalCount: 3 });
    expect(await shown('email:eve@gmail.com')).toMatchObject({ signalCount: 2 });
  });

  it('is one person’s alone once both were erased, and then silent', async () => {
    await sharedByAnnThenBob();
    await erase({ email: 'ann@acme.com' });
    await erase({ email: 'bob@bolt.com' });
    await records(world, { by: 'browser:kiosk' });
    expect(await world.call(`GET /contacts/${contact('browser:kiosk')}`)).toMatchObject({ status: 404 });
    expect(await tablesThatSay('kiosk')).toEqual([]);
  });
});

describe('every table', () => {
  // Tables with a column that may say something about a lead, which no erasure touches, and why.
  const NOT_ABOUT_ONE_PERSON: Record<string, string> = {
    daily_count: 'how often each page, kind, category and channel occurred on a day; names nobody',
    category_rule: 'what a workspace says of its own pages',
    refusal: 'kinds and field names of refused events, never what a visitor stated; the last thousand',
    tombstone: 'the hashes that keep an erased person away',
    audit: 'what members did; its sentences hold ids of contacts, never a name or address of one',
    workspace: 'the customer’s own settings',
    job_run: 'how far a long job is',
    api_key: 'keys of the customer',
    bucket_count: 'how many contacts were in each bucket on a day',
    rep: 'who answers: members and people of Slack',
    canned_reply: 'what members wrote for everybody',
    chat_setup: 'the customer’s own settings',
    delivery: 'what is to be sent; what is about a conversation goes with it, what was done is cleared after a week',
    connection: 'providers that the customer authorised',
    slack_user: 'people of the customer’s own Slack team',
    link: 'what members made; its texts are theirs',
    link_slug: 'the addresses of links',
    link_count: 'how often a link was clicked, opened or scanned by programs on a day, by source; names nobody',
    backlog_pause: 'until when a workspace’s kept signals are left alone',
    migration: 'names of our own files',
  };

  it('is forgotten by its room, or says why it need not be', () => {
    const source = readFileSync(new URL('../../src/machinery/tables.ts', import.meta.url), 'utf8');
    const tables = [...source.matchAll(/^ {2}(\w+): \{$/gm)].flatMap((match) => match[1] ?? []);
    expect(tables.length).toBeGreaterThan(15);
    const forgotten: readonly string[] = [
      ...CAPTURE_FORGETS,
      ...IDENTITY_FORGETS,
      ...SIGNALS_FORGETS,
      ...INTENT_FORGETS,
      ...CHAT_FORGETS,
      ...LINKS_FORGETS,
      ...SLACK_FORGETS,
    ];
    // Tables of sign-in hold members, who are removed by removing them.
    const left = tables.filter(
      (table) => !forgotten.includes(table) && !(table in NOT_ABOUT_ONE_PERSON) && !table.startsWith('auth_'),
    );
    expect(
      left,
      'tables that no forget function handles: add them to their room’s FORGOTTEN, or a reason here',
    ).toEqual([]);
  });
});

describe('a shared mailbox', () => {
  const wrote = (browser: string) =>
    records(world, { by: `browser:${browser}`, email: 'info@acme.com', traits: { name: browser } });

  it('is exported with who wrote as it, and erased with them', async () => {
    await wrote('ann-laptop');
    await records(world, { by: 'browser:ann-laptop', email: 'ann@acme.com' });
    const { body } = await world.call(`GET /contacts/${contact(ANN)}/export`);
    expect(body.mailboxes).toMatchObject([{ email: 'info@acme.com', identityId: identity('browser:ann-laptop') }]);
    expect(await tablesThatSay('info@acme')).toEqual(['role_mailbox']);
    expect(await erase({ email: 'ann@acme.com' })).toMatchObject({ status: 200 });
    expect(await tablesThatSay('info@acme')).toEqual([]);
  });

  it('names whom to erase while one person wrote as it, and nobody when several did', async () => {
    await wrote('ann-laptop');
    await wrote('bob-laptop');
    expect(await erase({ email: 'info@acme.com' })).toMatchObject({ status: 409, body: { field: 'email' } });
    expect(await erase({ contactId: contact('browser:bob-laptop') })).toMatchObject({ status: 200 });
    expect(await erase({ email: 'Info@Acme.com' })).toMatchObject({ status: 200, body: { contacts: 1 } });
    expect(await tablesThatSay('info@acme', 'laptop')).toEqual([]);
    expect(await erase({ email: 'info@acme.com' })).toMatchObject({ status: 404 });
  });

  it('goes with the stretch of a browser that is somebody else’s too', async () => {
    const hour = (n: number) => world.ctx.clock() - n * HOUR;
    await records(
      world,
      { by: 'browser:kiosk', email: 'ann@acme.com', at: hour(4) },
      { by: 'browser:kiosk', email: 'info@acme.com', at: hour(3) },
      { by: 'browser:kiosk', email: 'bob@bolt.com', at: hour(2) },
      { by: 'browser:kiosk', email: 'sales@bolt.com', at: hour(1) },
    );
    expect(await erase({ email: 'ann@acme.com' })).toMatchObject({ status: 200 });
    expect(await tablesThatSay('info@acme')).toEqual([]);
    expect(await tablesThatSay('sales@bolt')).toEqual(['role_mailbox']);
  });
});

describe('an export', () => {
  const exported = async (id: string) => world.call(`GET /contacts/${id}/export`);

  it('is a JSON file of everything about one person', async () => {
    await annAndBob();
    const answer = await exported(contact(ANN));
    expect(answer.status).toBe(200);
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="contact-${contact(ANN)}.json"`);
    expect(answer.body).toMatchObject({
      contact: { email: 'ann@acme.com', name: 'Ann Smith', account: 'Acme', accountDomains: ['acme.com'] },
      score: { points: expect.any(Number) },
    });
    expect(answer.body.identities.map((one: { value: string }) => one.value).sort()).toEqual(
      ['ann-7', 'ann-laptop', 'ann-phone', 'ann@acme.com'].sort(),
    );
    expect(answer.body.signals).toHaveLength(4);
    expect(answer.body.signals.map((one: { text: string | null }) => one.text)).toContain('Ann clicked');
    expect(answer.body.ledger.length).toBeGreaterThan(3);
    expect(JSON.stringify(answer.body)).not.toMatch(/bob/i);
  });

  it('pages through many signals, each once, of all that was merged', async () => {
    const start = world.ctx.clock() - DAY;
    const many = Array.from({ length: 2_005 }, (_, index) => ({ by: 'browser:b', at: start + Math.floor(index / 3) }));
    await annAndBob();
    const ids = [...(await records(world, { by: 'browser:b', email: 'ann@acme.com', at: start }, ...many))];
    await world.call(`POST /contacts/${contact(ANN)}/merge`, { body: { other: contact(BOB) } });
    const { body } = await exported(contact(BOB));
    const got = body.signals.map((one: { id: string }) => one.id);
    expect(got).toHaveLength(2_006 + 6);
    expect(new Set(got).size).toBe(got.length);
    expect(got).toEqual(expect.arrayContaining(ids.slice(-3)));
  });

  it('is for admins, of contacts that are', async () => {
    await annAndBob();
    const manager = await world.signIn('manager');
    expect(await world.call(`GET /contacts/${contact(ANN)}/export`, { as: manager })).toMatchObject({ status: 403 });
    expect(await exported('nonsense')).toMatchObject({ status: 404 });
    expect(await exported(contact('browser:nobody'))).toMatchObject({ status: 404 });
  });
});
