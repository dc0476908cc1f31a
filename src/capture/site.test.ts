import { describe, expect, it } from 'vitest';
import { allowsOrigin, type Site } from './site.ts';

describe('allowsOrigin', () => {
  it.each([
    [[], 'https://anything.example', true],
    [['https://acme.example'], 'https://acme.example', true],
    [['https://Acme.example/'], 'https://acme.example', true],
    [['https://acme.example'], 'http://acme.example', false],
    [['https://acme.example'], 'https://www.acme.example', false],
    [['https://acme.example'], 'https://acme.example:8443', false],
    [['https://*.acme.example'], 'https://www.acme.example', true],
    [['https://*.acme.example'], 'https://a.b.acme.example', true],
    [['https://*.acme.example'], 'https://acme.example', false],
    [['https://*.acme.example'], 'https://evilacme.example', false],
    [['https://*.acme.example'], 'https://evil.example/.acme.example', false],
    [['https://*.acme.example'], 'http://www.acme.example', false],
    [['https://acme.example', 'http://localhost:3000'], 'http://localhost:3000', true],
    [['https://acme.example'], 'null', false],
  ])('%j and %s: %s', (origins, origin, allowed) => {
    expect(allowsOrigin({ origins } as unknown as Site, origin)).toBe(allowed);
  });
});
