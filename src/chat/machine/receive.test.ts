import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../foundation/time.ts';
import type { ChatEvent, Effect } from '../state.ts';
import { ANN, ask, BOB, KEY, lead, rep, type Story, said, T0, timers, told } from './conversation.cases.ts';
import { begun, receive } from './receive.ts';
import { dueAt, statusAt } from './status.ts';

describe('who answers', () => {
  it('the first person to reply owns it; another who replies is the one responding', () => {
    const { state } = told([
      [1, lead()],
      [4, rep(ANN)],
      [5, rep(BOB)],
    ]);
    expect(state).toMatchObject({ ownerId: 'ann', respondingId: 'bob', responseMs: 3 * MINUTE });
  });

  it('who takes it owns it, whoever had it', () => {
    expect(
      told([
        [1, lead()],
        [2, rep(ANN)],
        [3, { kind: 'take', by: BOB }],
      ]).state.ownerId,
    ).toBe('bob');
  });

  it('the rep of a personal link keeps it when another replies first', () => {
    expect(
      told(
        [
          [1, lead()],
          [2, rep(BOB)],
        ],
        'ann',
      ).state,
    ).toMatchObject({ ownerId: 'ann', respondingId: 'bob' });
  });

  it('an API key replies without owning', () => {
    expect(
      told([
        [1, lead()],
        [2, rep(KEY)],
      ]).state,
    ).toMatchObject({ ownerId: null, respondingId: null });
  });

  it('tells the lead once of each who joins, before the first word', () => {
    const { effects } = told([
      [1, lead()],
      [2, rep(ANN)],
      [3, rep(ANN)],
      [4, rep(BOB)],
    ]);
    const shown = effects.flatMap((one) =>
      one.kind === 'message' ? [one.message.extra?.event?.word ?? one.message.author] : [],
    );
    expect(shown).toEqual(['lead', 'joined', 'rep', 'rep', 'joined', 'rep']);
  });
});

describe('the agent', () => {
  const said = (events: Story) =>
    told(events).effects.filter((one) => one.kind === 'message' && one.message.author === 'agent').length;

  it('asks once', () => {
    expect(
      said([
        [1, lead()],
        [1, ask(1)],
      ]),
    ).toBe(1);
    expect(
      said([
        [1, lead()],
        [1, ask(1)],
        [2, lead()],
        [2, ask(3)],
      ]),
    ).toBe(1);
  });

  it.each<readonly [string, Story]>([
    [
      'a person replied',
      [
        [1, lead()],
        [2, rep()],
        [2, ask(1)],
      ],
    ],
    [
      'a person took it',
      [
        [1, lead()],
        [2, { kind: 'take', by: ANN }],
        [2, ask(2)],
      ],
    ],
    [
      'the lead wrote on',
      [
        [1, lead()],
        [2, lead()],
        [2, ask(1)],
      ],
    ],
    [
      'it was rejected',
      [
        [1, lead()],
        [2, { kind: 'reject', by: ANN }],
        [2, ask(2)],
      ],
    ],
  ])('is silent: %s', (_, events) => {
    expect(said(events)).toBe(0);
  });
});

describe('what the status forbids', () => {
  it.each<readonly [string, ChatEvent, ChatEvent]>([
    ['closing what is rejected', { kind: 'reject', by: ANN }, { kind: 'close', by: ANN }],
    ['closing what is qualified', { kind: 'qualify', by: ANN }, { kind: 'close', by: ANN }],
    ['rejecting what is qualified', { kind: 'qualify', by: ANN }, { kind: 'reject', by: ANN }],
    ['taking spam', { kind: 'spam', by: ANN }, { kind: 'take', by: BOB }],
    ['assigning what is rejected', { kind: 'reject', by: ANN }, { kind: 'assign', to: BOB, by: ANN }],
    ['reopening what is open', { kind: 'note', said: said(), by: ANN }, { kind: 'reopen', by: ANN }],
  ])('%s', (_, first, second) => {
    const { state } = told([
      [1, lead()],
      [2, first],
    ]);
    expect(receive(state, second, { at: T0 + HOUR, timers })).toMatchObject({ ok: false, reason: 'conflict' });
  });

  it('the same again changes nothing', () => {
    const { state } = told([
      [1, lead()],
      [2, { kind: 'spam', by: ANN }],
    ]);
    const again = receive(state, { kind: 'spam', by: BOB }, { at: T0 + HOUR, timers });
    expect(again).toMatchObject({ ok: true, value: { effects: [], state } });
  });
});

