import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_TAG_SETTINGS } from '../../wire/tag-settings.ts';
import { DAY, HOUR } from '../foundation/time.ts';
import type { SignalDraft } from './draft.ts';
import { segment } from './segment.ts';
import { readSegmentBody, type SegmentCall } from './segment-body.ts';
import type { RequestFacts, Site } from './site.ts';
import type { Tally } from './tally.ts';

const now = Date.UTC(2026, 2, 4, 12);
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const ANONYMOUS = '0199d1c2-0000-7bbb-8ccc-00000000000a';

const site: Site = {
  workspaceId: '6f0f7a1e-6f56-8d1c-8b1f-1d3f5a7c9e00',
  tagId: 'tag-1',
  origins: [],
  ownHosts: [],
  identitySecret: null,
  formerIdentitySecret: null,
  honourPrivacySignals: true,
  countAutomation: false,
  staffDomains: ['own.example'],
  tagSettings: { ...DEFAULT_TAG_SETTINGS, tagId: 'tag-1' },
};

const facts: RequestFacts = {
  receivedAt: now,
  userAgent: 'analytics-node-next/latest',
  purpose: null,
  privacySignal: false,
  endpoint: '/v1/batch',
  origin: null,
  country: 'US',
  trusted: false,
  mint: () => 'minted',
};

const context = {
  ip: '203.0.113.7',
  userAgent: CHROME,
  page: {
    url: 'https://acme.example/pricing?plan=pro',
    path: '/pricing',
    title: 'Pricing',
    referrer: 'https://www.google.com/',
  },
};
const common = { messageId: 'm-1', anonymousId: ANONYMOUS, timestamp: '2026-03-04T11:59:00.000Z', context };

type Over = { facts?: Partial<RequestFacts>; site?: Partial<Site> };

function call(name: SegmentCall | null, body: unknown, over: Over = {}): Tally {
  const read = readSegmentBody(JSON.stringify(body), name);
  if (!read.ok) throw new Error(read.message);
  return segment(read.value, { ...facts, ...over.facts }, { ...site, ...over.site });
}

function draftOf(name: SegmentCall, body: object, over?: Over): SignalDraft {
  const { drafts, answers } = call(name, { ...common, ...body }, over);
  if (drafts[0] === undefined) throw new Error(JSON.stringify(answers));
  return drafts[0];
}

describe('page', () => {
  it('is a page view at context.page', () => {
    expect(draftOf('page', { name: 'Pricing page', properties: { plan: 'pro' } })).toMatchObject({
      kind: 'page_view',
      at: now - 60_000,
      identity: { kind: 'browser', value: ANONYMOUS },
      claim: null,
      page: { url: 'https://acme.example/pricing?plan=pro', host: 'acme.example', path: '/pricing', title: 'Pricing' },
      props: { plan: 'pro' },
      touch: { source: 'Google', channel: 'Organic Search', entry: true },
      device: { type: 'desktop', browser: 'Chrome' },
    });
  });

  it('prefers its own properties to the context, and cleans addresses', () => {
    const properties = { url: 'https://acme.example/b?token=x', title: 'B', referrer: '' };
    expect(draftOf('page', { properties })).toMatchObject({
      page: { url: 'https://acme.example/b', path: '/b', title: 'B' },
      props: null,
    });
  });

  it('is a page by its path or name alone', () => {
    const bare = { context: {} };
    expect(draftOf('page', { ...bare, properties: { path: '/pricing' } }).page).toMatchObject({ path: '/pricing' });
    expect(draftOf('screen', { ...bare, name: 'Billing' })).toMatchObject({
      kind: 'page_view',
      page: { title: 'Billing' },
      touch: { source: 'Direct', entry: false },
    });
    expect(draftOf('page', bare)).toMatchObject({ page: null, touch: null });
  });

  it('drops an address that is none, and says so', () => {
    const { drafts, answers } = call('page', { ...common, properties: { url: 'nowhere', path: '/x' } });
    expect(drafts[0]?.page).toMatchObject({ url: '', path: '/x' });
    expect(answers[0]).toMatchObject({ dropped: [{ reason: 'bad_url', field: 'properties.url' }] });
  });
});

