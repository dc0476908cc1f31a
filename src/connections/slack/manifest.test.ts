import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addressProblem, manifestOf } from './manifest.ts';

describe('the manifest', () => {
  it('is the one in docs/slack.md', () => {
    const docs = readFileSync(new URL('../../../docs/slack.md', import.meta.url), 'utf8');
    expect(docs).toContain(`\`\`\`yaml\n${manifestOf('http', 'https://knock.example.com')}\`\`\``);
  });

  it('has neither addresses nor redirects for socket mode', () => {
    expect(manifestOf('socket', 'https://knock.example.com')).not.toMatch(/url|knock\.example/);
  });
});

describe('an address that Slack cannot reach', () => {
  it.each([
    'http://localhost:4000',
    'https://localhost',
    'https://127.0.0.1',
    'https://10.0.0.5',
    'https://192.168.1.5',
    'https://172.20.0.1',
    'https://[::1]',
    'https://knock.local',
    'http://knock.acme.com',
  ])('%s', (url) => {
    expect(addressProblem(url)).toContain('socket mode');
  });

  it.each(['https://knock.acme.com', 'https://172.example.com', 'https://8.8.8.8'])('%s can be', (url) => {
    expect(addressProblem(url)).toBeNull();
  });
});
