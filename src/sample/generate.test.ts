import { describe, expect, test } from 'vitest';
import type { SignalDraft } from '../capture/draft.ts';
import { DAY, HOUR, MINUTE } from '../foundation/time.ts';
import { generateSample } from './generate.ts';

const now = Date.UTC(2026, 4, 14, 15, 20);
const order = { seed: 1, now, workspaceId: 'workspace', contacts: 320 };
const { signals: sample, links, talks } = generateSample(order);

/** E-mails stated in each browser, in the order of first statement. */
function emailsByBrowser(drafts: readonly SignalDraft[]): ReadonlyMap<string, readonly string[]> {
  const emails = new Map<string, string[]>();
  for (const { identity, claim } of drafts) {
    const known = emails.get(identity.value) ?? [];
    if (claim?.email && !known.includes(claim.email)) emails.set(identity.value, [...known, claim.email]);
  }
  return emails;
}

function domainOf(email: string): string {
  return email.slice(email.indexOf('@') + 1);
}

/** How many different people sent the form with this button. */
function senders(label: string): number {
  return new Set(
    sample.filter(({ kind, text }) => kind === 'form_submit' && text === label).map(({ claim }) => claim?.email),
  ).size;
}

describe('the sample', () => {
  test('is the same for the same order, and other people for another seed', () => {
    expect(generateSample(order)).toEqual({ signals: sample, links, talks });
    const other = new Set(generateSample({ ...order, seed: 2 }).signals.map(({ identity }) => identity.value));
    expect(sample.filter(({ identity }) => other.has(identity.value)).length).toBe(0);
  });

  test('lies within the last 90 days, in order, and is received after it happened but not after now', () => {
    for (const [n, { at, receivedAt }] of sample.entries()) {
      expect(at).toBeGreaterThanOrEqual(sample[n - 1]?.at ?? now - 90 * DAY);
      expect(receivedAt).toBeGreaterThanOrEqual(at);
      expect(receivedAt).toBeLessThanOrEqual(now);
    }
    expect(sample[0]?.at).toBeLessThan(now - 88 * DAY);
  });

  test('has an id of its own for each signal, and other ids in another workspace', () => {
    const ids = new Set(sample.map(({ id }) => id));
    expect(ids.size).toBe(sample.length);
    expect(generateSample({ ...order, workspaceId: 'other' }).signals.some(({ id }) => ids.has(id))).toBe(false);
  });

  test('is as large as a few hundred contacts make it, at about 120 accounts', () => {
    expect(sample.length).toBeGreaterThan(8_000);
    expect(sample.length).toBeLessThan(15_000);
    const people = new Set([...emailsByBrowser(sample).values()].flat());
    expect(people.size).toBeGreaterThan(300);
    expect(people.size).toBeLessThanOrEqual(320);
    const domains = new Set([...people].map(domainOf));
    expect(domains.size).toBeGreaterThan(95);
    expect(domains.size).toBeLessThan(130);
  });

  test('can be told from real data by every browser id and every address', () => {
    for (const { identity, claim, traits, page } of sample) {
      expect(identity.kind).toBe('browser');
      expect(identity.value).toMatch(/^sample-[a-z0-9-]+$/);
      if (claim) expect(claim.email).toMatch(/^[a-z0-9.]+@[a-z0-9-]+\.example$/);
      if (traits) expect(traits['email']).toBe(claim?.email);
      expect(page?.host).toBe('www.ovenbird.example');
    }
  });

  test('has every sort of lead in a believable share', () => {
    expect(senders('Request a demo') + senders('Contact sales')).toBeGreaterThan(320 * 0.15);
    expect(senders('Start free trial')).toBeGreaterThan(10);
    expect(senders('Send application')).toBeGreaterThan(15);
    expect(senders('Apply to the partner programme')).toBeGreaterThan(10);
    expect(senders('Send to support')).toBeGreaterThan(10);
    expect(senders('Subscribe to the newsletter')).toBeGreaterThan(40);
    const anonymous = new Set(sample.filter(({ filtered }) => !filtered).map(({ identity }) => identity.value));
    for (const browser of emailsByBrowser(sample).keys()) anonymous.delete(browser);
    expect(anonymous.size).toBeGreaterThan(900);
    const filtered = sample.filter((draft) => draft.filtered);
    expect(filtered.length).toBeGreaterThan(100);
    expect(filtered.every(({ claim }) => claim === null)).toBe(true);
  });

  test('has people with several browsers, and browsers with two people', () => {
    const byBrowser = [...emailsByBrowser(sample)];
    const browsersOf = new Map<string, number>();
    for (const [, emails] of byBrowser)
      for (const email of emails) browsersOf.set(email, (browsersOf.get(email) ?? 0) + 1);
    expect([...browsersOf.values()].filter((count) => count === 2).length).toBeGreaterThan(20);
    const shared = byBrowser.filter(([, emails]) => emails.length === 2);
    expect(shared.length).toBe(3);
    for (const [, emails] of shared) expect(new Set(emails.map(domainOf)).size).toBe(1);
  });

  test('has buying committees: three and more of an account within the last two weeks', () => {
    const recent = [...emailsByBrowser(sample.filter(({ at }) => at > now - 14 * DAY)).values()].flat();
    const perAccount = new Map<string, Set<string>>();
    for (const email of recent) {
      perAccount.set(domainOf(email), (perAccount.get(domainOf(email)) ?? new Set()).add(email));
    }
    perAccount.delete('freemail.example');
    expect([...perAccount.values()].filter((people) => people.size >= 3).length).toBeGreaterThanOrEqual(5);
  });

  test('keeps office hours', () => {
    const views = sample.filter(({ kind, filtered }) => kind === 'page_view' && !filtered);
    const weekend = views.filter(({ at }) => [0, 6].includes(new Date(at).getUTCDay()));
    expect(weekend.length / views.length).toBeLessThan(0.18);
    const germans = views.filter(({ country }) => country === 'DE');
    const night = germans.filter(({ at }) => new Date(at + HOUR).getUTCHours() < 6);
    expect(night.length / germans.length).toBeLessThan(0.06);
  });

  test.each([now, Date.UTC(2026, 4, 17, 3, 0)])('has somebody on the site right now, at any hour (%i)', (moment) => {
    const live = generateSample({ ...order, now: moment }).signals.filter(({ at }) => at > moment - 15 * MINUTE);
    expect(new Set(live.map(({ identity }) => identity.value)).size).toBeGreaterThanOrEqual(4);
  });

  test('begins each visit where its source says, once', () => {
    const entries = sample.filter(({ kind, touch }) => kind === 'page_view' && touch?.entry);
    expect(new Set(entries.map(({ session }) => session)).size).toBe(entries.length);
    const channels = new Set(entries.map(({ touch }) => touch?.channel));
    for (const channel of ['Direct', 'Organic Search', 'Paid Search', 'Paid Social', 'AI', 'Email', 'Referral']) {
      expect(channels).toContain(channel);
    }
  });

  test('reports attention on the page view it belongs to', () => {
    const views = new Map(
      sample.filter(({ kind }) => kind === 'page_view').map((draft) => [draft.pageView, draft.page?.path]),
    );
    const engaged = sample.filter(({ name }) => name === 'page_engaged');
    expect(engaged.length).toBeGreaterThan(2_000);
    for (const { pageView, page, props } of engaged) {
      expect(views.get(pageView)).toBe(page?.path);
      expect(props).toEqual({ seconds: expect.any(Number), scroll: expect.any(Number) });
    }
  });
});