describe('track', () => {
  it('keeps its name and properties', () => {
    expect(draftOf('track', { event: 'Demo Requested', properties: { seats: 25, label: 'Book' } })).toMatchObject({
      kind: 'track',
      name: 'demo_requested',
      text: 'Book',
      props: { seats: 25, label: 'Book' },
      page: { path: '/pricing' },
    });
  });

  it('stays a track, whatever it is called, unless it says which kind it is', () => {
    expect(draftOf('track', { event: 'Form Submitted' }).kind).toBe('track');
    const form = { event: 'Contact us', properties: { knock_kind: 'form_submit', form: 'contact' } };
    expect(draftOf('track', form)).toMatchObject({
      kind: 'form_submit',
      name: null,
      text: 'Contact us',
      props: { form: 'contact' },
    });
  });

  it('lets only a secret key say that a meeting was booked', () => {
    const booked = { ...common, event: 'Booked', properties: { knock_kind: 'meeting_booked' } };
    expect(call('track', booked).answers[0]).toMatchObject({
      reason: 'not_allowed',
      field: 'properties.knock_kind',
    });
    expect(call('track', booked, { facts: { trusted: true } }).drafts[0]?.kind).toBe('meeting_booked');
  });

  it('comes from where its page does: a page call of the same visit says the same', () => {
    const { touch } = draftOf('page', {});
    expect(touch).toMatchObject({ source: 'Google', entry: true });
    expect(draftOf('track', { event: 'a' }).touch).toEqual(touch);
    expect(draftOf('identify', { traits: { email: 'ana@acme.example' } }).touch).toEqual(touch);
  });

  it('begins nothing by itself', () => {
    const within = (referrer?: string) => ({ page: { url: 'https://acme.example/docs', referrer } });
    for (const referrer of [undefined, '', 'https://acme.example/pricing']) {
      const { touch } = draftOf('track', { event: 'a', context: within(referrer) });
      expect(touch).toMatchObject({ source: 'Direct', entry: false });
    }
  });

  it('takes the campaign of the context', () => {
    const campaign = { name: 'Spring', source: 'linkedin', medium: 'paid_social' };
    expect(draftOf('track', { event: 'a', context: { campaign } }).touch).toMatchObject({
      source: 'LinkedIn',
      channel: 'Paid Social',
      campaign: 'Spring',
    });
  });
});

describe('who', () => {
  it.each([
    ['anonymousId first', { userId: 'u-1' }, { kind: 'browser', value: ANONYMOUS }, { userId: 'u-1', email: null }],
    [
      'then userId',
      { anonymousId: null, userId: 'u-1' },
      { kind: 'user', value: 'u-1' },
      { userId: 'u-1', email: null },
    ],
    [
      'then e-mail',
      { anonymousId: '', traits: { email: 'Ana@acme.example' } },
      { kind: 'email', value: 'ana@acme.example' },
      { userId: null, email: 'ana@acme.example' },
    ],
    [
      'an e-mail of the context',
      { context: { traits: { email: 'ana@acme.example' } } },
      { kind: 'browser', value: ANONYMOUS },
      { userId: null, email: 'ana@acme.example' },
    ],
    [
      'an address as user id',
      { userId: 'Ana@acme.example' },
      { kind: 'browser', value: ANONYMOUS },
      { userId: 'Ana@acme.example', email: 'ana@acme.example' },
    ],
    ['a number', { anonymousId: undefined, userId: 42 }, { kind: 'user', value: '42' }, { userId: '42', email: null }],
  ])('%s', (_, who, identity, claim) => {
    expect(draftOf('track', { event: 'a', ...who })).toMatchObject({ identity, claim: { ...claim, verified: false } });
  });

  it('drops an illegal id beside a good one, and reports it', () => {
    const { drafts, answers, refusals } = call('track', { ...common, event: 'a', userId: 'undefined' });
    expect(drafts[0]).toMatchObject({ identity: { value: ANONYMOUS }, claim: null });
    expect(answers[0]).toMatchObject({ status: 'accepted', dropped: [{ reason: 'illegal_id', field: 'userId' }] });
    expect(refusals).toMatchObject([{ lost: 'field', source: 'segment', key: 'tag-1' }]);
  });

  it.each([
    [{ anonymousId: null }, 'no_identity', 'anonymousId'],
    [{ anonymousId: 'null' }, 'illegal_id', 'anonymousId'],
    [{ anonymousId: null, userId: '0' }, 'illegal_id', 'userId'],
    [{ anonymousId: null, traits: { email: 'none' } }, 'bad_email', 'traits.email'],
  ])('refuses an event of nobody: %j', (who, reason, field) => {
    expect(call('track', { ...common, event: 'a', ...who }).answers[0]).toMatchObject({ reason, field });
  });

  it('is verified when a secret key says it', () => {
    expect(draftOf('identify', { userId: 'u-1' }, { facts: { trusted: true } }).claim?.verified).toBe(true);
  });
});

