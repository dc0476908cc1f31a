import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CollectAnswer, CollectEvent, type CollectRequest } from '../../wire/collect.ts';
import { DEFAULT_TAG_SETTINGS } from '../../wire/tag-settings.ts';
import { HOUR } from '../foundation/time.ts';
import { collect, readCollectBatch } from './collect.ts';
import type { SignalDraft } from './draft.ts';
import type { RequestFacts, Site } from './site.ts';
import type { Tally } from './tally.ts';

const now = Date.UTC(2026, 2, 4, 12);
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

const site: Site = {
  workspaceId: '6f0f7a1e-6f56-8d1c-8b1f-1d3f5a7c9e00',
  tagId: 'tag-1',
  origins: [],
  ownHosts: [],
  identitySecret: 's3cret',
  formerIdentitySecret: null,
  honourPrivacySignals: true,
  countAutomation: false,
  staffDomains: ['own.example'],
  tagSettings: { ...DEFAULT_TAG_SETTINGS, tagId: 'tag-1' },
};

const facts: RequestFacts = {
  receivedAt: now,
  userAgent: CHROME,
  purpose: null,
  privacySignal: false,
  endpoint: '/collect',
  origin: null,
  country: 'DE',
  trusted: false,
  mint: () => 'minted',
};

const view = {
  id: '0199d1c2-aaaa-7bbb-8ccc-000000000001',
  kind: 'page_view',
  at: now - 1_000,
  page: { url: 'https://acme.example/pricing?utm_source=google&token=x', path: '/pricing', title: 'Pricing' },
  pageView: 'pv-1',
  session: 's-1',
  ordinal: 1,
  entry: true,
} as const;

const batch = { tagId: 'tag-1', anonymousId: '0199d1c2-0000-7bbb-8ccc-00000000000a', sentAt: now };

function send(events: readonly unknown[], over: { batch?: object; facts?: object; site?: object } = {}): Tally {
  const read = readCollectBatch(JSON.stringify({ ...batch, events, ...over.batch }));
  if (!read.ok) throw new Error(read.message);
  return collect(read.value, { ...facts, ...over.facts }, { ...site, ...over.site });
}

function draftOf(event: object, over?: Parameters<typeof send>[1]): SignalDraft {
  const { drafts, answers } = send([event], over);
  if (drafts[0] === undefined) throw new Error(JSON.stringify(answers));
  return drafts[0];
}

function refusalOf(event: unknown) {
  const { drafts, answers } = send([event]);
  expect(drafts).toEqual([]);
  return answers[0];
}

