import { describe, expect, it } from 'vitest';
import { readSegmentBody } from './segment-body.ts';

describe('readSegmentBody', () => {
  it.each([
    ['', null, 'not_json', 'body'],
    ['7', null, 'not_an_object', 'body'],
    ['{}', null, 'missing', 'batch'],
    ['{"batch":{}}', null, 'wrong_type', 'batch'],
    [JSON.stringify({ batch: Array(1_001).fill(1) }), null, 'too_many', 'batch'],
    ['[]', 'track', 'not_an_object', 'body'],
  ] as const)('refuses %s', (text, name, reason, field) => {
    expect(readSegmentBody(text, name)).toMatchObject({ ok: false, reason, field });
  });
});
