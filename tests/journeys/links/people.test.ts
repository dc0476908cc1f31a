import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/foundation/time.ts';
import { IPHONE, type LinkHouse, openLinkHouse } from './house.ts';

let house: LinkHouse;
beforeAll(async () => {
  house = await openLinkHouse();
  await house.call('PUT /tag', {
    body: { origins: ['https://www.acme.test'], consent: 'open', respectDnt: true, formEmail: false },
  });
});
afterAll(() => house.close());

const page = (path: string) => ({ url: `https://www.acme.test${path}`, path, title: null });
const record = async (contactId: string) => (await house.call(`GET /contacts/${contactId}`)).body;
const says = (browser: string, email: string) =>
  house.collect(browser, { kind: 'identify', page: page('/signup'), claim: { email }, props: {} });

/** A link, and the address of one recipient without its host. */
async function madeFor(name: string, email: string) {
  const link = await house.makeLink({ name });
  await house.call(`POST /links/${link.id}/recipients`, { body: { csv: `email,name\n${email},Somebody` } });
  const { items } = (await house.call(`GET /links/${link.id}/recipients`)).body;
  return { link, path: new URL(items[0].url).pathname + new URL(items[0].url).search };
}

describe('one person over two browsers and a link', () => {
  it('has one timeline: the website, the click that the website carried, and the phone once it is known whose it is', async () => {
    const link = await house.makeLink({ name: 'Talk to us' });
    await house.collect('laptop-ann', { page: page('/pricing'), entry: true });
    house.pass(MINUTE);
    // What the tag makes of the link at click time.
    const boot = await house.opens('nobody-yet', `/l/talk-to-us?knock_v=laptop-ann.${house.ctx.clock().toString(36)}`, {
      headers: { referer: 'https://www.acme.test/pricing' },
    });
    expect(boot.visitor).toBe('laptop-ann');
    const laptop = house.contact('browser', 'laptop-ann');
    expect(await house.timeline(laptop)).toEqual(['page_view', 'knock_link_click', 'knock_link_open']);
    // The visit on the website goes on: the link is no new source.
    expect((await record(laptop)).latestTouch ?? null).toBeNull();

    house.pass(HOUR);
    await house.opens('phone-ann', '/l/talk-to-us', { agent: IPHONE });
    house.pass(MINUTE);
    expect((await house.call(`GET /links/${link.id}`)).body.totals).toMatchObject({ opens: 2, people: 2 });

    await says('laptop-ann', 'ann@acme.com');
    house.pass(MINUTE);
    await says('phone-ann', 'ann@acme.com');
    const ann = house.contact('email', 'ann@acme.com');
    expect(await house.timeline(ann)).toEqual([
      ...['page_view', 'knock_link_click', 'knock_link_open', 'knock_link_click', 'knock_link_open'],
      ...['identify', 'identify'],
    ]);
    expect((await record(ann)).devices).toHaveLength(2);
    expect((await house.call(`GET /links/${link.id}`)).body.totals).toMatchObject({ opens: 2, people: 1 });
  });

  it('a copied address carries nobody: after five minutes the page is its own visitor’s', async () => {
    await house.makeLink({ name: 'Copied' });
    const stale = `/l/copied?knock_v=laptop-bob.${house.ctx.clock().toString(36)}`;
    house.pass(5 * MINUTE + 1);
    expect((await house.ask(stale)).boot.visitor).toBeNull();
  });
});

describe('the leads of a link', () => {
  it('that are High now are counted, and no longer once they cooled', async () => {
    const link = await house.makeLink({ name: 'Hot' });
    const highLeads = async () => (await house.call(`GET /links/${link.id}/stats`)).body.totals.highLeads;
    await house.opens('browser-hot', '/l/hot');
    expect(await highLeads()).toBe(0);
    for (const path of ['/pricing', '/demo', '/customers', '/security', '/pricing/enterprise']) {
      await house.collect('browser-hot', { page: page(path) });
      await house.collect('browser-hot', { kind: 'form_submit', page: page(path) });
    }
    expect(await highLeads()).toBe(1);
    house.pass(365 * 24 * HOUR);
    expect(await highLeads()).toBe(0);
  });
});

