import { describe, expect, it, test } from 'vitest';
import type { Category, SignalKind } from '../../wire/signal.ts';
import { ACTIONS, MESSAGES } from './actions.cases.ts';
import { categorize, compileRules } from './categorize.ts';
import { FURNITURE, REGISTRATIONS, REQUESTS, SIGN_INS } from './labels.cases.ts';
import { PAGES } from './pages.cases.ts';
import type { Subject } from './subject.ts';
import { type CategoryRule, enabledRules } from './workspace-rules.ts';

const nothing: Subject = { kind: 'page_view', host: null, path: null, title: null, text: null, name: null };
const builtIn = compileRules([]);

describe('pages', () => {
  for (const [language, categories] of Object.entries(PAGES)) {
    for (const [category, paths] of Object.entries(categories)) {
      test(`${language}: ${category}`, () => {
        const wrong = (paths ?? '')
          .split(' ')
          .map((path) => [path, builtIn({ ...nothing, path }).category])
          .filter(([, found]) => found !== category);
        expect(wrong).toEqual([]);
      });
    }
  }

  it('are read by host when the host says what they are', () => {
    const hosts: readonly (readonly [string, string, Category])[] = [
      ['careers.acme.com', '/apply', 'Find a Job'],
      ['boards.greenhouse.io', '/acme/jobs/1', 'Find a Job'],
      ['help.acme.com', '/articles/pricing', 'Support'],
      ['docs.acme.com', '/api', 'Docs'],
      ['app.acme.com', '/tasks', 'Login'],
      ['app.acme.com', '/billing/plans', 'Pricing'],
      ['www.acme.com', '/pricing', 'Pricing'],
      ['acme.com', '/', 'Home'],
      ['status.acme.com', '/', 'Support'],
    ];
    for (const [host, path, category] of hosts) {
      expect([host, path, builtIn({ ...nothing, host, path }).category]).toEqual([host, path, category]);
    }
  });

  it('are read by title when the path says nothing', () => {
    const titled = (title: string) => builtIn({ ...nothing, path: '/p/8812', title }).category;
    expect(titled('Pricing | Acme')).toBe('Pricing');
    expect(titled('Acme – Stellenangebote')).toBe('Find a Job');
    expect(titled('料金プラン')).toBe('Pricing');
    expect(titled('Acme')).toBe('Other');
  });

  it('survive broken percent-encoding', () => {
    expect(builtIn({ ...nothing, path: '/%E0%A4%A/pricing' }).category).toBe('Pricing');
  });
});

describe('actions', () => {
  test.each(ACTIONS)('%s on %s labelled %s is %s', (kind, path, text, category) => {
    expect(builtIn({ ...nothing, kind, path, text }).category).toBe(category);
  });
  test.each(MESSAGES)('the message "%s" on %s is %s', (text, path, category) => {
    expect(builtIn({ ...nothing, kind: 'chat_message', path, text }).category).toBe(category);
  });
  test.each([
    ['Demo Requested', 'Demo'],
    ['trialStarted', 'Demo'],
    ['checkout_started', 'Pricing'],
    ['Order Completed', 'Pricing'],
    ['Product Viewed', 'Product'],
    ['Signed In', 'Login'],
    ['Subscription Cancelled', 'Support'],
    ['job_applied', 'Find a Job'],
    ['scroll_depth', 'Other'],
    ['Demo', 'Demo'],
    ['contact_form', 'Demo'],
    ['BookDemo', 'Demo'],
    ['Free Trial Started', 'Demo'],
    ['Quote Accepted', 'Demo'],
    ['demo_booked_from_pricing_page', 'Demo'],
    ['Enterprise inquiry', 'Demo'],
    ['Enquiry Submitted', 'Demo'],
    // Looked at or begun, not asked for.
    ['Demo Page Viewed', 'Product'],
    ['demo_video_played', 'Product'],
    ['Contact Form Viewed', 'Product'],
    ['Contact Form Started', 'Product'],
    ['Talk to sales clicked', 'Product'],
    ['Demo Scheduled Email Opened', 'Product'],
    ['Quote Compared', 'Product'],
    // The purchase is off.
    ['Demo Cancelled', 'Other'],
    ['Demo No Show', 'Other'],
    ['Meeting Canceled', 'Other'],
    ['Quote Declined', 'Other'],
    ['Free Trial Cancelled', 'Other'],
    ['Checkout Abandoned', 'Other'],
    // A trial that ends is when plans are looked at.
    ['Trial Expired', 'Pricing'],
    // The product's own demo.
    ['Demo Data Loaded', 'Login'],
    ['Demo Mode Enabled', 'Login'],
    ['demo_workspace_created', 'Login'],
  ] satisfies [string, Category][])('the event %s is %s', (name, category) => {
    expect(builtIn({ ...nothing, kind: 'track', name }).category).toBe(category);
  });
});

