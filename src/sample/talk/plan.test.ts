import { describe, expect, test } from 'vitest';
import { deviceOf } from '../../capture/device.ts';
import { DAY, HOUR } from '../../foundation/time.ts';
import { generateSample } from '../generate.ts';
import { userAgentOf } from '../link/agents.ts';
import { type LinkKey, sampleLink } from '../link/links.ts';

const moments = [Date.UTC(2026, 4, 14, 15, 20), Date.UTC(2026, 4, 17, 3, 0), Date.UTC(2026, 11, 31, 23, 59, 30)];
const samples = moments.flatMap((now) =>
  [1, 7].map((seed) => ({ now, ...generateSample({ seed, now, workspaceId: 'workspace', contacts: 320 }) })),
);

describe('conversations', () => {
  test.each(samples)('lie within the last 90 days, each line after the one before, none after now ($now)', (sample) => {
    for (const { startedAt, turns } of sample.talks) {
      expect(startedAt).toBeGreaterThan(sample.now - 90 * DAY);
      expect(startedAt).toBeLessThan(sample.now);
      let before = startedAt;
      for (const { at } of turns) {
        expect(at).toBeGreaterThan(before);
        before = at;
      }
      expect(before).toBeLessThanOrEqual(sample.now);
    }
  });

  test.each(samples)('greet whom they are with: no name is left open ($now)', ({ talks }) => {
    for (const { turns } of talks) {
      for (const turn of turns) if ('text' in turn) expect(turn.text).not.toMatch(/[{}]|Hello ,|Hello !|undefined/);
    }
  });

  test.each(samples)(
    'are of different people, in the visit that opened the chat ($now)',
    ({ talks, signals, links }) => {
      expect(new Set(talks.map(({ browser }) => browser.id)).size).toBe(talks.length);
      const sessions = new Set(signals.map(({ session }) => session));
      for (const { link, session, browser } of talks) {
        expect(browser.id).toMatch(/^sample-/);
        if (link === null) expect(sessions).toContain(session);
        else expect(links.get(link.key)?.visits.map((visit) => visit.session)).toContain(session);
      }
    },
  );

  test.each(samples)('are going on now and today, whatever the hour ($now)', ({ now, talks }) => {
    const last = talks.map(({ startedAt, turns }) => turns.at(-1)?.at ?? startedAt);
    expect(last.filter((at) => at > now - HOUR / 2).length).toBeGreaterThanOrEqual(4);
    expect(last.filter((at) => at > now - 12 * HOUR).length).toBeGreaterThanOrEqual(12);
  });

  test('are in four languages', () => {
    const languages = samples[0]?.talks.map(({ language }) => language.slice(0, 2));
    expect(new Set(languages)).toEqual(new Set(['en', 'de', 'fr', 'es']));
  });
});

describe('links', () => {
  const visited = samples.flatMap(({ now, links }) =>
    [...links].flatMap(([key, { visits }]) => visits.map((visit) => ({ now, key, visit }))),
  );

  test('are followed while they are there', () => {
    for (const { now, key, visit } of visited) {
      const { madeDaysAgo, expiredDaysAgo } = sampleLink(key as LinkKey);
      expect(visit.at).toBeGreaterThanOrEqual(now - madeDaysAgo * DAY);
      expect(visit.at).toBeLessThan(now - (expiredDaysAgo ?? 0) * DAY);
    }
  });

  test('know every browser of the sample by what it calls itself', () => {
    for (const { visit } of visited) {
      if (visit.browser) expect(deviceOf(userAgentOf(visit.browser.device))).toEqual(visit.browser.device);
    }
  });

  test('are made for some people, of whom some come', () => {
    for (const { links } of samples) {
      const story = links.get('pricelist');
      const emails = story?.recipients.map(({ email }) => email) ?? [];
      expect(new Set(emails).size).toBe(sampleLink('pricelist').recipients);
      const came = story?.visits.flatMap(({ recipient }) => recipient ?? []) ?? [];
      expect(came.length).toBeGreaterThan(0);
      expect(came.length).toBeLessThan(emails.length);
      for (const email of came) expect(emails).toContain(email);
    }
  });
});
