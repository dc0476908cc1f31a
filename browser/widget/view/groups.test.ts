import { expect, test } from 'vitest';
import type { ChatMessage } from '../../../wire/chat.ts';
import { groupMessages } from './groups.ts';

const START = new Date(2026, 2, 4, 23, 50).getTime();

function said(seq: number, author: ChatMessage['author'], name: string | null, minute: number): ChatMessage {
  const at = new Date(START + minute * 60_000).toISOString();
  return { seq, id: `m${seq}`, author, name, at } as ChatMessage;
}

const shape = (messages: readonly ChatMessage[]) =>
  groupMessages(messages).map((group) => group.messages.map(({ seq }) => seq));

test('one block per author and turn', () => {
  const messages = [
    said(1, 'lead', null, 0),
    said(2, 'lead', null, 1),
    said(3, 'rep', 'Ana', 2),
    said(4, 'rep', 'Ben', 3),
  ];
  expect(shape(messages)).toEqual([[1, 2], [3], [4]]);
});

test('a pause of more than five minutes ends a block', () => {
  expect(shape([said(1, 'rep', 'Ana', 0), said(2, 'rep', 'Ana', 5), said(3, 'rep', 'Ana', 11)])).toEqual([[1, 2], [3]]);
});

test('midnight ends a block and begins a day', () => {
  const groups = groupMessages([said(1, 'rep', 'Ana', 8), said(2, 'rep', 'Ana', 11)]);
  expect(groups.map(({ newDay }) => newDay)).toEqual([true, true]);
});

test('what the system says stands alone', () => {
  expect(shape([said(1, 'system', null, 0), said(2, 'system', null, 0)])).toEqual([[1], [2]]);
});
