import { describe, expect, it } from 'vitest';
import type { SignalDraft } from './capture/draft.ts';
import { withoutDemoPrefix } from './demo-paths.ts';

const hosts = new Set(['localhost', 'knock.example.com']);
const draft = (host: string, path: string, filtered: SignalDraft['filtered'] = null) =>
  ({ page: { url: `https://${host}${path}`, host, path, title: null }, filtered }) as SignalDraft;

describe('withoutDemoPrefix', () => {
  it.each([
    ['localhost:4000', '/demo/pricing/', '/pricing/'],
    ['knock.example.com', '/demo/', '/'],
    ['knock.example.com:8443', '/demo/docs/api/', '/docs/api/'],
    ['localhost:4000', '/demonstration/', '/demonstration/'],
    ['localhost:4000', '/pricing/', '/pricing/'],
    // A customer's own demo page is about a demo.
    ['www.acme.com', '/demo/pricing/', '/demo/pricing/'],
  ])('%s%s is recorded as %s', (host, path, recorded) => {
    expect(withoutDemoPrefix(draft(host, path), hosts).page?.path).toBe(recorded);
  });

  it('counts driven browsers on the demo, and nowhere else', () => {
    expect(withoutDemoPrefix(draft('localhost', '/demo/', 'webdriver'), hosts).filtered).toBeNull();
    expect(withoutDemoPrefix(draft('localhost', '/demo/', 'headless'), hosts).filtered).toBeNull();
    expect(withoutDemoPrefix(draft('localhost', '/demo/', 'bot_user_agent'), hosts).filtered).toBe('bot_user_agent');
    expect(withoutDemoPrefix(draft('www.acme.com', '/demo/', 'webdriver'), hosts).filtered).toBe('webdriver');
  });

  it('leaves events without a page alone', () => {
    const server = { page: null, filtered: null } as SignalDraft;
    expect(withoutDemoPrefix(server, hosts)).toBe(server);
  });
});
