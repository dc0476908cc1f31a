import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSlackHouse, type SlackHouse } from '../slack/house.ts';
import { edit, type Fault, say, wrap } from '../slack/slack.ts';
import type { Message } from '../slack/state.ts';

let house: SlackHouse;
beforeAll(async () => {
  house = await openSlackHouse();
});
afterAll(() => house.close());

interface Sending {
  readonly does: 'slack sends';
  /** Which of the events that were not sent yet, or are sent again. */
  readonly pick: number;
  readonly keep: boolean;
}
type Act =
  | { readonly does: 'lead says' | 'rep says' | 'rep edits' | 'time passes' }
  | { readonly does: 'slack fails'; readonly method: string; readonly fault: Fault }
  | Sending;

const faults = fc.constantFrom<Fault>(
  { lost: 'answer' },
  { lost: 'request' },
  { status: 500 },
  { status: 429, retryAfter: 2 },
);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Act>({ does: 'lead says' }) },
  { weight: 4, arbitrary: fc.constant<Act>({ does: 'rep says' }) },
  { weight: 1, arbitrary: fc.constant<Act>({ does: 'rep edits' }) },
  { weight: 3, arbitrary: fc.constant<Act>({ does: 'time passes' }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('slack fails' as const),
      method: fc.constantFrom('chat.postMessage', 'chat.update', 'conversations.replies', 'conversations.history'),
      fault: faults,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ does: fc.constant('slack sends' as const), pick: fc.nat(20), keep: fc.boolean() }),
  },
);

// Sixty acts a run at most: events in any order, twice or never until the end; calls that fail in every way.
it('whatever fails, comes twice or out of order: both sides have every message once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 60 }), async (acts) => {
      house.slack.heal();
      const lead = house.lead();
      await lead.says('How much is it for 200 seats?');
      await house.quiet();
      const card = house.card();
      const events: object[] = [];
      const replies: Message[] = [];
      let leadCount = 0;
      for (const one of acts) {
        switch (one.does) {
          case 'lead says':
            house.pass(5_000);
            leadCount += 1;
            await lead.says(`lead ${leadCount}`);
            break;
          case 'rep says': {
            const { message, event } = say(house.channel, house.bob, `rep ${replies.length + 1}`, { thread: card.ts });
            replies.push(message);
            events.push(wrap(house.team, event));
            break;
          }
          case 'rep edits': {
            const last = replies.at(-1);
            if (last) events.push(wrap(house.team, edit(house.channel, last, `${last.text}!`)));
            break;
          }
          case 'time passes':
            house.pass(1_500);
            await house.settled();
            break;
          case 'slack fails':
            house.slack.fail(one.method, one.fault);
            break;
          case 'slack sends': {
            const wrapped = events[one.pick % Math.max(events.length, 1)];
            if (!wrapped) break;
            expect(await house.sends({}, { wrapped })).toBe(200);
            if (!one.keep) events.splice(events.indexOf(wrapped), 1);
          }
        }
      }
      for (const wrapped of events.reverse()) await house.sends({}, { wrapped, retry: 1 });
      await house.quiet();
      // What failed often is tried again after half an hour at most.
      for (let n = 0; n < 12 && (await house.call('GET /deliveries')).body.waiting > 0; n += 1) {
        house.pass(40 * 60_000);
        await house.quiet();
      }
      const said = house
        .thread(card)
        .filter((line) => line.includes('(lead): '))
        .flatMap((line) => line.replace(/^.*?: /, '').split('\n'));
      expect(said).toEqual(Array.from({ length: leadCount }, (_none, index) => `lead ${index + 1}`));
      const messages = (await lead.hears()).filter((message) => message.author === 'rep');
      const heard = messages.sort((a, b) => a.seq - b.seq).map((message) => message.text);
      const written = replies.map(({ text }) => text);
      expect([...heard].sort()).toEqual([...written].sort());
      // Where Slack will not show the thread, a reply goes out as soon as it is heard of.
      const isShown = !acts.some((one) => one.does === 'slack fails' && one.method === 'conversations.replies');
      if (isShown) expect(heard).toEqual(written);
      const cards = house.channel.messages.filter((message) => message.metadata && !message.thread_ts);
      expect(new Set(cards.map((message) => JSON.stringify(message.metadata))).size).toBe(cards.length);
    }),
    { numRuns: 15, endOnFailure: true },
  );
}, 180_000);
