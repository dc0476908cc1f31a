import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMrkdwn, fromMrkdwn, linkMrkdwn, mentionsIn } from './mrkdwn.ts';

const nameOf = (id: string) => (id === 'U1' ? 'Bob' : null);

describe('what a lead wrote, for Slack', () => {
  it('mentions nobody and links nowhere', () => {
    expect(escapeMrkdwn('<!channel> <@U1> <https://evil.test|here> & co')).toBe(
      '&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil.test|here&gt; &amp; co',
    );
  });

  it('comes back the same', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[*_~`:]/.test(text) && text === text.trim()),
        (text) => {
          expect(fromMrkdwn(escapeMrkdwn(text), nameOf)).toBe(text);
        },
      ),
    );
  });

  it.each([
    ['https://a.test/x', 'A page', '<https://a.test/x|A page>'],
    ['https://a.test/x|y>z', 'A | b > c\nd', '<https://a.test/x%7Cy%3Ez|A ¦ b &gt; c d>'],
    ['https://a.test/?a=1&b=2', '', '<https://a.test/?a=1&amp;b=2|https://a.test/?a=1&amp;b=2>'],
    ['javascript:alert(1)', 'Click', 'Click'],
    ['nonsense', '<!here>', '&lt;!here&gt;'],
  ])('a link to %s', (url, label, expected) => {
    expect(linkMrkdwn(url, label)).toBe(expected);
  });
});

describe('what a rep wrote in Slack, for the lead', () => {
  it.each([
    ['Hello &amp; welcome, 3 &lt; 4', 'Hello & welcome, 3 < 4'],
    ['I typed &amp;lt;', 'I typed &lt;'],
    ['See <https://acme.com/pricing>', 'See https://acme.com/pricing'],
    ['See <https://acme.com/pricing|our prices>', 'See our prices (https://acme.com/pricing)'],
    ['<http://acme.com|acme.com>', 'http://acme.com'],
    ['Mail <mailto:bob@acme.com|bob@acme.com>', 'Mail bob@acme.com'],
    ['Ask <@U1> or <@U2> or <@U3|carol>', 'Ask @Bob or @somebody or @carol'],
    ['in <#C1|general> <!here> <!subteam^S1|@sales>', 'in #general @here @sales'],
    ['<!date^1392734382^{date}|Feb 18>', 'Feb 18'],
    ['*Yes*, _surely_ ~not~ `a*b*c`', 'Yes, surely not a*b*c'],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
    [':wave: hi :+1::skin-tone-3: :party_parrot: at 10:30:00', '👋 hi 👍 :party_parrot: at 10:30:00'],
    ['```\ncode &lt;b&gt; :wave:\n```', 'code <b> :wave:'],
  ])('%s', (said, shown) => {
    expect(fromMrkdwn(said, nameOf)).toBe(shown);
  });

  it('names the people it mentions', () => {
    expect(mentionsIn('<@U1> <@U1> <@W2|x> <#C1|y> U9')).toEqual(['U1', 'W2']);
  });
});