const anyEvent: fc.Arbitrary<ChatEvent> = fc.oneof(
  fc.constant(0).map(lead),
  fc.constantFrom(ANN, BOB, KEY).map(rep),
  fc.constantFrom(ANN, BOB).map((by): ChatEvent => ({ kind: 'note', said: said(), by })),
  fc.nat(12).map(ask),
  fc.constantFrom(ANN, BOB).map((by): ChatEvent => ({ kind: 'take', by })),
  fc.constantFrom(ANN, BOB, null).map((to): ChatEvent => ({ kind: 'assign', to, by: ANN })),
  fc
    .constantFrom('close' as const, 'reopen' as const, 'reject' as const, 'spam' as const, 'qualify' as const)
    .map((kind): ChatEvent => ({ kind, by: ANN })),
  fc.constant<ChatEvent>({ kind: 'type', type: 'Buying', by: ANN }),
  fc.constant(0).map((): ChatEvent => ({ kind: 'email', said: said('') })),
  fc.constant<ChatEvent>({ kind: 'time' }),
);
const anyStory = fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000 }), anyEvent), { maxLength: 25 });

/** Runs a story whose steps are minutes apart, with the timer going off between them as often as `ticks` says. */
function run(story: Story, ticks: number) {
  let state = begun(T0, null);
  const effects: Effect[] = [];
  let now = T0;
  const step = (event: ChatEvent) => {
    const received = receive(state, event, { at: now, timers });
    if (!received.ok) return;
    state = received.value.state;
    effects.push(...received.value.effects);
  };
  for (const [minutes, event] of story) {
    const from = now;
    for (let tick = 1; tick <= ticks; tick += 1) {
      now = from + Math.floor((minutes * MINUTE * tick) / (ticks + 1));
      step({ kind: 'time' });
    }
    now = from + minutes * MINUTE;
    step(event);
  }
  // A refused event tells nothing; the timer that goes off next tells what time did.
  step({ kind: 'time' });
  return { state, effects, now };
}

describe('whatever happens', () => {
  it('time in many steps leads where one jump leads', () => {
    fc.assert(
      fc.property(anyStory, fc.integer({ min: 1, max: 7 }), (story, ticks) => {
        const stepped = run(story, ticks).state;
        expect(stepped).toEqual(run(story, 0).state);
      }),
    );
  });

  it('the next due time is exactly when the status changes', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const { state, now } = run(story, 0);
        const due = dueAt(state, timers, now);
        const present = statusAt(state, timers, now);
        if (due === null) expect(statusAt(state, timers, now + 1e12)).toBe(present);
        else {
          expect(statusAt(state, timers, due - 1)).toBe(present);
          expect(statusAt(state, timers, due)).not.toBe(present);
        }
      }),
    );
  });

  it('messages have places without gaps, changes grow by one, and the first reply of a rep finds or makes an owner', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const { effects, state } = run(story, 1);
        const messages = effects.flatMap((one) => (one.kind === 'message' ? [one.message] : []));
        expect(messages.map((one) => one.seq)).toEqual(messages.map((_, index) => index + 1));
        expect(messages.map((one) => one.change)).toEqual(messages.map((_, index) => index + 1));
        expect(state.seq).toBe(messages.length);
        const owners = effects.filter((one) => one.kind === 'owner');
        const reply = messages.find((one) => one.author === 'rep' && !one.internal && one.authorId !== null);
        if (reply) expect(owners.length).toBeGreaterThan(0);
      }),
    );
  });

  it('the agent says nothing after a person joined', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const messages = run(story, 0).effects.flatMap((one) => (one.kind === 'message' ? [one.message] : []));
        const joined = messages.findIndex(
          (one) => one.extra?.event?.word === 'joined' || (one.author === 'rep' && !one.internal),
        );
        const later = joined < 0 ? [] : messages.slice(joined);
        expect(later.filter((one) => one.author === 'agent')).toEqual([]);
      }),
    );
  });
});
