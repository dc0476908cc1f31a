import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredMessage } from '../../chat/change.ts';
import { stepsFor, type Thread } from './mirror.ts';

const message = (seq: number, more: Partial<StoredMessage> = {}): StoredMessage => ({
  ...{
    seq,
    change: seq,
    id: `m${seq}`,
    clientId: `client-${seq}`,
    at: seq,
    author: 'lead',
    authorId: null,
    authorName: null,
  },
  ...{
    avatarUrl: null,
    via: 'widget',
    text: `text ${seq}`,
    internal: false,
    extra: null,
    editedAt: null,
    deletedAt: null,
    files: [],
  },
  ...more,
});
const thread = (messages: StoredMessage[], more: Partial<Thread> = {}): Thread => ({
  ...{
    messages,
    twins: [],
    files: [],
    cardTs: '1.0',
    leadName: 'Ann',
    ownPrefix: 'slack:T1:',
  },
  ...more,
});
const rep = { author: 'rep', authorId: 'r1', authorName: 'Bob', via: 'inbox' } as const;
const posts = (messages: StoredMessage[], more: Partial<Thread> = {}) =>
  stepsFor(thread(messages, more)).flatMap((step) =>
    step.do === 'post' ? [`${step.voice.username}: ${step.text}`] : [step.do],
  );

describe('a thread in Slack', () => {
  it('has a burst of the lead as one post, as the lead, and others’ messages between in order', () => {
    const said = [message(1), message(2), message(3, rep), message(4)];
    expect(posts(said)).toEqual(['Ann (lead): text 1\ntext 2', 'Bob (inbox): text 3', 'Ann (lead): text 4']);
    expect(posts([...said].reverse())).toEqual(posts(said));
  });

  it('marks notes, and shows the picture of a rep', () => {
    const [step] = stepsFor(thread([message(1, { ...rep, internal: true, avatarUrl: 'https://a.test/b.png' })]));
    expect(step).toMatchObject({
      text: ':lock: text 1',
      voice: { username: 'Bob (inbox)', iconUrl: 'https://a.test/b.png' },
    });
  });

  it('does not repeat what its own people wrote in it, but what another team wrote', () => {
    const bob = { ...rep, via: 'slack' } as const;
    expect(posts([message(1, { ...bob, clientId: 'slack:T1:C1:2.0' })])).toEqual([]);
    expect(posts([message(1, { ...bob, clientId: 'slack:T2:C1:2.0' })])).toEqual(['Bob (inbox): text 1']);
  });

  it('takes markup of a lead as text, and a name that looks like a colleague’s says what it is', () => {
    const said = [message(1, { text: '<!channel> <script>' })];
    expect(posts(said, { leadName: '<@U1> Bob' })).toEqual(['@U1 Bob (lead): &lt;!channel&gt; &lt;script&gt;']);
    expect(posts(said, { leadName: 'x'.repeat(300) })[0]?.indexOf(':')).toBeLessThanOrEqual(80);
  });

  it('corrects a burst as a whole, deletes it when nothing is left, leaves the card alone', () => {
    const gone = { deletedAt: 9, text: '' };
    const twins = [{ ts: '2.0', messageIds: ['m1', 'm2'] }];
    expect(stepsFor(thread([message(1, gone), message(2)], { twins }))).toEqual([
      { do: 'update', ts: '2.0', text: 'text 2' },
    ]);
    const both = [message(1, gone), message(2, gone)];
    expect(stepsFor(thread(both, { twins }))).toEqual([{ do: 'delete', ts: '2.0', messageIds: ['m1', 'm2'] }]);
    expect(stepsFor(thread([message(1, gone)], { twins: [{ ts: '1.0', messageIds: ['m1'] }] }))).toEqual([]);
  });

  it('says what happened in a line, not what the card shows', () => {
    const system = (word: string, details: Record<string, string> = {}) =>
      posts([
        message(1, {
          author: 'system',
          via: 'knock',
          text: '',
          authorName: 'Bob',
          extra: { event: { word: word as 'joined', details } },
        }),
      ]);
    expect(system('joined', { name: 'Bob' })).toEqual([]);
    expect(system('closed')).toEqual(['Knock: _Bob closed the conversation._']);
    expect(system('assigned', { rep: 'r', name: 'Eve' })).toEqual(['Knock: _Bob assigned the conversation to Eve._']);
    expect(system('type', { type: 'Support' })).toEqual(['Knock: _Bob changed the type to Support._']);
    expect(system('email_saved')).toEqual(['Knock: _Ann left an e-mail address._']);
  });

  it('uploads each file once, takes it away with its message; a message that is only a file has no text post', () => {
    const file = { id: 'f1', name: 'a.pdf', mediaType: 'application/pdf', size: 3 };
    const said = message(1, { text: '', files: [file] });
    const files = [{ key: 'file:F9:f1', messageId: 'm1' }];
    expect(stepsFor(thread([said]))).toEqual([{ do: 'upload', messageId: 'm1', file, said: 'Ann (lead)' }]);
    expect(stepsFor(thread([said], { files }))).toEqual([]);
    expect(stepsFor(thread([{ ...said, deletedAt: 2, files: [] }], { files }))).toEqual([
      { do: 'remove', fileKey: 'file:F9:f1', messageId: 'm1' },
    ]);
  });

  it('whatever was said: done step by step, everything is there once, in order, and then nothing is left to do', () => {
    const authors = fc.constantFrom({}, rep, { author: 'agent' } as const);
    fc.assert(
      fc.property(fc.array(authors, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (who, batch) => {
        const all = who.map((one, index) => message(index + 1, one));
        const twins: { ts: string; messageIds: readonly string[] }[] = [];
        for (let seen = batch; ; seen += batch) {
          for (
            let [step] = stepsFor(thread(all.slice(0, seen), { twins }));
            step;
            [step] = stepsFor(thread(all.slice(0, seen), { twins }))
          ) {
            if (step.do === 'post') twins.push({ ts: String(twins.length + 2), messageIds: step.messageIds });
          }
          if (seen >= all.length) break;
        }
        expect(twins.flatMap((twin) => twin.messageIds)).toEqual(all.map((one) => one.id));
      }),
    );
  });
});
