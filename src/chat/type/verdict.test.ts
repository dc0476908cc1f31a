import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { INTENT_TYPES } from '../../../wire/signal.ts';
import { contactType, correction, type KeptVerdict, replaces, type TypeOfConversation } from './verdict.ts';

const of = (id: string, type: TypeOfConversation['type'], final: boolean, at: number) => ({ id, type, final, at });

describe('why a contact comes', () => {
  test.each<readonly [string, readonly TypeOfConversation[], string, boolean]>([
    ['never talked', [], 'Unknown', false],
    ['a guess', [of('a', 'Buying', false, 1)], 'Buying', false],
    ['a greeting after a guess', [of('a', 'Buying', false, 1), of('b', 'Unknown', false, 2)], 'Buying', false],
    ['settled, then a guess', [of('a', 'Support', true, 1), of('b', 'Buying', false, 2)], 'Support', true],
    ['settled twice: the later', [of('a', 'Support', true, 1), of('b', 'Buying', true, 2)], 'Buying', true],
    ['settled as Unknown', [of('a', 'Unknown', true, 2), of('b', 'Buying', false, 3)], 'Unknown', true],
  ])('%s', (_, conversations, type, final) => {
    expect(contactType(conversations)).toEqual({ type, final });
  });

  it('does not depend on the order of conversations', () => {
    const any = fc.record({
      id: fc.uuid(),
      type: fc.constantFrom(...INTENT_TYPES),
      final: fc.boolean(),
      at: fc.nat(3),
    });
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: (one) => one.id }), (conversations) => {
        expect(contactType(conversations.toReversed())).toEqual(contactType(conversations));
      }),
    );
  });
});

describe('a new verdict', () => {
  const by = (who: KeptVerdict['by'], seq: number): KeptVerdict => ({ ...correction('Buying', 0, seq), by: who });
  test.each<readonly [string, KeptVerdict | null, KeptVerdict, boolean]>([
    ['is taken when there is none', null, by('model', 1), true],
    ['of a later message is taken', by('model', 1), by('model', 2), true],
    ['of an earlier message is not', by('provider', 2), by('model', 1), false],
    ['does not move a rep’s', by('rep', 1), by('answer', 2), false],
    ['of a rep moves a rep’s', by('rep', 2), by('rep', 1), true],
    ['by words does not move an answer', by('answer', 1), by('model', 2), false],
    ['by an answer moves an answer', by('answer', 1), by('answer', 2), true],
  ])('%s', (_, standing, next, taken) => {
    expect(replaces(standing, next)).toBe(taken);
  });
});
