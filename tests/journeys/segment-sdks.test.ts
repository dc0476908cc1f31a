import Rudder from '@rudderstack/rudder-sdk-node';
import { Analytics } from '@segment/analytics-node';
import { afterEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/foundation/time.ts';
import { API_KEY, type CaptureHouse, openCaptureHouse, WRITE_KEY } from './capture-house.ts';

const ANONYMOUS = '0199d1c2-0000-7bbb-8ccc-00000000000a';
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

let house: CaptureHouse;
afterEach(() => house.close());

/** The same visit told by every library: what a server knows of one of its visitors. */
const calls = {
  page: {
    anonymousId: ANONYMOUS,
    name: 'Pricing',
    properties: { url: 'https://acme.example/pricing?token=x', referrer: 'https://www.google.com/' },
    context: { userAgent: CHROME, ip: '203.0.113.7' },
  },
  track: { anonymousId: ANONYMOUS, event: 'Demo Requested', properties: { seats: 25, tags: ['a', 'b'] } },
  identify: { anonymousId: ANONYMOUS, userId: 'u-1', traits: { email: 'Ana@Acme.example', firstName: 'Ana' } },
  group: { anonymousId: ANONYMOUS, userId: 'u-1', groupId: 'g-1', traits: { name: 'Acme' } },
  alias: { previousId: ANONYMOUS, userId: 'u-1' },
  screen: { userId: 'u-1', name: 'Billing' },
};

const browser = { kind: 'browser', value: ANONYMOUS };
const claim = { userId: 'u-1', verified: false };
const told = [
  {
    kind: 'page_view',
    identity: browser,
    claim: null,
    page: { url: 'https://acme.example/pricing', host: 'acme.example', path: '/pricing', title: 'Pricing' },
    touch: { source: 'Google', channel: 'Organic Search' },
    device: { type: 'desktop', browser: 'Chrome', os: 'Windows' },
  },
  { kind: 'track', name: 'demo_requested', identity: browser, props: { seats: 25, tags: ['a', 'b'] } },
  { kind: 'identify', identity: browser, claim: { ...claim, email: 'ana@acme.example' }, traits: { firstName: 'Ana' } },
  { kind: 'identify', identity: browser, claim, traits: { groupId: 'g-1', company: 'Acme' } },
  { kind: 'identify', identity: browser, claim },
  {
    kind: 'page_view',
    identity: { kind: 'user', value: 'u-1' },
    claim,
    page: { title: 'Billing' },
    device: { type: 'server' },
  },
];

describe('@segment/analytics-node, unmodified', () => {
  const open = (key = WRITE_KEY, more = {}) => new Analytics({ writeKey: key, host: house.origin, ...more });

  it('tells a visit', async () => {
    house = await openCaptureHouse();
    const analytics = open();
    analytics.page(calls.page);
    analytics.track(calls.track);
    analytics.identify(calls.identify);
    analytics.group(calls.group);
    analytics.alias(calls.alias);
    analytics.screen(calls.screen);
    await analytics.flush();
    expect(house.appended).toMatchObject(told);
    expect(house.appended.every(({ flags, filtered }) => flags.length === 0 && filtered === null)).toBe(true);
    expect(JSON.stringify(house.appended)).not.toContain('203.0.113.7');
  });

  it('sends again after an answer was lost, and nothing counts twice', async () => {
    house = await openCaptureHouse();
    house.loseAnswers(1);
    const analytics = open();
    analytics.track(calls.track);
    analytics.track({ ...calls.track, event: 'Another' });
    await analytics.flush();
    expect(house.statuses).toEqual([503, 200]);
    expect(house.appended).toHaveLength(4);
    expect(house.signals()).toMatchObject([{ name: 'demo_requested' }, { name: 'another' }]);
  });

  it('waits as long as it is told when it sends too much', async () => {
    const began = Date.now();
    let refusedAt: number | null = null;
    // The clock stands until the second request is there, however long it takes: that one is refused, and from then on it counts.
    const clock = () => {
      if (house.statuses.length === 1) refusedAt ??= Date.now();
      return began + (refusedAt === null ? 0 : Date.now() - refusedAt);
    };
    // Refilled a little sooner than whoever is told to wait whole seconds comes again: their timer may be a moment early.
    house = await openCaptureHouse({ clock, limits: { perKey: { perSecond: 1.1, burst: 1 } } });
    const analytics = open(WRITE_KEY, { flushAt: 1 });
    analytics.track(calls.track);
    await house.waitFor(1);
    analytics.track({ ...calls.track, event: 'Another' });
    await analytics.flush();
    expect(house.statuses).toEqual([200, 429, 200]);
    expect(house.appended).toMatchObject([{ name: 'demo_requested' }, { name: 'another' }]);
  });

  it('is set right when its clock is an hour behind', async () => {
    house = await openCaptureHouse({ clockAheadMs: HOUR });
    const analytics = open();
    analytics.track({ ...calls.track, timestamp: new Date(Date.now() - MINUTE) });
    await analytics.flush();
    const [draft] = house.appended;
    expect(draft?.flags).toEqual(['clock_corrected']);
    expect((draft?.receivedAt ?? 0) - (draft?.at ?? 0)).toBeGreaterThanOrEqual(MINUTE);
    expect((draft?.receivedAt ?? 0) - (draft?.at ?? 0)).toBeLessThan(2 * MINUTE);
  });

  it('may import the past with a secret key, and is believed', async () => {
    house = await openCaptureHouse();
    const at = Date.UTC(2025, 1, 3, 4, 5, 6, 789);
    for (const key of [API_KEY, WRITE_KEY]) {
      const analytics = open(key, { path: '/v1/import' });
      analytics.identify({ ...calls.identify, timestamp: new Date(at) });
      await analytics.flush();
    }
    expect(house.appended).toMatchObject([
      { at, claim: { verified: true }, flags: [] },
      { claim: { verified: false }, flags: ['late'] },
    ]);
  });

  it('hears at once that its key is wrong', async () => {
    house = await openCaptureHouse();
    const analytics = open('no-such-key');
    const failed = new Promise((resolve) => analytics.on('error', resolve));
    analytics.track(calls.track);
    await analytics.flush();
    expect(await failed).toMatchObject({ code: 'delivery_failure' });
    expect(house.statuses).toEqual([401]);
  });
});

describe('@rudderstack/rudder-sdk-node, unmodified', () => {
  const open = (more = {}) =>
    new Rudder(WRITE_KEY, { dataPlaneUrl: house.origin, logLevel: 'none', flushInterval: 60_000, ...more });

  it.each([{ gzip: true }, { gzip: false }])('tells a visit with %o', async (options) => {
    house = await openCaptureHouse();
    const rudder = open(options);
    // Its first message always leaves alone.
    rudder.page(calls.page);
    rudder.track(calls.track);
    rudder.identify(calls.identify);
    rudder.group(calls.group);
    rudder.alias(calls.alias);
    rudder.screen(calls.screen);
    await rudder.flush();
    expect(house.appended).toMatchObject(told);
    expect(house.appended.every(({ flags, filtered }) => flags.length === 0 && filtered === null)).toBe(true);
  });

  it('sends again after an answer was lost, and nothing counts twice', async () => {
    house = await openCaptureHouse();
    house.loseAnswers(2);
    const rudder = open();
    rudder.track(calls.track);
    const [signal] = await house.waitFor(1);
    await rudder.flush();
    expect(house.statuses).toEqual([503, 503, 200]);
    expect(house.appended).toHaveLength(3);
    expect(house.signals()).toMatchObject([{ id: signal?.id, at: signal?.at, name: 'demo_requested' }]);
  });

  it('is set right when its clock is an hour ahead', async () => {
    house = await openCaptureHouse({ clockAheadMs: -HOUR });
    const rudder = open();
    rudder.track(calls.track);
    const [draft] = await house.waitFor(1);
    expect(draft?.flags).toEqual(['clock_corrected']);
    expect(Math.abs((draft?.receivedAt ?? 0) - (draft?.at ?? 0))).toBeLessThan(MINUTE);
  });
});