describe('identify, group and alias', () => {
  it('keeps what is said of a person, and the e-mail as the claim', () => {
    const traits = { email: 'ana@acme.example', firstName: 'Ana', address: { city: 'Bonn' } };
    expect(draftOf('identify', { userId: 'u-1', traits })).toMatchObject({
      kind: 'identify',
      claim: { userId: 'u-1', email: 'ana@acme.example' },
      traits: { firstName: 'Ana', address: { city: 'Bonn' } },
    });
  });

  it('keeps what is said of a company', () => {
    expect(draftOf('group', { userId: 'u-1', groupId: 'g-1', traits: { name: 'Acme', plan: 'pro' } })).toMatchObject({
      kind: 'identify',
      claim: { userId: 'u-1' },
      traits: { groupId: 'g-1', company: 'Acme', group: { name: 'Acme', plan: 'pro' } },
    });
    const refusedFor = (groupId?: unknown) => call('group', { ...common, groupId }).answers[0];
    expect(refusedFor('undefined')).toMatchObject({ field: 'groupId', reason: 'illegal_id' });
    expect(refusedFor({})).toMatchObject({ field: 'groupId', reason: 'wrong_type' });
    expect(refusedFor()).toMatchObject({ field: 'groupId', reason: 'missing' });
  });

  it('takes an alias as the claim of its previous id', () => {
    const browser = { previousId: ANONYMOUS, userId: 'u-1', anonymousId: undefined };
    expect(draftOf('alias', browser)).toMatchObject({
      kind: 'identify',
      identity: { kind: 'browser', value: ANONYMOUS },
      claim: { userId: 'u-1' },
    });
    expect(draftOf('alias', { previousId: 'old-1', userId: 'u-1' }).identity).toEqual({ kind: 'user', value: 'old-1' });
    expect(call('alias', { ...browser, ...common }).answers[0]).not.toHaveProperty('dropped');
    const users = call('alias', { ...common, previousId: 'old-1', userId: 'u-1' });
    expect(users.answers[0]).toMatchObject({ status: 'accepted', dropped: [{ field: 'previousId' }] });
    expect(call('alias', { ...common, previousId: 'old-1' }).answers[0]).toMatchObject({ field: 'userId' });
    const alone = call('alias', { ...common, userId: 'u-1' });
    expect(alone.answers[0]).toMatchObject({ field: 'previousId', reason: 'missing' });
  });
});

describe('when', () => {
  it('corrects the clock by sentAt of the request or the event', () => {
    const behind = { timestamp: '2026-03-04T10:59:00Z', event: 'a' };
    expect(draftOf('track', { ...behind, sentAt: '2026-03-04T11:00:00Z' })).toMatchObject({
      at: now - 60_000,
      flags: ['clock_corrected'],
    });
    const { drafts } = call(null, { sentAt: '2026-03-04T11:00:00Z', batch: [{ type: 'track', ...common, ...behind }] });
    expect(drafts[0]?.at).toBe(now - 60_000);
  });

  it('reads originalTimestamp as RudderStack writes it', () => {
    const { at } = draftOf('track', { event: 'a', timestamp: undefined, originalTimestamp: '2026-03-04T11:58:00Z' });
    expect(at).toBe(now - 120_000);
  });

  it('lets only a secret key state the past', () => {
    const past = { event: 'a', timestamp: '2025-03-04T12:00:00Z' };
    expect(draftOf('track', past)).toMatchObject({ at: now, flags: ['late'] });
    expect(draftOf('track', past, { facts: { trusted: true } })).toMatchObject({ at: now - 365 * DAY, flags: [] });
  });

  it('knows a retry by its messageId, with and without a time', () => {
    const later = { facts: { receivedAt: now + HOUR } };
    expect(draftOf('track', { event: 'a' }, later).id).toBe(draftOf('track', { event: 'a' }).id);
    const timeless = { event: 'a', timestamp: undefined };
    expect(draftOf('track', timeless, later).id).toBe(draftOf('track', timeless).id);
    expect(draftOf('track', { ...timeless, messageId: 'm-2' }).id).not.toBe(draftOf('track', timeless).id);
  });

  it('makes an id for an event without one', () => {
    let made = 0;
    const mint = () => `minted-${++made}`;
    const track = { type: 'track', event: 'a', anonymousId: ANONYMOUS };
    const { drafts, answers } = call(null, { batch: [track, track] }, { facts: { mint } });
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(2);
    expect(answers).toMatchObject([{ id: 'minted-1' }, { id: 'minted-2' }]);
  });
});

