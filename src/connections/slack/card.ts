import type { ActionsBlock, KnownBlock, RichTextBlock } from '@slack/types';
import { INTENT_TYPES, type IntentType } from '../../../wire/signal.ts';
import type { ConversationCard } from '../../chat/card.ts';
import { escapeMrkdwn, linkMrkdwn } from './mrkdwn.ts';

/** What the buttons of a card do; the `action_id` that comes back when one is pressed. */
export const CARD_ACTIONS = {
  take: 'knock_take',
  times: 'knock_times',
  type: 'knock_type',
  reject: 'knock_reject',
  spam: 'knock_spam',
  open: 'knock_open',
} as const;

/** A message as `chat.postMessage` takes it. `text` is what notifications and screen readers say. */
export interface Card {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

// Slack refuses 3000 characters in a section, and an escaped character may take five.
const MESSAGE_SHOWN = 1_500;
const LINE_SHOWN = 120;
const NAME_SHOWN = 80;

/**
 * How the monitoring channel sees a conversation: who, from where, what they want, how ready they are and why, and what can be done.
 * `publicUrl` without a trailing slash. The same facts give the same card, letter by letter: its text tells whether it must be updated.
 */
export function cardOf(facts: ConversationCard, publicUrl: string): Card {
  const who = nameOf(facts);
  const type = typeWords(facts);
  const first = facts.firstMessage?.trim() ?? '';
  return {
    text: `${escapeMrkdwn(who)}${facts.account ? ` (${escapeMrkdwn(cut(facts.account.name, NAME_SHOWN))})` : ''}: ${escapeMrkdwn(cut(first, LINE_SHOWN))} · ${facts.score}, ${type}`,
    blocks: [
      section(`*${linkMrkdwn(recordUrl(facts, publicUrl), who)}*\n${whereLine(facts)}`),
      ...(first === '' ? [] : [quote(cut(first, MESSAGE_SHOWN))]),
      section(intentLines(facts, type)),
      context(
        `*${facts.status}* · ${facts.owner ? `Owner: ${escapeMrkdwn(cut(facts.owner.name, NAME_SHOWN))}` : 'Nobody’s yet'} · Reply in the thread; begin with \`//\` or :lock: to keep a message internal.`,
      ),
      buttons(facts, publicUrl),
    ],
  };
}

/** Who it is, for people: a name, an address, or that it is not known. */
export function nameOf({ contactName, contactEmail }: Pick<ConversationCard, 'contactName' | 'contactEmail'>): string {
  return cut(contactName?.trim() || contactEmail || 'Anonymous visitor', NAME_SHOWN);
}

function whereLine({ contactName, contactEmail, account, link, page }: ConversationCard): string {
  const parts = [
    contactName && contactEmail ? escapeMrkdwn(cut(contactEmail, NAME_SHOWN)) : null,
    account
      ? escapeMrkdwn(cut(account.domain ? `${account.name} (${account.domain})` : account.name, NAME_SHOWN))
      : null,
    link ? `by the link ${escapeMrkdwn(cut(link.name, 60))}` : null,
    page ? `on ${linkMrkdwn(page.url, cut(page.title || page.url, NAME_SHOWN))}` : null,
  ];
  return parts.filter((part) => part !== null).join(' · ') || 'No more is known of them yet.';
}

function typeWords({ type, typeFinal }: Pick<ConversationCard, 'type' | 'typeFinal'>): string {
  if (type === 'Unknown') return 'reason not known yet';
  return typeFinal ? type : `probably ${type}`;
}

function intentLines(facts: ConversationCard, type: string): string {
  const said =
    facts.typeEvidence.length > 0
      ? ` (${facts.typeEvidence
          .slice(0, 3)
          .map((one) => escapeMrkdwn(cut(one, 50)))
          .join(', ')})`
      : '';
  const reasons = facts.reasons.slice(0, 3).map((reason) => `• ${escapeMrkdwn(cut(reason, LINE_SHOWN))}`);
  return [`*Intent: ${facts.score}* · ${type}${said}`, ...reasons].join('\n');
}

function buttons(facts: ConversationCard, publicUrl: string): ActionsBlock {
  const value = facts.conversationId;
  const button = (action: keyof typeof CARD_ACTIONS, text: string) =>
    ({ type: 'button', action_id: CARD_ACTIONS[action], text: plain(text), value }) as const;
  const sure = (title: string, text: string, confirm: string) => ({
    confirm: { title: plain(title), text: plain(text), confirm: plain(confirm), deny: plain('Cancel') },
  });
  const options = INTENT_TYPES.map((type) => ({ text: plain(type), value: `${value} ${type}` }));
  const present = options[INTENT_TYPES.indexOf(facts.type)];
  return {
    type: 'actions',
    block_id: 'knock_card',
    elements: [
      { ...button('take', 'Take'), ...(facts.owner ? {} : { style: 'primary' as const }) },
      button('times', 'Send times'),
      {
        type: 'static_select',
        action_id: CARD_ACTIONS.type,
        placeholder: plain('Change type'),
        options,
        ...(facts.type !== 'Unknown' && present && { initial_option: present }),
      },
      {
        ...button('reject', 'Reject'),
        ...sure('Reject this lead?', 'The conversation is marked as rejected.', 'Reject'),
      },
      {
        ...button('spam', 'Spam'),
        style: 'danger',
        ...sure('Mark as spam?', 'The conversation is marked as spam.', 'Spam'),
      },
      { ...button('open', 'Open record'), url: recordUrl(facts, publicUrl) },
    ],
  };
}

function recordUrl({ contactId }: Pick<ConversationCard, 'contactId'>, publicUrl: string): string {
  return `${publicUrl}/contacts/${contactId}`;
}

/** What a menu of the card answered: which conversation, which type. Null for what no card of ours sends. */
export function readTypeChoice(value: string): { readonly conversationId: string; readonly type: IntentType } | null {
  const space = value.indexOf(' ');
  const type = INTENT_TYPES.find((one) => one === value.slice(space + 1));
  return space > 0 && type ? { conversationId: value.slice(0, space), type } : null;
}

function plain(text: string) {
  return { type: 'plain_text', text, emoji: false } as const;
}

function section(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

function context(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] };
}

// Rich text has no markup: what a lead wrote is shown as it is.
function quote(text: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text }] }],
  };
}

function cut(text: string, max: number): string {
  const line = text.trim();
  return line.length <= max ? line : `${line.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
