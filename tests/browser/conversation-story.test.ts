import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactItem } from '../../wire/api/contacts.ts';
import type { LinkItem } from '../../wire/api/links.ts';
import { addUser, type FakeSlack, openSlack, say, signedHeaders, wrap } from '../slack/slack.ts';
import { type Channel, type Message, makeChannel, type Team, type User } from '../slack/state.ts';
import { launchChromium, leaveChromium } from './chromium.ts';
import { type House, openHouse, signIn } from './house.ts';
import { begin } from './inbox-world.ts';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const WITHIN = { timeout: 30_000 };

let slack: FakeSlack;
let team: Team;
let channel: Channel;
let bob: User;
let house: House;
let browser: Browser;
beforeAll(async () => {
  slack = await openSlack();
  team = slack.team('Acme');
  channel = makeChannel(team, 'leads');
  bob = addUser(team, 'Bob', 'bob@acme.test');
  house = await openHouse({}, { slackApiUrl: slack.apiUrl });
  browser = await launchChromium();
});
afterAll(async () => {
  await leaveChromium();
  await house?.close();
  await slack?.close();
});

async function ask<Answer>(path: string, method = 'GET', body?: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const answer = await house.api(path, body ? { method, headers, body: JSON.stringify(body) } : { method });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json() as Promise<Answer>;
}

/** A browser of its own that somebody sits at, as far as it says. */
async function somebody(): Promise<BrowserContext> {
  const context = await browser.newContext({ userAgent: CHROME, locale: 'en-GB' });
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false }));
  return context;
}

async function inSlack(text: string): Promise<void> {
  const { event } = say(channel, bob, text, { thread: card().ts });
  const body = JSON.stringify(wrap(team, event));
  const headers = { ...signedHeaders(team.signingSecret, body, Date.now()), 'content-type': 'application/json' };
  const answer = await fetch(`${house.url}/slack/events`, { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
}

function card(): Message {
  const found = channel.messages.find((one) => one.thread_ts === undefined);
  if (!found) throw new Error('there is no card yet');
  return found;
}

const shown = () => JSON.stringify(channel.messages.find((one) => one.thread_ts === undefined)?.blocks ?? null);
const bubbles = (page: Page) => page.locator('.bubble').allTextContents();

describe('a conversation, from a link to one contact on two devices', () => {
  it('is told in Slack with score, type and reasons, answered from there and from the inbox, and joins the website’s visitor', async () => {
    await ask('/connections/slack', 'POST', {
      mode: 'http',
      botToken: team.botToken,
      appToken: null,
      signingSecret: team.signingSecret,
    });
    await ask(`/connections/slack/${team.id}`, 'PATCH', { channelId: channel.id });
    await ask('/chat', 'PUT', { ...(await ask<object>('/chat')), askEmail: 'always' });
    const link = await ask<LinkItem>('/links', 'POST', {
      ...{ name: 'Prices', slug: 'prices', kind: 'chat', channel: 'email', target: null, ownerId: null, active: true },
      ...{ greeting: null, heading: null, intro: null, expiresAt: null },
      utm: { source: null, medium: null, campaign: null, term: null, content: null },
    });

    // Somebody of the team is there; a lead opens the link and asks.
    const inbox = await signIn(await browser.newContext({ viewport: { width: 1440, height: 900 } }), house);
    const lead = await (await somebody()).newPage();
    await lead.goto(`${house.url}/l/${link.slug}`);
    const field = lead.getByRole('textbox', { name: 'Write a message…' });
    await field.fill('how much for 200 seats?');
    await field.press('Enter');

    // Slack shows who, how ready and why.
    await expect.poll(shown, WITHIN).toContain('how much for 200 seats?');
    await expect.poll(shown, WITHIN).toMatch(/High/);
    await expect.poll(shown, WITHIN).toMatch(/Buying/);
    await expect.poll(shown, WITHIN).toMatch(/wrote in chat.*opened a .*Knock Link/s);

    // A reply in the thread reaches the lead; a note does not.
    await inSlack('// check their contract first');
    await inSlack('Happy to help. Which plan?');
    await expect.poll(() => bubbles(lead), WITHIN).toContain('Happy to help. Which plan?');
    expect((await bubbles(lead)).join()).not.toContain('contract');

    // The same in the inbox.
    await inbox.getByRole('link', { name: /Inbox/ }).first().click();
    await inbox.getByRole('listitem').filter({ hasText: 'Which plan?' }).first().click();
    const thread = inbox.getByRole('log', { name: 'Messages' });
    await thread.getByText('check their contract first').waitFor();
    await begin(inbox, 'reply');
    await inbox.keyboard.type('I am Ada, here too.');
    await inbox.keyboard.press('Enter');
    await expect.poll(() => bubbles(lead), WITHIN).toContain('I am Ada, here too.');

    // The lead says who they are; the record says it too.
    await lead.getByLabel('Where can we reach you if you leave?').first().fill('lee@bigco-example.com');
    await lead.keyboard.press('Enter');
    const known = () => ask<{ items: ContactItem[] }>('/contacts?q=lee%40bigco');
    await expect
      .poll(async () => (await known()).items, WITHIN)
      .toMatchObject([{ intentType: 'Buying', intentScore: 'High', intentTypeFinal: true, channel: 'Email' }]);
    const [contact] = (await known()).items;

    // The link knows what came of it.
    await expect
      .poll(async () => (await ask<LinkItem>(`/links/${link.id}`)).totals, WITHIN)
      .toMatchObject({ opens: 1, people: 1, conversations: 1, highLeads: 1, filtered: 0 });

    // On another device they are the same contact.
    const website = await (await somebody()).newPage();
    await website.goto(`${house.url}/demo/pricing/`);
    await website.waitForFunction('window.Knock && window.Knock.ready');
    await website.evaluate("window.Knock.identify({ email: 'lee@bigco-example.com' })");
    const kinds = async () => {
      const { items } = await ask<{ items: { kind: string; page: { path: string } | null }[] }>(
        `/contacts/${contact?.id}/timeline`,
      );
      return items.map((one) => `${one.kind} ${one.page?.path ?? ''}`);
    };
    await expect
      .poll(kinds, WITHIN)
      .toEqual(
        expect.arrayContaining([
          'page_view /pricing/',
          `chat_message /l/${link.slug}`,
          `knock_link_open /l/${link.slug}`,
          `knock_link_click /l/${link.slug}`,
        ]),
      );
    expect((await known()).items).toHaveLength(1);

    await inbox.goto(`${house.url}/contacts/${contact?.id}`);
    await inbox.getByText('how much for 200 seats?').first().waitFor();
    await inbox.getByText('Buying').first().waitFor();
  }, 180_000);
});
