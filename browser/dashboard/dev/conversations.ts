import type { ChatStatus, ConversationDetail, ConversationType, TeamMessage } from '../../../wire/api/conversations.ts';
import type { IntentType } from '../../../wire/signal.ts';
import { iso, NOW, people, settle } from './people.ts';
import { SCRIPTS } from './talk.ts';

/** Made-up conversations, kept in memory, that answer when one writes. Never shipped. */

const MINUTE = 60_000;
export const reps = [
  { id: 'r1', name: 'Ana Lindqvist', email: 'ana@chimeboard.example', online: true, slack: true, member: true },
  { id: 'r2', name: 'Oskar Brandt', email: 'oskar@chimeboard.example', online: true, slack: true, member: true },
  { id: 'r3', name: 'Mira Novak', email: 'mira@chimeboard.example', online: false, slack: false, member: true },
  { id: 'r4', name: 'Jonas Okafor', email: 'jonas@chimeboard.example', online: false, slack: true, member: false },
].map((one) => ({ ...one, avatarUrl: null, active: true }));
export const repRef = (id: string | null) => {
  const one = reps.find((rep) => rep.id === id);
  return one ? { id: one.id, name: one.name, avatarUrl: null } : null;
};

export interface Talk {
  item: ConversationDetail;
  messages: TeamMessage[];
  change: number;
}

let serial = 0;
export function say(talk: Talk, at: number, fields: Partial<TeamMessage>): TeamMessage {
  serial += 1;
  talk.change += 1;
  const message: TeamMessage = {
    seq: talk.messages.length + 1,
    change: talk.change,
    id: `m${serial}`,
    clientId: `client-${serial}`,
    at: iso(at),
    author: 'lead',
    rep: null,
    name: null,
    via: 'widget',
    text: '',
    internal: false,
    files: [],
    quickReplies: [],
    event: null,
    edited: false,
    deleted: false,
    leadAway: false,
    ...fields,
  };
  talk.messages.push(message);
  const { item } = talk;
  item.lastSeq = message.seq;
  if (!message.internal && message.author !== 'system') {
    item.lastText = message.text || message.files[0]?.name || '';
    item.lastAuthor = message.author;
    item.lastAt = message.at;
  }
  if (message.author === 'lead') item.unread += 1;
  return message;
}

function typeOf(word: IntentType, words: string, final: boolean, confidence: number): ConversationType {
  return {
    type: word,
    final,
    confidence,
    by: 'model',
    evidence:
      word === 'Unknown'
        ? []
        : [
            { kind: 'words', text: words, type: word, weight: 2.4 },
            {
              kind: 'signals',
              text: word === 'Job seeker' ? '3 careers views' : '4 pricing views',
              type: word,
              weight: 0.8,
            },
          ],
  };
}

const named = people.filter((one, n) => one.item.name !== null || n % 9 === 0);

export const talks: Talk[] = SCRIPTS.map((script, n) => {
  const person = named[script.person];
  if (!person) throw new Error('too few people');
  person.item.online = script.here;
  person.item.intentType = script.type;
  person.item.intentTypeFinal = script.final;
  const begin = NOW - script.minutesAgo * MINUTE;
  const talk: Talk = {
    change: 0,
    messages: [],
    item: {
      id: `c${n + 1}`,
      status: script.status as ChatStatus,
      contact: person.item,
      owner: repRef(script.owner),
      type: typeOf(script.type, script.words, script.final, script.confidence),
      surface: script.link ? 'link' : 'website',
      link: script.link ? { id: 'l1', name: 'Spring newsletter' } : null,
      lastText: '',
      lastAuthor: null,
      lastAt: null,
      startedAt: iso(begin),
      unread: 0,
      here: script.here,
      dueAt: script.status === 'Rep Discovery' ? iso(NOW + 7 * 60 * MINUTE) : null,
      responding: repRef(script.owner),
      responseMs: script.owner ? 94_000 : null,
      page: script.link
        ? { url: 'https://knock.example.com/l/spring-newsletter', title: 'Talk to Chimeboard' }
        : { url: 'https://chimeboard.example/pricing', title: 'Pricing' },
      language: script.language ?? 'en',
      leadReadSeq: 0,
      teamReadSeq: 0,
      lastSeq: 0,
      slack:
        n % 3 === 0 ? [{ team: 'Chimeboard', channel: 'leads', url: 'https://example.slack.com/archives/C1/p1' }] : [],
    },
  };
  let at = begin;
  for (const line of script.lines) {
    at += (line.gap ?? 2) * MINUTE;
    const rep = line.by === 'rep' ? repRef(line.rep ?? script.owner ?? 'r1') : null;
    say(talk, Math.min(at, NOW - 20_000), {
      author: line.by,
      rep,
      name: rep?.name ?? null,
      via: line.via ?? (line.by === 'rep' ? 'inbox' : 'widget'),
      text: line.text ?? '',
      internal: line.internal ?? false,
      files: line.files ?? [],
      quickReplies: line.quick
        ? [
            { value: 'Buying', label: 'Looking to buy' },
            { value: 'Support', label: 'I need help' },
          ]
        : [],
      event: line.event ?? null,
      edited: line.edited ?? false,
      deleted: line.deleted ?? false,
      leadAway: line.away ?? false,
    });
  }
  talk.item.leadReadSeq = talk.item.lastSeq - (script.unreadByLead ?? 0);
  talk.item.unread = script.unread;
  talk.item.teamReadSeq = talk.item.lastSeq - script.unread;
  return talk;
});

for (const talk of talks) {
  const person = people.find((one) => one.item === talk.item.contact);
  const base = person?.signals[0];
  if (!person || !base) continue;
  for (const message of talk.messages.filter((one) => one.author === 'lead' && !one.deleted)) {
    const text = message.text || null;
    const signal = { ...base, id: `${base.id}-${message.id}`, at: message.at, kind: 'chat_message' as const, text };
    person.signals.push({ ...signal, category: 'Chat', name: null, props: { conversation: talk.item.id } });
  }
  person.signals.sort((a, b) => b.at.localeCompare(a.at));
  settle(person);
}

export type Push = (event: string, data: unknown) => void;
export const listeners = new Set<Push>();
export const push: Push = (event, data) => {
  for (const one of listeners) one(event, data);
};

export function touched(talk: Talk): ConversationDetail {
  push('conversation', talk.item);
  return talk.item;
}

/** A while after one writes, the lead reads, types and answers. */
export function answerSoon(talk: Talk): void {
  const id = talk.item.id;
  setTimeout(() => {
    talk.item.leadReadSeq = talk.item.lastSeq;
    push('presence', { conversation: id, here: true, leadReadSeq: talk.item.lastSeq });
  }, 900);
  setTimeout(() => push('typing', { conversation: id, who: 'lead', name: null, typing: true }), 1_600);
  setTimeout(() => {
    const message = say(talk, Date.now(), { text: 'Great, that helps. Can you send me the order form too?' });
    push('message', { conversation: id, message });
    touched(talk);
  }, 4_200);
}