describe('labels', () => {
  const by = (kind: SignalKind, path: string, text: string | null) =>
    builtIn({ ...nothing, kind, path, text }).category;
  const wrong = (texts: readonly string[], want: Category, kind: SignalKind, path: string) =>
    texts.map((text) => [path, text, by(kind, path, text)]).filter(([, , found]) => found !== want);

  test.each(Object.entries(FURNITURE))('of every site raise no hand: %s', (_, texts) => {
    for (const path of ['/pricing', '/demo', '/contact', '/cart', '/checkout', '/', '/xyzzy']) {
      expect(wrong(texts, 'Blog', 'form_submit', path)).toEqual([]);
      expect(wrong(texts, 'Other', 'button_click', path)).toEqual([]);
    }
    expect(wrong(texts, 'Login', 'button_click', '/app/tasks')).toEqual([]);
    expect(wrong(texts, 'Support', 'form_submit', '/help')).toEqual([]);
  });

  it('say more than a control they begin with', () => {
    expect(by('button_click', '/pricing', 'Close more deals')).toBe('Pricing');
    expect(by('button_click', '/pricing', 'Monthly')).toBe('Pricing');
    expect(by('button_click', '/pricing', '500+ visitors')).toBe('Pricing');
    expect(by('button_click', '/account/subscription', 'Cancel plan')).toBe('Support');
    expect(by('form_submit', '/demo', 'Go ahead, book it')).toBe('Demo');
  });

  it('that are not there leave a button unknown, and a link, a form to its page', () => {
    expect(by('button_click', '/pricing', null)).toBe('Other');
    expect(by('link_click', '/pricing', null)).toBe('Pricing');
    expect(by('form_submit', '/contact', null)).toBe('Demo');
    expect(by('form_submit', '/checkout', null)).toBe('Pricing');
  });

  it('that open the application are Login, also as a form', () => {
    for (const path of ['/pricing', '/demo', '/', '/features']) {
      expect(wrong(SIGN_INS, 'Login', 'form_submit', path)).toEqual([]);
      expect(wrong(SIGN_INS, 'Login', 'button_click', path)).toEqual([]);
    }
    expect(by('form_submit', '/de/webinare/q3', 'Anmelden')).toBe('Events');
  });

  it('that register do so for what the page offers', () => {
    expect(wrong(REGISTRATIONS, 'Blog', 'form_submit', '/pricing')).toEqual([]);
    expect(wrong(REGISTRATIONS, 'Blog', 'form_submit', '/')).toEqual([]);
    expect(wrong(REGISTRATIONS, 'Events', 'form_submit', '/webinars/q3')).toEqual([]);
    expect(wrong(REGISTRATIONS, 'Product', 'form_submit', '/signup')).toEqual([]);
  });

  it('decide whether a form beside prices asks for anything', () => {
    const raised = REQUESTS.filter((text) => !['Demo', 'Pricing'].includes(by('form_submit', '/pricing', text)));
    expect(raised).toEqual([]);
    const idle = ['Calculate', 'Add to cart', 'Yearly', 'Pro', 'Berechnen', 'カートに入れる'];
    for (const path of ['/pricing', '/roi-calculator', '/cart']) {
      expect(wrong(idle, 'Product', 'form_submit', path)).toEqual([]);
      expect(by('form_submit', path, null)).toBe('Product');
    }
    expect(by('form_start', '/pricing', null)).toBe('Product');
    expect(by('form_submit', '/shop/desk', 'Add to cart')).toBe('Product');
    expect(by('form_submit', '/shop/desk', 'Buy now')).toBe('Pricing');
    expect(by('form_submit', '/app/plans', 'Upgrade')).toBe('Pricing');
  });
});

