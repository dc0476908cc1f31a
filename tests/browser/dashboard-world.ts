import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { violations } from './axe.ts';
import type { House } from './house.ts';

const TRIES_MAX = 20;

/** Somebody's page views, sent as a server would: they count, whatever the browser of the test calls itself. */
export async function visits(house: House, email: string, paths: readonly string[]): Promise<void> {
  const batch = [
    { type: 'identify', userId: email, traits: { email } },
    ...paths.map((path) => ({
      type: 'page',
      userId: email,
      context: { page: { url: `https://www.example.com${path}`, path, title: path } },
    })),
  ];
  await sends(house, batch);
}

/** Events of Segment's API, with the tag's key. */
export async function sends(house: House, batch: readonly object[]): Promise<void> {
  const events = batch.map((event) => ({ messageId: randomUUID(), ...event }));
  await sendStubbornly(`${house.url}/v1/batch`, { writeKey: house.tagId, batch: events });
}

/** Says who somebody is, as a server that is trusted. */
export async function identifies(house: House, said: { userId: string; traits: object }): Promise<void> {
  const authorization = `Bearer ${house.apiKey}`;
  await sendStubbornly(`${house.url}/v1/identify`, { messageId: randomUUID(), ...said }, { authorization });
}

/** As good senders do: while the server is too busy, the same is sent again. */
async function sendStubbornly(url: string, body: object, headers: Record<string, string> = {}): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if (answer.ok) return;
    if (answer.status !== 503 || tries === TRIES_MAX) {
      throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** The id of the contact with that e-mail, once it is recorded. */
export async function contactOf(house: House, email: string): Promise<string> {
  for (let tries = 0; tries < 400; tries++) {
    const answer = await house.api(`/contacts?q=${encodeURIComponent(email)}`);
    const { items } = (await answer.json()) as { items: { id: string; email: string | null }[] };
    const found = items.find((one) => one.email === email);
    if (found) return found.id;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${email} did not become a contact`);
}

/** What axe finds serious or worse, one line each: rule, where, and what is wrong there. All rules, unless some are named. */
export async function seriousFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  return (await violations(page, rules && { rules }))
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .flatMap((one) => one.nodes.map((node) => `${one.id} ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`));
}
