import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsOn, mergeMessages, threadOf } from '../../browser/dashboard/api/thread.ts';
import { filledReply, matchingReplies, slashWord } from '../../browser/dashboard/screens/inbox/canned.ts';
import { arrange } from '../../browser/dashboard/screens/inbox/held-order.ts';
import { draftOf, patchOf, putOf } from '../../browser/dashboard/screens/links/link-draft.ts';
import { contrast, onColor } from '../../browser/dashboard/ui/chat/contrast.ts';
import type { ConversationDetail, TeamMessage } from '../../wire/api/conversations.ts';
import type { LinkItem } from '../../wire/api/links.ts';

const message = (seq: number, change: number, text = `v${change}`) =>
  ({ id: `m${seq}`, clientId: `client-${seq}`, seq, change, text }) as TeamMessage;

/** What a server would have said: messages in order, some of them changed again later, as one list of changes. */
const history = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 40 }).map((picks) => {
  let seq = 0;
  return picks.map((pick, index) => {
    if (seq === 0 || pick % 3 !== 0) seq += 1;
    const target = seq === 0 || pick % 3 !== 0 ? seq : 1 + (pick % seq);
    return message(target, index + 1);
  });
});
const final = (changes: readonly TeamMessage[]) => {
  const latest = new Map(changes.map((one) => [one.id, one]));
  return [...latest.values()].sort((a, b) => a.seq - b.seq);
};

describe('the messages of a thread', () => {
  it('are the same however they come: in any order, twice, in any pieces', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), fc.nat({ max: 5 }), (changes, chances, twice) => {
        const keyed = [...changes, ...changes.slice(0, twice)].map((one) => ({ one, at: chances.next().value ?? 0 }));
        let thread = threadOf([], false);
        for (const { one } of keyed.sort((a, b) => a.at - b.at)) thread = mergeMessages(thread, [one]);
        expect(thread.items).toEqual(final(changes));
        expect(thread.change).toBe(changes.length);
      }),
    );
  });

  it('lose nothing over a drop: what is asked for after the last change completes them', () => {
    fc.assert(
      fc.property(history, fc.nat(), (changes, cut) => {
        const seen = changes.slice(0, cut % (changes.length + 1));
        const thread = mergeMessages(threadOf([], false), seen);
        const resumed = mergeMessages(
          thread,
          changes.filter((one) => one.change > thread.change),
        );
        expect(resumed.items).toEqual(final(changes));
      }),
    );
  });

  it('leave out changes of what is not loaded, and never put them on top', () => {
    const thread = threadOf([message(8, 8), message(9, 9)], true);
    const changed = mergeMessages(thread, [message(2, 10, 'edited')]);
    expect(changed.items.map((one) => one.seq)).toEqual([8, 9]);
    expect(changed.change).toBe(10);
  });

  it('notice a gap', () => {
    const thread = threadOf([message(1, 1), message(2, 2)], false);
    expect(fitsOn(thread, message(3, 3))).toBe(true);
    expect(fitsOn(thread, message(1, 4))).toBe(true);
    expect(fitsOn(thread, message(4, 4))).toBe(false);
  });
});

describe('the order of the list while somebody points at it', () => {
  const rows = (ids: string) => [...ids].map((id) => ({ id }));
  const known = new Map(rows('abcdefgh').map((row) => [row.id, row]));
  it.each([
    ['nothing new', 'abc', 'abc', 'abc', 0],
    ['one moved up', 'abc', 'cab', 'abc', 1],
    ['a new one waits', 'abc', 'dabc', 'abc', 1],
    ['one that left stays where it was', 'abc', 'ac', 'abc', 0],
    ['the next page goes on at the end', 'abc', 'abcde', 'abcde', 0],
    ['all at once', 'abcd', 'edab', 'abcd', 2],
  ])('%s', (_, held, fresh, shown, waiting) => {
    const arranged = arrange([...held], rows(fresh), known);
    expect(arranged.shown.map((row) => row.id).join('')).toBe(shown);
    expect(arranged.waiting).toBe(waiting);
  });

  it('never moves a row that was shown', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1 });
    fc.assert(
      fc.property(ids, ids, (held, fresh) => {
        const { shown } = arrange(held, rows(fresh.join('')), known);
        expect(shown.slice(0, held.length).map((row) => row.id)).toEqual(held);
        expect(new Set(shown.map((row) => row.id)).size).toBe(shown.length);
      }),
    );
  });
});

describe('canned replies', () => {
  const replies = [
    { id: '1', title: 'pricing', text: 'Hi {name}, for {company}?' },
    { id: '2', title: 'no pricing', text: 'x' },
  ];
  it('are asked for by a slash and a word, not by a path or a sentence', () => {
    expect([slashWord('/'), slashWord('/pri'), slashWord('/pri now'), slashWord('see /pri'), slashWord('')]).toEqual([
      '',
      'pri',
      null,
      null,
      null,
    ]);
    expect(matchingReplies(replies, 'pri').map((one) => one.id)).toEqual(['1', '2']);
  });
  it('leave no hole where nothing is known', () => {
    const known = { contact: { name: 'Ann Lee', account: { name: 'Acme' } } } as ConversationDetail;
    const unknown = { contact: { name: null, account: null } } as ConversationDetail;
    expect(filledReply(replies[0]?.text ?? '', known)).toBe('Hi Ann, for Acme?');
    expect(filledReply(replies[0]?.text ?? '', unknown)).toBe('Hi, for your company?');
  });
});

describe('colours', () => {
  it.each([
    ['#ffffff', '#000000', 21],
    ['#777777', '#ffffff', 4.48],
    ['#12564a', '#ffffff', 8.6],
  ])('%s on %s has the contrast %d', (a, b, ratio) => {
    expect(contrast(a, b)).toBeCloseTo(ratio, 1);
    expect(contrast(b, a)).toBe(contrast(a, b));
  });
  it('get a text that one can read better than the other', () => {
    expect([onColor('#ffe680'), onColor('#12564a')]).toEqual(['#1e1c19', '#ffffff']);
  });
});

describe('the form of a link', () => {
  it('gives back what the link is, whatever it is', () => {
    const utm = { source: 'a', medium: null, campaign: null, term: null, content: null };
    const expiresAt = new Date(2026, 7, 2).toISOString();
    const put = { name: 'N', kind: 'chat', channel: 'qr', slug: 's1', target: null, ownerId: null, utm };
    const page = { greeting: null, heading: 'H', intro: null, active: true, expiresAt };
    const link = { ...put, ...page } as unknown as LinkItem;
    expect(putOf(draftOf(link))).toEqual({ ...put, ...page });
    expect(patchOf(draftOf(link))).not.toHaveProperty('kind');
  });
  it('lets a link work until the end of its last day', () => {
    const draft = { ...draftOf(null), name: 'N', lastDay: '2026-08-01' };
    expect(new Date(putOf(draft).expiresAt ?? '').getTime()).toBe(new Date(2026, 7, 2).getTime());
  });
});