describe('workspace rules', () => {
  const rule = (match: CategoryRule['match'], category: Category = 'Events'): CategoryRule => ({
    id: 'mine',
    match,
    category,
  });
  const subject: Subject = {
    ...nothing,
    host: 'acme.com',
    path: '/Pricing/Spring%20Fair',
    title: 'Fair',
    text: 'Go',
    name: null,
  };

  it('come first, in their order, and say which decided', () => {
    const first: CategoryRule = { id: 'first', match: [{ field: 'title', op: 'is', value: 'FAIR' }], category: 'Blog' };
    const decision = categorize(subject, [first, rule([{ field: 'path', op: 'contains', value: 'fair' }])]);
    expect(decision).toEqual({ category: 'Blog', by: 'workspace', ruleId: 'first', because: 'title is "FAIR"' });
  });

  test.each([
    ['is', '/pricing/spring fair', true],
    ['is', '/pricing', false],
    ['contains', 'ng/sp', true],
    ['starts_with', '/pricing/', true],
    ['ends_with', '/spring fair', true],
    ['ends_with', '/spring', false],
    ['matches', '/pricing/*', true],
    ['matches', '*/spring*fair', true],
    ['matches', '/pricing', false],
    ['matches', '/pricing/spring fair*fair', false],
  ] satisfies [CategoryRule['match'][number]['op'], string, boolean][])('path %s %s: %s', (op, value, holds) => {
    expect(categorize(subject, [rule([{ field: 'path', op, value }])]).by === 'workspace').toBe(holds);
  });

  it('need all their conditions', () => {
    const both = rule([
      { field: 'path', op: 'contains', value: 'fair' },
      { field: 'kind', op: 'is', value: 'form_submit' },
    ]);
    expect(categorize(subject, [both]).category).toBe('Pricing');
    expect(categorize({ ...subject, kind: 'form_submit' }, [both]).category).toBe('Events');
    expect(categorize(subject, [rule([])]).by).toBe('built_in');
  });

  it('about pages do not decide what a chat message says', () => {
    const message: Subject = { ...subject, kind: 'chat_message', text: 'Not interested, thanks' };
    expect(categorize(message, [rule([{ field: 'path', op: 'contains', value: 'fair' }])]).category).toBe('Other');
    expect(categorize(message, [rule([{ field: 'text', op: 'contains', value: 'thanks' }])]).category).toBe('Events');
  });

  it('are taken from the dashboard without the disabled ones', () => {
    const written = {
      id: 'a',
      field: 'event',
      test: 'glob',
      value: 'fair_*',
      category: 'Events',
      enabled: true,
    } as const;
    const rules = enabledRules([written, { ...written, id: 'b', enabled: false }]);
    expect(rules.map(({ id }) => id)).toEqual(['a']);
    expect(categorize({ ...nothing, kind: 'track', name: 'fair_visited' }, rules).category).toBe('Events');
    const foreign = enabledRules([
      { id: 'r-1', field: 'event', test: 'is', value: 'Заявка_на_демо', category: 'Demo', enabled: true },
    ]);
    expect(compileRules(foreign)({ ...nothing, kind: 'track', name: 'заявка_на_демо' }).category).toBe('Demo');
    expect(builtIn({ ...nothing, kind: 'track', name: '資料請求' }).category).toBe('Other');
  });
});

it('gives every signal some category, whatever it holds', () => {
  const kinds: readonly SignalKind[] = [
    'page_view',
    'form_submit',
    'chat_message',
    'meeting_booked',
    'track',
    'identify',
  ];
  for (const kind of kinds) expect(builtIn({ ...nothing, kind }).category).toBeTypeOf('string');
});

test('a page known by its name only is what its name says, not the home page', () => {
  const named = { kind: 'page_view', host: null, path: '', title: 'Pricing', text: null, name: null } as const;
  expect(categorize(named, []).category).toBe('Pricing');
  expect(categorize({ ...named, title: 'Whatever' }, []).category).toBe('Other');
});