describe('collect', () => {
  it('makes a draft of a page view', () => {
    const draft = draftOf(view);
    expect(draft).toEqual({
      id: draft.id,
      at: now - 1_000,
      receivedAt: now,
      kind: 'page_view',
      identity: { kind: 'browser', value: batch.anonymousId },
      claim: null,
      traits: null,
      page: {
        url: 'https://acme.example/pricing?utm_source=google',
        host: 'acme.example',
        path: '/pricing',
        title: 'Pricing',
      },
      name: null,
      text: null,
      props: null,
      touch: {
        source: 'Google',
        channel: 'Organic Search',
        campaign: null,
        medium: null,
        referrer: null,
        entry: true,
      },
      device: { type: 'desktop', browser: 'Chrome', os: 'Linux' },
      country: 'DE',
      session: 's-1',
      pageView: 'pv-1',
      filtered: null,
      flags: [],
    });
    expect(JSON.parse(JSON.stringify(draft))).toEqual(draft);
  });

  it('gives a retry the same id, whenever it arrives', () => {
    const later = { facts: { receivedAt: now + 3 * HOUR }, batch: { sentAt: now + 3 * HOUR } };
    expect(draftOf(view, later).id).toBe(draftOf(view).id);
    expect(draftOf({ ...view, id: 'another-event' }).id).not.toBe(draftOf(view).id);
  });

  it('keeps the clicked element', () => {
    const target = { text: 'Book a demo', href: 'https://acme.example/demo?key=1#x', id: 'cta', name: 'hero' };
    expect(draftOf({ ...view, kind: 'cta_tap', target })).toMatchObject({
      text: 'Book a demo',
      props: { href: 'https://acme.example/demo', id: 'cta', name: 'hero' },
      touch: { entry: true },
    });
  });

  it.each([
    ['mailto:sales@acme.example?subject=Hello&body=I%20am%20Ana', 'mailto:sales@acme.example'],
    ['MAILTO:r&d@acme.example,hr@acme.example', 'mailto:r&d@acme.example,hr@acme.example'],
    ['mailto:?subject=Look', 'mailto:'],
    ['tel:+49 30 1234', 'tel:+49 30 1234'],
    ['sms:+49301234;body=I am Ana', 'sms:+49301234'],
    ['sms:+49301234&body=I am Ana', 'sms:+49301234'],
  ])('keeps whom %s reaches', (href, kept) => {
    expect(draftOf({ ...view, kind: 'link_click', target: { href } }).props).toEqual({ href: kept });
  });

  it.each(['javascript:void(0)', 'data:text/html,hi', 'blob:https://acme.example/1', 'about'])(
    'says that it leaves out the target %s',
    (href) => {
      const { drafts, answers } = send([{ ...view, kind: 'link_click', target: { href, id: 'go' } }]);
      expect(drafts[0]?.props).toEqual({ id: 'go' });
      expect(answers).toMatchObject([{ status: 'accepted', dropped: [{ reason: 'bad_url', field: 'target.href' }] }]);
    },
  );

  it('normalises the name of a track and keeps its properties', () => {
    expect(draftOf({ ...view, kind: 'track', name: 'Trial Started', props: { plan: 'pro' } })).toMatchObject({
      name: 'trial_started',
      props: { plan: 'pro' },
      traits: null,
    });
  });

  it('takes an identify as a claim, without what the tag records itself', () => {
    const { drafts, answers, refusals } = send([
      {
        ...view,
        kind: 'identify',
        claim: { email: ' Ana@Acme.example ' },
        props: { firstName: 'Ana', gclid: 'x' },
      },
    ]);
    expect(drafts[0]).toMatchObject({
      claim: { email: 'ana@acme.example', userId: null, verified: false },
      traits: { firstName: 'Ana' },
      props: null,
    });
    expect(answers[0]).toMatchObject({
      status: 'accepted',
      dropped: [{ reason: 'reserved_trait', field: 'props.gclid' }],
    });
    expect(refusals).toMatchObject([{ lost: 'field', reason: 'reserved_trait', event: { kind: 'identify' } }]);
  });

  it('verifies a signed token, and keeps the event of a forged one as a mere claim', () => {
    const payload = Buffer.from('{"email":"ana@acme.example"}').toString('base64url');
    const token = `${payload}.${createHmac('sha256', 's3cret').update(payload).digest('base64url')}`;
    const identify = { ...view, kind: 'identify' };
    expect(draftOf({ ...identify, claim: { token } }).claim).toEqual({
      email: 'ana@acme.example',
      userId: null,
      verified: true,
    });
    const forged = send([{ ...identify, claim: { token: `${token}x`, email: 'bob@acme.example' } }]);
    expect(forged.drafts[0]?.claim).toEqual({ email: 'bob@acme.example', userId: null, verified: false });
    expect(forged.answers[0]).toMatchObject({ dropped: [{ reason: 'forged_token', field: 'claim.token' }] });
    expect(refusalOf({ ...identify, claim: { token: 'x.y' } })).toMatchObject({ reason: 'forged_token' });
  });

  it('drops an illegal user id and keeps the event', () => {
    const { drafts, answers } = send([{ ...view, claim: { userId: 'undefined', email: 'ana@acme.example' } }]);
    expect(drafts[0]?.claim).toMatchObject({ userId: null, email: 'ana@acme.example' });
    expect(answers[0]).toMatchObject({ dropped: [{ reason: 'illegal_id', field: 'claim.userId' }] });
  });

  it('records bots and shows why they weigh nothing', () => {
    const seen = send([view], { batch: { browser: { webdriver: true } } });
    expect(seen.drafts[0]?.filtered).toBe('webdriver');
    expect(seen.answers[0]).toMatchObject({ status: 'accepted', filtered: 'webdriver' });
    expect(draftOf(view, { facts: { userAgent: 'Googlebot/2.1' } }).filtered).toBe('bot_user_agent');
    expect(draftOf(view, { facts: { purpose: 'prefetch' } }).filtered).toBe('prefetch');
    const tested = { batch: { browser: { webdriver: true } }, site: { countAutomation: true } };
    expect(draftOf(view, tested).filtered).toBeNull();
  });

  it('weighs nothing of one’s own team', () => {
    const staff = { ...view, claim: { email: 'ana@own.example' } };
    expect(draftOf(staff).filtered).toBe('own_staff');
    expect(draftOf({ ...view, claim: { email: 'ana@notown.example' } }).filtered).toBeNull();
  });

  it('follows nobody beyond the session who asks not to be followed', () => {
    const asked = { facts: { privacySignal: true } };
    expect(draftOf(view, asked).identity.value).toBe('session:s-1');
    // The tag has honoured it already.
    expect(draftOf(view, { ...asked, batch: { ephemeral: true } }).identity.value).toBe(batch.anonymousId);
    expect(draftOf(view, { ...asked, site: { honourPrivacySignals: false } }).identity.value).toBe(batch.anonymousId);
  });

  it('corrects a wrong clock', () => {
    const wrong = { batch: { sentAt: now - HOUR } };
    expect(draftOf({ ...view, at: now - HOUR - 60_000 }, wrong)).toMatchObject({
      at: now - 60_000,
      flags: ['clock_corrected'],
    });
  });

  it('never lets a bad event sink its batch', () => {
    const { drafts, answers } = send([
      view,
      null,
      { ...view, id: 'event-number-2', kind: 'nod' },
      { ...view, id: 'event-number-3' },
    ]);
    expect(drafts).toHaveLength(2);
    expect(answers.map(({ status }) => status)).toEqual(['accepted', 'refused', 'refused', 'accepted']);
  });

  it.each([
    [null, 'not_an_object', null],
    ['event', 'not_an_object', null],
    [{ ...view, id: undefined }, 'missing', 'id'],
    [{ ...view, id: 7 }, 'wrong_type', 'id'],
    [{ ...view, id: 'short' }, 'not_allowed', 'id'],
    [{ ...view, id: '[object Object]' }, 'illegal_id', 'id'],
    [{ ...view, kind: 'chat_message' }, 'not_allowed', 'kind'],
    [{ ...view, at: 'now' }, 'wrong_type', 'at'],
    [{ ...view, at: -1 }, 'not_allowed', 'at'],
    [{ ...view, at: 1e300 }, 'not_allowed', 'at'],
    [{ ...view, at: 9e15 }, 'not_allowed', 'at'],
    [{ ...view, kind: 'track', name: 7 }, 'wrong_type', 'name'],
    [{ ...view, kind: 'track', name: 'x', fault: ['wrong_type', 'props.plan'] }, 'wrong_type', 'props.plan'],
    [{ ...view, kind: 'identify', fault: ['too_large', 'props'] }, 'too_large', 'props'],
    [{ ...view, fault: ['other', 'props'] }, 'not_allowed', 'fault[0]'],
    [{ ...view, page: undefined }, 'missing', 'page'],
    [{ ...view, page: { url: 'https://acme.example/' } }, 'missing', 'page.path'],
    [{ ...view, page: { ...view.page, title: 'x'.repeat(513) } }, 'too_long', 'page.title'],
    [{ ...view, page: { ...view.page, url: 'javascript:alert(1)' } }, 'bad_url', 'page.url'],
    [{ ...view, kind: 'track' }, 'missing', 'name'],
    [{ ...view, kind: 'track', name: '123' }, 'bad_name', 'name'],
    [{ ...view, props: [] }, 'wrong_type', 'props'],
    [{ ...view, props: JSON.parse('{"__proto__":{"a":1}}') }, 'not_allowed', 'props.__proto__'],
    [{ ...view, props: { a: JSON.parse('{"__proto__":1}') } }, 'not_allowed', 'props.a.__proto__'],
    [{ ...view, props: { a: 'x'.repeat(2_000) } }, 'too_long', 'props.a'],
    [{ ...view, props: { a: { b: { c: { d: 1 } } } } }, 'too_deep', 'props.a.b.c'],
    [{ ...view, kind: 'identify' }, 'missing', 'claim'],
    [{ ...view, kind: 'identify', claim: { email: 'ana' } }, 'bad_email', 'claim.email'],
    [{ ...view, kind: 'identify', claim: { userId: 'null' } }, 'illegal_id', 'claim.userId'],
  ])('refuses %j', (event, reason, field) => {
    expect(refusalOf(event)).toMatchObject({ status: 'refused', reason, field });
  });

  it('refuses every event of a browser without a usable id', () => {
    const { answers } = send([view], { batch: { anonymousId: '[object Object]' } });
    expect(answers[0]).toMatchObject({ reason: 'illegal_id', field: 'anonymousId' });
  });

  it('tells the debugger what was refused without repeating what was stated', () => {
    const { refusals } = send([{ ...view, kind: 'identify', name: 'x', claim: { email: 'private words' } }]);
    expect(refusals).toEqual([
      {
        at: now,
        source: 'collect',
        endpoint: '/collect',
        origin: null,
        key: 'tag-1',
        lost: 'event',
        reason: 'bad_email',
        field: 'claim.email',
        message: expect.any(String),
        event: { kind: 'identify', name: 'x' },
      },
    ]);
    expect(JSON.stringify(refusals)).not.toContain('private');
  });
});

