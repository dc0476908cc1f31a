import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInternal, laneOf, meaningOf, personOf, withoutMark } from './incoming.ts';

const SELF = { botUserId: 'UBOT' };
const event = (inner: object) => ({ type: 'event_callback', team_id: 'T1', event_id: 'Ev1', event: inner });
const said = { type: 'message', channel: 'C1', ts: '2.0', thread_ts: '1.0', user: 'U1', text: 'Hello' };
const kind = (inner: object) => meaningOf(event(inner), SELF).kind;

describe('what an event means', () => {
  it('a person’s message in a thread is a reply, also with files or sent to the channel too', () => {
    const message = { ts: '2.0', threadTs: '1.0', userId: 'U1', text: 'Hello', files: [] };
    expect(meaningOf(event(said), SELF)).toEqual({ kind: 'reply', channel: 'C1', message });
    expect(kind({ ...said, subtype: 'thread_broadcast' })).toBe('reply');
    const files = [
      { id: 'F1', name: 'a.pdf', size: 3, url_private: 'https://files.slack.com/a' },
      { id: 'F2', mode: 'tombstone' },
    ];
    expect(meaningOf(event({ ...said, subtype: 'file_share', files }), SELF)).toMatchObject({
      message: { files: [{ name: 'a.pdf', url: 'https://files.slack.com/a' }, { url: null }] },
    });
  });

  it.each([
    ['our own', { ...said, user: 'UBOT' }],
    ['what we said as a lead', { ...said, bot_id: 'B1', subtype: 'bot_message' }],
    ['another program’s', { ...said, bot_id: 'B9' }],
    ['outside of a thread', { ...said, thread_ts: undefined }],
    ['the first of a thread', { ...said, thread_ts: '2.0' }],
    ['a notice', { ...said, subtype: 'channel_join' }],
    ['nobody’s', { ...said, user: undefined }],
    ['a change of our card', { ...said, subtype: 'message_changed', message: { ...said, bot_id: 'B1' } }],
    ['a reaction', { type: 'reaction_added', user: 'U1' }],
    ['somebody else joined', { type: 'member_joined_channel', user: 'U1', channel: 'C1' }],
    ['tokens of others', { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }],
  ])('%s is nothing to us', (_name, inner) => {
    expect(kind(inner)).toBe('nothing');
  });

  it('edits and deletions are told apart from what Slack calls changes', () => {
    const changed = { type: 'message', subtype: 'message_changed', channel: 'C1', message: { ...said, text: 'Hi' } };
    expect(meaningOf(event(changed), SELF)).toMatchObject({ kind: 'edit', message: { ts: '2.0', text: 'Hi' } });
    const gone = { kind: 'delete', channel: 'C1', ts: '2.0' };
    const deleted = { type: 'message', subtype: 'message_deleted', channel: 'C1', deleted_ts: '2.0' };
    expect(meaningOf(event(deleted), SELF)).toEqual(gone);
    const stone = { ...changed, message: { ...said, subtype: 'tombstone' } };
    expect(meaningOf(event(stone), SELF)).toEqual(gone);
  });

  it.each([
    [{ type: 'app_uninstalled' }, { kind: 'gone', why: 'uninstalled' }],
    [
      { type: 'tokens_revoked', tokens: { bot: ['UBOT'] } },
      { kind: 'gone', why: 'revoked' },
    ],
    [
      { type: 'member_joined_channel', user: 'UBOT', channel: 'C1' },
      { kind: 'channel', channel: 'C1', name: null, isOpen: true },
    ],
    [
      { type: 'channel_rename', channel: { id: 'C1', name: 'leads' } },
      { kind: 'channel', channel: 'C1', name: 'leads', isOpen: true },
    ],
    [
      { type: 'group_archive', channel: 'G1' },
      { kind: 'channel', channel: 'G1', name: null, isOpen: false },
    ],
  ])('%j', (inner, meaning) => {
    expect(meaningOf(event(inner), SELF)).toEqual(meaning);
  });

  it('a button and a menu of a card', () => {
    const body = { type: 'block_actions', user: { id: 'U1' }, container: { channel_id: 'C1', message_ts: '1.0' } };
    const press = { action: 'knock_take', value: 'c', userId: 'U1', channel: 'C1', messageTs: '1.0' };
    expect(meaningOf({ ...body, actions: [{ action_id: 'knock_take', value: 'c' }] }, SELF)).toEqual({
      kind: 'press',
      press,
    });
    const menu = { action_id: 'knock_type', selected_option: { value: 'c Buying' } };
    expect(meaningOf({ ...body, actions: [menu] }, SELF)).toMatchObject({ press: { value: 'c Buying' } });
  });

  it('nothing that is sent makes it fail', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (anything) => {
        meaningOf(anything, SELF);
        meaningOf(event(anything as object), SELF);
        laneOf(anything, 'T1');
      }),
    );
  });

  it('what belongs to one thread is one lane: reply, edit, deletion, button', () => {
    const changed = { type: 'message', subtype: 'message_changed', channel: 'C1', message: said };
    const deleted = {
      type: 'message',
      subtype: 'message_deleted',
      channel: 'C1',
      deleted_ts: '2.0',
      previous_message: said,
    };
    const press = { type: 'block_actions', container: { channel_id: 'C1', message_ts: '1.0' } };
    const lanes = [event(said), event(changed), event(deleted), press].map((one) => laneOf(one, 'T1'));
    expect(new Set(lanes)).toEqual(new Set(['T1:C1:1.0']));
    expect(laneOf(event({ type: 'user_change' }), 'T1')).toBe('T1');
  });
});

describe('an internal message', () => {
  it.each([
    ['// he seems angry', 'he seems angry'],
    ['  //no', 'no'],
    [':lock: 10% is fine', '10% is fine'],
    ['🔒 10%', '10%'],
    [':closed_lock_with_key: hm', 'hm'],
  ])('%s', (text, shown) => {
    expect([isInternal(text), withoutMark(text)]).toEqual([true, shown]);
  });

  it.each(['hello // there', 'https://acme.com', 'Put a :lock: on it', '/ 2'])('not: %s', (text) => {
    expect(isInternal(text)).toBe(false);
  });
});

it('a person has the name people see, and an address to be matched by', () => {
  const profile = { display_name: 'Bob', real_name: 'Robert', email: 'Bob@Acme.com', image_72: 'https://a.test/b.png' };
  const bob = { id: 'U1', name: 'Bob', email: 'bob@acme.com', avatarUrl: 'https://a.test/b.png', active: true };
  expect(personOf({ id: 'U1', name: 'bob', profile })).toEqual(bob);
  expect(personOf({ id: 'U1', deleted: true, profile: { ...profile, display_name: '' } })).toMatchObject({
    name: 'Robert',
    active: false,
  });
  expect(personOf({ id: 'USLACKBOT' }).active).toBe(false);
});
