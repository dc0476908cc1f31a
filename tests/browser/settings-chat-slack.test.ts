import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser, type FakeSlack, makeChannel, openSlack } from '../slack/slack.ts';
import type { Team } from '../slack/state.ts';
import { launchChromium, leaveChromium } from './chromium.ts';
import { type House, openHouse, signIn } from './house.ts';
import { leadIn } from './inbox-world.ts';

let slack: FakeSlack;
let team: Team;
let house: House;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  slack = await openSlack();
  team = slack.team('Acme');
  makeChannel(team, 'leads');
  house = await openHouse({}, { slackApiUrl: slack.apiUrl });
  addUser(team, 'Ada', house.admin.email);
  browser = await launchChromium();
  page = await signIn(await browser.newContext({ viewport: { width: 1440, height: 900 } }), house);
});
afterAll(async () => {
  await leaveChromium();
  await house?.close();
  await slack?.close();
});

describe('connecting Slack', () => {
  it('says which token is wrong, beside it', async () => {
    await page.goto(`${house.url}/settings/slack`);
    await page.getByRole('button', { name: 'Connect Slack' }).click();
    await page.getByRole('radio', { name: /Slack calls this server/ }).check();
    await page.getByText('display_information').waitFor();
    await page.getByLabel('Bot token').fill('xoxb-wrong');
    await page.getByLabel('Signing secret').fill(team.signingSecret);
    await page.getByRole('button', { name: 'Try and connect' }).click();
    await page.getByText('Slack does not take this token').waitFor();
  });

  it('leads from the token to the channel, and says how many people it found', async () => {
    await page.getByLabel('Bot token').fill(team.botToken);
    await page.getByRole('button', { name: 'Try and connect' }).click();
    await page.getByRole('heading', { name: 'Acme' }).waitFor();
    await page.getByText('Connected', { exact: true }).waitFor();
    await page.getByText(/^1 person known/).waitFor();
    await page.getByRole('combobox', { name: 'Channel' }).click();
    await page.getByRole('option', { name: '#leads' }).click();
    await page.getByText('Saved').first().waitFor();
    await page.reload();
    await expect.poll(() => page.getByRole('combobox', { name: 'Channel' }).inputValue()).toBe('#leads');
  });

  it('leads from a conversation to its thread in Slack', async () => {
    const lead = await leadIn(house);
    await lead.says('How much is it for 200 seats?');
    const threads = async () =>
      ((await (await house.api(`/conversations/${lead.id}`)).json()) as { slack: readonly object[] }).slack.length;
    await expect.poll(threads).toBe(1);
    await page.goto(`${house.url}/inbox`);
    await page.getByRole('listitem').filter({ hasText: '200 seats' }).getByRole('link').click();
    await page.getByRole('log', { name: 'Messages' }).waitFor();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: /Open in Slack/ }).waitFor();
  });

  it('lets go of a team only after asking once more', async () => {
    await page.goto(`${house.url}/settings/slack`);
    await page.getByRole('button', { name: 'Disconnect', exact: true }).click();
    await page.getByRole('button', { name: 'Disconnect now' }).click();
    await page.getByRole('button', { name: 'Connect Slack' }).waitFor();
  });

  it('says why nothing came of “Add to Slack”', async () => {
    await page.goto(`${house.url}/settings/slack?install=denied`);
    await page.getByText('Access was not given in Slack').waitFor();
  });
});