describe('whatever is sent', () => {
  const anything = fc.oneof(fc.jsonValue(), fc.constant(view), mutated(view));

  it('is answered, event by event, as the contract says', () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 10 }), (events) => {
        const { drafts, answers } = send(events);
        expect(answers).toHaveLength(events.length);
        expect(drafts).toHaveLength(answers.filter(({ status }) => status === 'accepted').length);
        expect(CollectAnswer.safeParse({ results: answers }).success).toBe(true);
        for (const draft of drafts) expect(JSON.stringify(draft)).not.toContain('\\u0000');
      }),
      { numRuns: 500 },
    );
  });

  it('is only accepted in the shape of the contract', () => {
    fc.assert(
      fc.property(mutated(view), (event) => {
        if (send([event]).drafts.length === 1) expect(CollectEvent.safeParse(event).success).toBe(true);
      }),
    );
  });

  it('makes a batch or a refusal of any body', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          mutated({ ...batch, events: [view] }).map((b) => JSON.stringify(b)),
        ),
        (text) => {
          const read = readCollectBatch(text);
          if (!read.ok) expect(read.message).not.toBe('');
          else expect(collect(read.value, facts, site).answers).toHaveLength(read.value.events.length);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('readCollectBatch', () => {
  it.each([
    ['', 'not_json', 'body'],
    ['{', 'not_json', 'body'],
    ['[]', 'not_an_object', 'body'],
    ['null', 'not_an_object', 'body'],
    ['{}', 'missing', 'tagId'],
    [JSON.stringify({ ...batch, events: [] }), 'not_allowed', 'events'],
    [JSON.stringify({ ...batch, events: 'x' }), 'wrong_type', 'events'],
    [JSON.stringify({ ...batch, events: Array(101).fill(view) }), 'too_many', 'events'],
    [JSON.stringify({ ...batch, sentAt: '2026', events: [view] }), 'wrong_type', 'sentAt'],
    [JSON.stringify({ ...batch, anonymousId: null, events: [view] }), 'wrong_type', 'anonymousId'],
  ])('refuses %s', (text, reason, field) => {
    expect(readCollectBatch(text)).toMatchObject({ ok: false, reason, field });
  });

  it('reads what the tag writes', () => {
    const request = { ...batch, events: [view] } satisfies CollectRequest;
    expect(readCollectBatch(JSON.stringify(request))).toMatchObject({ ok: true });
  });
});

/** An object with one of its values replaced by something else, or left out. */
function mutated(object: object) {
  return fc
    .tuple(
      fc.constantFrom(...Object.keys(object)),
      fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.string({ unit: 'binary' })),
    )
    .map(([key, value]) => ({ ...object, [key]: value }));
}
