import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureProblem } from './signature.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const NOW = Date.UTC(2026, 5, 15, 12);
const SECONDS = String(NOW / 1_000);
const signed = (body: string, timestamp = SECONDS, secret = SECRET) => ({
  body,
  timestamp,
  signature: `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`,
});

describe('the signature of a request', () => {
  it('is the one of Slack’s documentation', () => {
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    const signature = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';
    const request = { body, timestamp: '1531420618', signature };
    expect(signatureProblem(request, SECRET, 1_531_420_618_000)).toBeNull();
  });

  it.each([
    ['no headers', { body: 'a', timestamp: undefined, signature: undefined }, 'unsigned'],
    ['a timestamp that is none', { ...signed('a'), timestamp: '1e9' }, 'unsigned'],
    ['another secret', signed('a', SECONDS, 'guessed'), 'forged'],
    ['another body', { ...signed('a'), body: 'b' }, 'forged'],
    ['another time', { ...signed('a'), timestamp: String(NOW / 1_000 - 1) }, 'forged'],
    ['a signature that is cut', { ...signed('a'), signature: signed('a').signature.slice(0, -1) }, 'forged'],
    ['six minutes old', signed('a', String(NOW / 1_000 - 360)), 'old'],
    ['six minutes ahead', signed('a', String(NOW / 1_000 + 360)), 'old'],
  ])('%s: %#', (_name, request, problem) => {
    expect(signatureProblem(request, SECRET, NOW)).toBe(problem);
  });

  it('holds for any body within five minutes, and for no other body', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.integer({ min: -300, max: 300 }), (body, other, offset) => {
        const request = signed(body, String(NOW / 1_000 + offset));
        expect(signatureProblem(request, SECRET, NOW)).toBeNull();
        if (other !== body) expect(signatureProblem({ ...request, body: other }, SECRET, NOW)).toBe('forged');
      }),
      { numRuns: 50 },
    );
  });
});
