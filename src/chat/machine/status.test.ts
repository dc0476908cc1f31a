import { describe, expect, it, test } from 'vitest';
import { MINUTE } from '../../foundation/time.ts';
import type { ConversationState } from '../state.ts';
import { ANN, BOB, lead, rep, type Story, said, T0, timers, told } from './conversation.cases.ts';
import { dueAt, statusAt } from './status.ts';

const statusIn = (state: ConversationState, minutes: number) => statusAt(state, timers, T0 + minutes * MINUTE);

describe('where a conversation stands', () => {
  const cases: readonly (readonly [string, Story, string | null, number, string])[] = [
    ['opened, nothing said', [], null, 0, 'New'],
    ['nothing said for 3 h', [], null, 180, 'Save the Lead'],
    ['nothing said for 3 h less a minute', [], null, 179, 'New'],
    ['nothing said for 12 days', [], null, 12 * 24 * 60, 'Closed'],
    ['written to, nobody assigned', [[1, lead()]], null, 600, 'AI Discovery'],
    ['a personal link, just written to', [[1, lead()]], 'ann', 2, 'Rep Discovery'],
    ['a personal link, no reply in 2 min', [[1, lead()]], 'ann', 3, 'Rep Reply Needed'],
    [
      'taken but not answered for 2 min',
      [
        [1, lead()],
        [5, { kind: 'take', by: ANN }],
      ],
      null,
      7,
      'Rep Reply Needed',
    ],
    [
      'assigned a minute ago',
      [
        [1, lead()],
        [5, { kind: 'assign', to: BOB, by: ANN }],
      ],
      null,
      6,
      'Rep Discovery',
    ],
    [
      'answered',
      [
        [1, lead()],
        [2, rep()],
      ],
      null,
      60,
      'Rep Discovery',
    ],
    [
      'answered, the lead silent for 12 h',
      [
        [1, lead()],
        [2, rep()],
      ],
      null,
      2 + 720,
      'Follow Up Needed',
    ],
    [
      'the lead wrote again 2 min ago',
      [
        [1, lead()],
        [2, rep()],
        [30, lead()],
      ],
      null,
      32,
      'Rep Reply Needed',
    ],
    [
      'the lead writes on: the first unanswered counts',
      [
        [1, lead()],
        [2, rep()],
        [30, lead()],
        [31, lead()],
      ],
      null,
      32,
      'Rep Reply Needed',
    ],
    [
      'a note is no reply',
      [
        [1, lead()],
        [2, { kind: 'note', said: said(), by: ANN }],
      ],
      null,
      60,
      'AI Discovery',
    ],
    [
      'silent for 12 days',
      [
        [1, lead()],
        [2, rep()],
      ],
      null,
      2 + 12 * 24 * 60,
      'Closed',
    ],
    [
      'rejected stays so for ever',
      [
        [1, lead()],
        [2, rep()],
        [3, { kind: 'reject', by: ANN }],
      ],
      null,
      99_999,
      'Rejected',
    ],
    [
      'rejected stays so when the lead writes',
      [
        [1, lead()],
        [3, { kind: 'reject', by: ANN }],
        [9, lead()],
      ],
      null,
      10,
      'Rejected',
    ],
    [
      'closed by the team',
      [
        [1, lead()],
        [2, { kind: 'close', by: ANN }],
      ],
      null,
      3,
      'Closed',
    ],
    [
      'closed, and the lead writes',
      [
        [1, lead()],
        [2, { kind: 'close', by: ANN }],
        [9, lead()],
      ],
      null,
      10,
      'AI Discovery',
    ],
    [
      'spam',
      [
        [1, lead()],
        [2, { kind: 'spam', by: ANN }],
      ],
      null,
      99_999,
      'Spam',
    ],
    [
      'qualified',
      [
        [1, lead()],
        [2, { kind: 'qualify', by: ANN }],
      ],
      null,
      99_999,
      'Qualified',
    ],
    [
      'closed by time, reopened',
      [
        [1, lead()],
        [2, rep()],
        [20_000, { kind: 'reopen', by: ANN }],
      ],
      null,
      20_001,
      'Follow Up Needed',
    ],
  ];
  test.each(cases)('%s', (_, events, owner, minutes, status) => {
    expect(statusIn(told(events, owner).state, minutes)).toBe(status);
  });

  it('follows the workspace’s own timers', () => {
    const { state } = told([[1, lead()]], 'ann');
    const slow = { ...timers, replyNeeded: 30 };
    expect(statusAt(state, slow, T0 + 30 * MINUTE)).toBe('Rep Discovery');
    expect(statusAt(state, slow, T0 + 31 * MINUTE)).toBe('Rep Reply Needed');
  });

  it('says when it changes next', () => {
    const due = (events: Story, minutes: number, owner: string | null = null) => {
      const at = dueAt(told(events, owner).state, timers, T0 + minutes * MINUTE);
      return at === null ? null : (at - T0) / MINUTE;
    };
    expect(due([], 0)).toBe(180);
    expect(due([], 180)).toBe(17_280);
    expect(due([], 17_280)).toBe(null);
    expect(due([[1, lead()]], 1, 'ann')).toBe(3);
    expect(
      due(
        [
          [1, lead()],
          [2, rep()],
        ],
        2,
      ),
    ).toBe(722);
    expect(
      due(
        [
          [1, lead()],
          [2, { kind: 'spam', by: ANN }],
        ],
        2,
      ),
    ).toBe(null);
  });
});
