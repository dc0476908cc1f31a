import { describe, expect, it } from 'vitest';
import { because, becauseDuplicate, evidenceWords } from './because.ts';

describe('the reasons of the ledger', () => {
  it.each([
    'first_signal',
    'founder',
    'stated_email',
    'stated_user',
    'verified_token',
    'recipient_link',
    'profile_switch',
    'merged_by_hand',
    'unmerged_by_hand',
    'detached_by_hand',
    'replayed',
  ])('%s is one plain sentence', (rule) => {
    const words = because(rule, { kind: 'browser', actor: 'Mia Lang <mia@acme.test>' });
    expect(words).toMatch(/^[A-Z].*\.$/);
    expect(words).not.toContain('_');
    expect(words.includes('Mia')).toBe(rule.endsWith('by_hand'));
  });

  it('shows a word it does not know as it is', () => {
    expect(because('new_rule', { kind: 'email', actor: null })).toBe('By the rule "new rule".');
    expect(becauseDuplicate('new_reason')).toBe('Both were connected by: new reason.');
  });
});

describe('evidence in a few words', () => {
  it.each([
    [{ kind: 'form_submit', path: '/demo', name: null }, 'Submitted a form on /demo'],
    [{ kind: 'page_view', path: '/pricing', name: null }, 'Viewed /pricing'],
    [{ kind: 'identify', path: null, name: null }, 'Said who they are'],
    [{ kind: 'track', path: null, name: 'trial_started' }, 'Sent the event trial_started'],
    [{ kind: 'knock_link_open', path: null, name: null }, 'Opened a Knock Link'],
  ])('%j: %s', (signal, words) => {
    expect(evidenceWords(signal)).toBe(words);
  });
});
