import { describe, expect, it } from 'vitest';
import { emailAddress, eventId, senderId } from './sender.ts';

describe('senderId', () => {
  it.each([
    ['4821', '4821'],
    [4821, '4821'],
    ['  ana  ', 'ana'],
    ['0199d1c2-aaaa-7bbb-8ccc-000000000001', '0199d1c2-aaaa-7bbb-8ccc-000000000001'],
    ['ana@acme.example', 'ana@acme.example'],
    ['null-island-travel', 'null-island-travel'],
    ['007', '007'],
    ['顧客42', '顧客42'],
  ])('takes %j', (raw, id) => {
    expect(senderId(raw, 'userId')).toEqual({ ok: true, value: id });
  });

  it.each([
    ...['', '   ', '\t', 'null', 'NULL', 'Null ', 'undefined', 'None', 'nil', 'NaN', 'true', 'False'],
    ...['0', 0, -1, '-1', '0.0', '---', '00000000-0000-0000-0000-000000000000', '[object Object]', 'object Object'],
    ...['guest', 'Anonymous', 'unknown', 'id', 'email', 'user_id', 'distinct_id', 'not_authenticated', '{}', '[]'],
    ...['"null"', "'undefined'", '"guest"', '""', "''", '<null>', '{undefined}', '(none)', '`0`', ' "0" '],
    ...['a\0b', 'a\nb', 'a\u007fb', '\ud800'],
  ])('refuses %j', (raw) => {
    expect(senderId(raw, 'userId')).toMatchObject({ ok: false, reason: 'illegal_id', field: 'userId' });
  });

  it.each([
    [null, 'wrong_type'],
    [undefined, 'wrong_type'],
    [{}, 'wrong_type'],
    [true, 'wrong_type'],
    ['x'.repeat(201), 'too_long'],
  ])('refuses %j as %s', (raw, reason) => {
    expect(senderId(raw, 'anonymousId')).toMatchObject({ ok: false, reason, field: 'anonymousId' });
  });
});

describe('eventId', () => {
  it.each([['0'], ['m-1'], [17]])('takes %j', (raw) => {
    expect(eventId(raw, 'messageId')).toEqual({ ok: true, value: String(raw) });
  });

  it.each([[''], ['undefined'], ['null'], ['NaN'], ['[object Object]'], ['a\0'], ['\ud800']])('refuses %j', (raw) => {
    expect(eventId(raw, 'messageId')).toMatchObject({ ok: false, reason: 'illegal_id' });
  });
});

describe('emailAddress', () => {
  it.each([
    ['Ana@Acme.Example ', 'ana@acme.example'],
    ['a.b+c@mail.acme.co.uk', 'a.b+c@mail.acme.co.uk'],
    ['info@bücher.example', 'info@bücher.example'],
    ['用户@例子.广告', '用户@例子.广告'],
    ["O'Brien@Irish.example", "o'brien@irish.example"],
    ["a!#$%&'*+-/=?^_`{|}~b@acme.example", "a!#$%&'*+-/=?^_`{|}~b@acme.example"],
  ])('takes %j', (raw, email) => {
    expect(emailAddress(raw, 'email')).toEqual({ ok: true, value: email });
  });

  it.each([
    ...['', 'ana', 'ana@', '@acme.example', 'ana@acme', 'a na@acme.example', 'ana@@acme.example', 'ana@acme..example'],
    ...[
      'ana@-acme.example',
      'ana@acme.example,bob@acme.example',
      '<ana@acme.example>',
      'ana@127.0.0.1',
      'a\0@acme.example',
    ],
    ...["'ana@acme.example", "ana'@acme.example", "'ana@acme.example'"],
    ...[`${'a'.repeat(65)}@acme.example`, `a@${'b.'.repeat(130)}example`],
  ])('refuses %j', (raw) => {
    expect(emailAddress(raw, 'email')).toMatchObject({ ok: false, reason: 'bad_email', field: 'email' });
  });

  it('refuses quickly what is made to be slow', () => {
    const hostile = `a@${'a-'.repeat(100)}${'.a'.repeat(20)}!`;
    expect(emailAddress(hostile, 'email').ok).toBe(false);
  });
});
