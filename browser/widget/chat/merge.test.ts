import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatMessage } from '../../../wire/chat.ts';
import { merge, NOTHING_SEEN, overhear, receive, unreadCount } from './merge.ts';

function message(seq: number, change: number, more: Partial<ChatMessage> = {}): ChatMessage {
  return {
    seq,
    change,
    id: `m${seq}`,
    clientId: `c${seq}`,
    at: new Date(seq * 1000).toISOString(),
    author: 'rep',
    name: 'Ana',
    avatarUrl: null,
    text: `${seq}.${change}`,
    files: [],
    quickReplies: [],
    event: null,
    edited: false,
    deleted: false,
    ...more,
  };
}

/** What happened to a conversation, in the server's order: each step writes a message, or changes one. */
const histories = fc.array(fc.option(fc.nat(5)), { minLength: 1, maxLength: 20 }).map((steps) => {
  const changes: ChatMessage[] = [];
  let seq = 0;
  for (const [index, edits] of steps.entries()) {
    const isEdit = edits !== null && seq > 0;
    changes.push(isEdit ? message((edits % seq) + 1, index + 1, { edited: true }) : message(++seq, index + 1));
  }
  return changes;
});

describe('merging changes', () => {
  test('any order and any repetition give the same list', () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(fc.nat()), (changes, chance) => {
        const shuffled = [...changes, ...changes.filter(() => next(chance) % 2 === 0)]
          .map((change) => ({ change, place: next(chance) }))
          .sort((a, b) => a.place - b.place)
          .map(({ change }) => change);
        const oneByOne = shuffled.reduce((list, change) => merge(list, [change]), [] as readonly ChatMessage[]);
        expect(oneByOne).toEqual(merge([], changes));
      }),
    );
  });

  test('each message stands once, by seq, as its last change left it', () => {
    fc.assert(
      fc.property(histories, (changes) => {
        const list = merge([], changes);
        const seqs = [...new Set(changes.map(({ seq }) => seq))].sort((a, b) => a - b);
        expect(list.map(({ seq }) => seq)).toEqual(seqs);
        for (const shown of list) {
          const last = Math.max(...changes.filter(({ id }) => id === shown.id).map(({ change }) => change));
          expect(shown.change).toBe(last);
        }
      }),
    );
  });

  test('a stream that drops anywhere and goes on after the cursor loses nothing, whatever was overheard meanwhile', () => {
    fc.assert(
      fc.property(histories, fc.nat(20), fc.array(fc.nat(19)), (changes, cut, heard) => {
        let seen = NOTHING_SEEN;
        for (const change of changes.slice(0, cut)) seen = receive(seen, [change]);
        for (const index of heard) {
          const change = changes[index];
          if (change) seen = overhear(seen, change);
        }
        const rest = changes.filter(({ change }) => change > seen.cursor);
        expect(receive(seen, rest).messages).toEqual(merge([], changes));
      }),
    );
  });

  test('takes the fresher addresses of a change it knows', () => {
    const file = { id: 'f', name: 'a.pdf', type: 'application/pdf', size: 1 };
    const old = message(1, 1, { files: [{ ...file, url: 'old' }] });
    const fresh = message(1, 1, { files: [{ ...file, url: 'new' }] });
    expect(merge([old], [fresh])[0]?.files[0]?.url).toBe('new');
  });
});

describe('unread', () => {
  test.each([
    ['nothing', [], 0, 0],
    ['what the team wrote after the mark', [message(1, 1), message(2, 2), message(3, 3)], 1, 2],
    ['not what one wrote oneself', [message(1, 1, { author: 'lead' })], 0, 0],
    ['not what the system says', [message(1, 1, { author: 'system', event: 'joined' })], 0, 0],
    ['not what was taken back', [message(1, 2, { deleted: true, text: '' })], 0, 0],
    ['what the agent says', [message(1, 1, { author: 'agent' })], 0, 1],
  ] as const)('%s', (_name, messages, readSeq, count) => {
    expect(unreadCount(messages, readSeq)).toBe(count);
  });
});

function next(stream: { next: () => IteratorResult<number> }): number {
  return stream.next().value;
}
