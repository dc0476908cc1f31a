import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockProblems } from '../../../tests/slack/blocks.ts';
import type { ConversationCard } from '../../chat/card.ts';
import { cardOf, readTypeChoice } from './card.ts';

const URL = 'https://knock.example.com';
const ANN: ConversationCard = {
  conversationId: '018f0000-0000-8000-8000-00000000000a',
  contactId: '018f0000-0000-8000-8000-00000000000b',
  contactName: 'Ann Smith',
  contactEmail: 'ann@acme.com',
  identified: true,
  account: { name: 'Acme', domain: 'acme.com' },
  page: { url: 'https://www.example.com/pricing', title: 'Pricing' },
  firstMessage: 'How much is it for 200 seats?',
  startedAt: 0,
  score: 'High',
  points: 71,
  reasons: ['viewed Pricing 3 times', 'asked for a demo', 'clicked a link'],
  type: 'Buying',
  typeFinal: true,
  typeEvidence: ['how much', '200 seats'],
  owner: null,
  status: 'AI Discovery',
  link: null,
  language: 'en',
};
const says = (facts: Partial<ConversationCard>) => JSON.stringify(cardOf({ ...ANN, ...facts }, URL));

describe('the card', () => {
  it('says who, account, page, first message, score, type, reasons, status and owner', () => {
    const card = says({});
    for (const words of ['Ann Smith', 'ann@acme.com', 'Acme (acme.com)', 'Pricing', 'How much is it for 200 seats?'])
      expect(card).toContain(words);
    expect(card).toContain(
      '*Intent: High* · Buying (how much, 200 seats)\\n• viewed Pricing 3 times\\n• asked for a demo',
    );
    expect(card).toContain('*AI Discovery* · Nobody’s yet');
    expect(says({ owner: { id: 'r', name: 'Bob' } })).toContain('Owner: Bob');
    expect(says({ typeFinal: false })).toContain('probably Buying');
    expect(says({ type: 'Unknown', typeFinal: false })).toContain('reason not known yet');
  });

  it('has the six buttons, and opens the record', () => {
    const actions = cardOf(ANN, URL).blocks.find((block) => block.type === 'actions');
    const ids = actions?.elements.map((element) => ('action_id' in element ? element.action_id : ''));
    expect(ids).toEqual(['knock_take', 'knock_times', 'knock_type', 'knock_reject', 'knock_spam', 'knock_open']);
    expect(JSON.stringify(actions)).toContain(`${URL}/contacts/${ANN.contactId}`);
  });

  it('mentions nobody and links nowhere that a lead writes: <!channel>, links and script in names and texts', () => {
    const bad = '<!channel> <@U1> <https://evil.test|sign in> <script>alert(1)</script>';
    const card = cardOf(
      {
        ...ANN,
        contactName: bad,
        contactEmail: null,
        account: { name: bad, domain: null },
        firstMessage: bad,
        page: { url: 'javascript:alert(1)', title: bad },
        reasons: [bad],
        link: { id: 'l', name: bad },
      },
      URL,
    );
    const marked = card.blocks.filter((block) => block.type !== 'rich_text');
    expect(JSON.stringify(marked)).not.toMatch(/<!|<@|<script|<https:\/\/evil|javascript:/);
    expect(card.text).not.toMatch(/<!|<@|<script|<https/);
  });

  it('stays within what Slack takes, whatever it has to say', () => {
    const text = fc.string({ maxLength: 5_000 });
    const facts = fc.record({
      contactName: text,
      firstMessage: text,
      account: fc.record({ name: text, domain: fc.option(text) }),
      page: fc.record({ url: text, title: fc.option(text) }),
      reasons: fc.array(text, { maxLength: 5 }),
      typeEvidence: fc.array(text, { maxLength: 5 }),
      link: fc.record({ id: text, name: text }),
    });
    fc.assert(
      fc.property(facts, (some) => {
        expect(blockProblems(cardOf({ ...ANN, ...some }, URL).blocks)).toEqual([]);
      }),
      { numRuns: 100 },
    );
    expect(
      blockProblems(
        cardOf(
          {
            ...ANN,
            contactName: '&'.repeat(9_000),
            firstMessage: '<'.repeat(9_000),
            reasons: Array(9).fill('&'.repeat(900)),
            typeEvidence: Array(9).fill('&'.repeat(900)),
            page: { url: `https://e.test/${'|'.repeat(2_000)}`, title: '&'.repeat(500) },
          },
          URL,
        ).blocks,
      ),
    ).toEqual([]);
  });

  it('understands its menu’s answer, and nothing else', () => {
    expect(readTypeChoice(`${ANN.conversationId} Job seeker`)).toEqual({
      conversationId: ANN.conversationId,
      type: 'Job seeker',
    });
    expect(readTypeChoice('x Nonsense')).toBeNull();
    expect(readTypeChoice('Buying')).toBeNull();
  });
});