describe('a link made for one recipient', () => {
  it('makes no contact by being made', async () => {
    await madeFor('Only made', 'eve@gmail.com');
    expect((await house.call(`GET /contacts/${house.contact('email', 'eve@gmail.com')}`)).status).toBe(404);
  });

  it('says who the browser probably is, until somebody says it for sure', async () => {
    const { link, path } = await madeFor('For Cleo', 'cleo@acme.com');
    await house.collect('browser-cleo', { page: page('/blog'), entry: true });
    house.pass(MINUTE);
    await house.opens('browser-cleo', path);
    const cleo = house.contact('email', 'cleo@acme.com');
    // From the beginning: also what the browser did before.
    expect(await house.timeline(cleo)).toEqual(['page_view', 'knock_link_click', 'knock_link_open']);
    expect(await record(cleo)).toMatchObject({
      email: 'cleo@acme.com',
      identified: true,
      probable: true,
      duplicateCount: 0,
    });
    const { items } = (await house.call(`GET /contacts/${cleo}/identities`)).body;
    const browser = items.find((one: { kind: string }) => one.kind === 'browser');
    expect(browser).toMatchObject({ verified: false, probable: true });
    expect(browser.ledger[0]).toMatchObject({ rule: 'recipient_link', because: expect.stringContaining('passed on') });
    const recipients = (await house.call(`GET /links/${link.id}/recipients`)).body.items;
    expect(recipients[0].openedAt).not.toBeNull();

    await says('browser-cleo', 'cleo@acme.com');
    expect(await record(cleo)).toMatchObject({ probable: false });
    expect(await house.timeline(cleo)).toHaveLength(4);
  });

  it('gives way to whom the browser says it is: a link that was passed on is the other’s story', async () => {
    const { path } = await madeFor('For Dan', 'dan@acme.com');
    await house.opens('browser-finn', path);
    expect(await house.timeline(house.contact('email', 'dan@acme.com'))).toHaveLength(2);
    house.pass(MINUTE);
    await says('browser-finn', 'finn@bolt.com');
    const finn = house.contact('email', 'finn@bolt.com');
    expect(await house.timeline(finn)).toEqual(['knock_link_click', 'knock_link_open', 'identify']);
    expect(await house.timeline(house.contact('email', 'dan@acme.com'))).toEqual([]);
    expect(await record(finn)).toMatchObject({ probable: false, duplicateCount: 0 });
  });

  it('never moves a browser that is known', async () => {
    const { path } = await madeFor('For Gus', 'gus@acme.com');
    await says('browser-hal', 'hal@bolt.com');
    house.pass(MINUTE);
    await house.opens('browser-hal', path);
    const hal = house.contact('email', 'hal@bolt.com');
    expect(await house.timeline(hal)).toEqual(['identify', 'knock_link_click', 'knock_link_open']);
    expect(await record(hal)).toMatchObject({ probable: false, duplicateCount: 0 });
  });

  it('is not asked whose it is by a browser that wants not to be followed', async () => {
    const { path } = await madeFor('For Max', 'max@acme.com');
    await house.opens('browser-max', path, { headers: { 'sec-gpc': '1' } });
    const visitor = house.contact('browser', 'browser-max');
    expect(await record(visitor)).toMatchObject({ identified: false, email: null });
    const carried = `/l/for-max?knock_v=browser-max.${house.ctx.clock().toString(36)}`;
    expect((await house.ask(carried, { headers: { dnt: '1' } })).boot.visitor).toBeNull();
  });

  it('verifies nobody, and a token of another link or with a letter changed names nobody', async () => {
    const one = await madeFor('Token one', 'ida@acme.com');
    await house.makeLink({ name: 'Token two' });
    const token = new URLSearchParams(one.path.split('?')[1]).get('r') ?? '';
    await house.opens('browser-forger-1', `/l/token-two?r=${token}`);
    await house.opens('browser-forger-2', `/l/token-one?r=${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`);
    for (const browser of ['browser-forger-1', 'browser-forger-2']) {
      expect(await record(house.contact('browser', browser))).toMatchObject({ identified: false, email: null });
    }
    await house.opens('browser-ida', one.path);
    expect((await record(house.contact('email', 'ida@acme.com'))).emails).toEqual([
      { email: 'ida@acme.com', verified: false },
    ]);
  });
});

describe('erasing a person', () => {
  const tables = ['link_recipient', 'link_visit', 'link_visitor'];
  const rowsAbout = async (word: string) => {
    const counts = tables.map(async (table) => {
      const { rowCount } = await house.ctx.db.pool.query(
        `select from ${table} t where workspace_id = $1 and t::text ilike $2`,
        [house.workspaceId, `%${word}%`],
      );
      return rowCount ?? 0;
    });
    return (await Promise.all(counts)).reduce((sum, n) => sum + n, 0);
  };

  it('takes along what was made for them, and their visits', async () => {
    const { link, path } = await madeFor('For Jon', 'jon@acme.com');
    await house.opens('browser-jon', path);
    // Asked for by somebody whom nobody proved.
    await house.ask(path);
    await house.settle();
    const jon = (await house.call(`GET /contacts/${house.contact('email', 'jon@acme.com')}/export`)).body;
    expect(jon.links).toMatchObject({
      recipients: [{ link: 'For Jon', email: 'jon@acme.com' }],
      visits: [{ link: 'For Jon' }],
    });
    await house.call('POST /privacy/erase', { body: { email: 'jon@acme.com' } });
    for (const table of tables) {
      const { rowCount } = await house.ctx.db.pool.query(
        `select from ${table} where workspace_id = $1 and link_id = $2`,
        [house.workspaceId, link.id],
      );
      expect([table, rowCount]).toEqual([table, 0]);
    }
    expect((await house.call(`GET /links/${link.id}`)).body.totals).toMatchObject({ opens: 1, people: 0 });
    // Their address says nothing any more.
    await house.opens('browser-kim', path);
    expect(await record(house.contact('browser', 'browser-kim'))).toMatchObject({ identified: false });
  });

  it('works for a recipient who never came', async () => {
    await madeFor('For Lea', 'lea@acme.com');
    expect(await rowsAbout('lea@acme.com')).toBe(1);
    const answer = await house.call('POST /privacy/erase', { body: { email: 'Lea@acme.com' } });
    expect(answer).toMatchObject({ status: 200, body: { contacts: 0, identities: 0, signals: 0 } });
    expect(await rowsAbout('lea@acme.com')).toBe(0);
    expect((await house.call('POST /privacy/erase', { body: { email: 'lea@acme.com' } })).status).toBe(404);
  });
});
