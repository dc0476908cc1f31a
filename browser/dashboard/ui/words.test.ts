import { expect, it } from 'vitest';
import { ROUTES, type RouteShape } from '../../../wire/api/routes.ts';
import { ROLE_WORDS, signalWords } from './words.ts';

it('promises a viewer no screen that the server does not answer them', () => {
  const guarded = Object.entries(ROUTES as Record<string, RouteShape>)
    .filter(([name, { needs }]) => name.startsWith('GET ') && needs !== undefined && needs !== 'public')
    .map(([name]) => name);
  // The channels of Slack are read to choose one.
  expect(guarded.sort()).toEqual(['GET /audit', 'GET /connections/slack/:id/channels', 'GET /keys']);
  expect(ROLE_WORDS.viewer[1]).toMatch(/not API keys or the audit log/);
});

it('names the shared mailbox that a signal was sent as', () => {
  const signal = { kind: 'form_submit', category: 'Demo', page: null, text: 'Book a demo', name: null } as const;
  expect(signalWords({ ...signal, mailbox: 'info@acme.example' })).toBe(
    'Submitted form “Book a demo” as info@acme.example',
  );
  expect(signalWords({ ...signal, mailbox: null })).toBe('Submitted form “Book a demo”');
});