describe('where from', () => {
  it('takes a server library for a server, not for a bot, and its country for nobody’s', () => {
    expect(draftOf('track', { event: 'a', context: {} })).toMatchObject({
      device: { type: 'server' },
      country: null,
      filtered: null,
    });
  });

  it('takes the browser’s own User-Agent where the context has none', () => {
    expect(draftOf('track', { event: 'a', context: {} }, { facts: { userAgent: CHROME } })).toMatchObject({
      device: { type: 'desktop' },
      country: 'US',
    });
  });

  it('filters a bot that a server passes on', () => {
    const crawler = { event: 'a', context: { userAgent: 'Googlebot/2.1' } };
    expect(draftOf('track', crawler).filtered).toBe('bot_user_agent');
    expect(draftOf('track', crawler, { site: { countAutomation: true } }).filtered).toBeNull();
  });

  it('does not take the caller with an API key for the visitor', () => {
    const headless = { userAgent: `${CHROME} HeadlessChrome/131.0.0.0` };
    const call = (trusted: boolean) =>
      draftOf('track', { event: 'a', context: {} }, { facts: { ...headless, trusted } });
    expect(call(false).filtered).toBe('headless');
    expect(call(true).filtered).toBeNull();
  });

  it('never keeps an address', () => {
    expect(JSON.stringify(draftOf('track', { event: 'a', context: { ip: '203.0.113.7' } }))).not.toContain('203.0');
  });
});

describe('a batch', () => {
  const track = { type: 'track', event: 'a', ...common };

  it.each([
    [7, 'not_an_object', null],
    [{ ...track, type: undefined }, 'missing', 'type'],
    [{ ...track, type: 'dance' }, 'not_allowed', 'type'],
    [{ ...track, messageId: 'undefined' }, 'illegal_id', 'messageId'],
    [{ ...track, messageId: {} }, 'wrong_type', 'messageId'],
    [{ ...track, timestamp: 'yesterday' }, 'bad_time', 'timestamp'],
    [{ ...track, event: undefined }, 'missing', 'event'],
    [{ ...track, event: '!!!' }, 'bad_name', 'event'],
    [{ ...track, properties: 'x' }, 'wrong_type', 'properties'],
    [{ ...track, type: 'identify', traits: [1] }, 'wrong_type', 'traits'],
    [{ ...track, properties: { a: Array(40).fill('x'.repeat(1_000)) } }, 'too_large', null],
  ])('refuses %j alone', (bad, reason, field) => {
    const { drafts, answers } = call(null, { batch: [track, bad, { ...track, messageId: 'm-3' }] });
    expect(drafts).toHaveLength(2);
    expect(answers[1]).toMatchObject({ status: 'refused', reason, field });
  });

  it('refuses what is nested beyond measure', () => {
    const deep = `{"batch":[{"type":"track","event":"a","anonymousId":"a-1","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`;
    const read = readSegmentBody(deep, null);
    if (!read.ok) throw new Error(read.message);
    expect(segment(read.value, facts, site).answers[0]).toMatchObject({ status: 'refused', reason: 'too_large' });
  });

  it('takes an event of 30 KB', () => {
    expect(call(null, { batch: [{ ...track, properties: { body: 'x'.repeat(30_000) } }] }).drafts).toHaveLength(1);
  });

  it('answers whatever is in it', () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc
        .record({ type: fc.constantFrom('track', 'page', 'identify', 'group', 'alias', 'screen') })
        .chain((base) =>
          fc
            .dictionary(
              fc.constantFrom(
                ...Object.keys(common),
                'event',
                'traits',
                'userId',
                'previousId',
                'groupId',
                'properties',
              ),
              fc.jsonValue(),
            )
            .map((fields) => ({ ...common, ...base, ...fields })),
        ),
    );
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 8 }), (events) => {
        const { drafts, answers } = call(null, { batch: events });
        expect(answers).toHaveLength(events.length);
        expect(drafts).toHaveLength(answers.filter(({ status }) => status === 'accepted').length);
      }),
      { numRuns: 500 },
    );
  });
});
