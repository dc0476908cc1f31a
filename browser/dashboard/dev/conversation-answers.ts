import type { ConversationAct, MessageRequest } from '../../../wire/api/conversations.ts';
import { answerSoon, push, repRef, reps, say, type Talk, talks, touched } from './conversations.ts';

/** The API about conversations over made-up ones. Never shipped. */

type Query = Record<string, string>;
const ME = 'r1';
const GONE = ['New', 'Save the Lead', 'Closed', 'Rejected', 'Spam', 'Qualified'];
const find = (id: string): Talk | undefined => talks.find((one) => one.item.id === id);
const canned = [
  {
    id: 'k1',
    title: 'pricing',
    text: 'Hi {name}, our prices depend on how many people plan. For how many would it be?',
  },
  { id: 'k2', title: 'demo', text: 'Happy to show you around. Would 20 minutes this week suit {company}?' },
  { id: 'k3', title: 'thanks', text: 'Thank you for writing. Is there anything else I can do?' },
];

function listFor(query: Query) {
  const has = (words: string | undefined, value: string) => !words || words.split(',').includes(value);
  return talks
    .filter(({ item, messages }) => {
      if (!has(query['status'], item.status) || !has(query['intentType'], item.type.type)) return false;
      if (query['owner'] === 'none' && item.owner) return false;
      if (query['owner'] === 'me' && item.owner?.id !== ME) return false;
      if (query['owner'] && !['me', 'none'].includes(query['owner']) && item.owner?.id !== query['owner']) return false;
      if (query['contact'] && item.contact.id !== query['contact']) return false;
      if (query['link'] && item.link?.id !== query['link']) return false;
      if (query['unread'] && item.unread === 0) return false;
      const text = `${item.contact.name} ${item.contact.email} ${messages.map((one) => one.text).join(' ')}`;
      return text.toLowerCase().includes((query['q'] ?? '').toLowerCase());
    })
    .map((one) => one.item)
    .sort((a, b) => (b.lastAt ?? b.startedAt).localeCompare(a.lastAt ?? a.startedAt));
}

const STATUS_AFTER = {
  close: 'Closed',
  reopen: 'Rep Discovery',
  reject: 'Rejected',
  spam: 'Spam',
  qualify: 'Qualified',
} as const;

function act(talk: Talk, body: ConversationAct) {
  const { item } = talk;
  const note = (word: string, details: Record<string, string>) => {
    const message = say(talk, Date.now(), {
      author: 'system',
      via: 'knock',
      rep: repRef(ME),
      event: { word, details },
    });
    push('message', { conversation: item.id, message });
  };
  if (body.act === 'take' || body.act === 'assign') {
    item.owner = repRef(body.act === 'take' ? ME : body.repId);
    if (item.status === 'AI Discovery') item.status = 'Rep Reply Needed';
    note('assigned', item.owner ? { rep: item.owner.id, name: item.owner.name } : {});
  } else if (body.act === 'type') {
    item.type = {
      type: body.type,
      final: true,
      confidence: 1,
      by: 'rep',
      evidence: [{ kind: 'correction', text: 'Ana Lindqvist said so', type: body.type, weight: 1 }],
    };
    item.contact.intentType = body.type;
    item.contact.intentTypeFinal = true;
    note('type', { type: body.type });
  } else {
    item.status = STATUS_AFTER[body.act];
    note(body.act === 'close' ? 'closed' : 'status', { status: body.act === 'reopen' ? 'open' : item.status });
  }
  return touched(talk);
}

function post(talk: Talk, body: MessageRequest) {
  const known = talk.messages.find((one) => one.clientId === body.clientId);
  if (known) return known;
  const rep = repRef(ME);
  const message = say(talk, Date.now(), {
    clientId: body.clientId,
    author: 'rep',
    rep,
    name: rep?.name ?? null,
    via: 'inbox',
    text: body.text,
    internal: body.internal,
    files: (body.files ?? []).map(
      (id) => uploads.get(id) ?? { id, name: 'file', type: 'text/plain', size: 1, url: '#' },
    ),
    leadAway: !talk.item.here && !body.internal,
  });
  if (!body.internal) {
    talk.item.owner ??= rep;
    talk.item.status = 'Rep Discovery';
    talk.item.unread = 0;
    if (talk.item.here) answerSoon(talk);
  }
  touched(talk);
  push('message', { conversation: talk.item.id, message });
  return message;
}

export const uploads = new Map<string, { id: string; name: string; type: string; size: number; url: string }>();

const setup = {
  enabled: true,
  brandName: 'Chimeboard',
  logoUrl: null,
  color: '#12564a',
  side: 'right' as const,
  greetings: {
    en: 'Hi! Questions about planning your crews? We usually answer in minutes.',
    de: 'Hallo! Fragen zur Einsatzplanung?',
  },
  askEmail: 'offline' as const,
  files: true,
  askType: true,
  replyMinutes: null,
  timers: { replyNeeded: 2, saveLead: 180, followUp: 720, close: 17_280 },
};

export const CONVERSATION_ANSWERS: Record<string, (id: string, query: Query, body: never) => unknown> = {
  'GET /conversations': (_, query) => {
    const items = process.env['EMPTY'] === '1' ? [] : listFor(query);
    return { items, nextCursor: null };
  },
  'GET /conversations/counts': () => {
    const open = talks.filter(({ item }) => !GONE.includes(item.status));
    return {
      mine: open.filter(({ item }) => item.owner?.id === ME).length,
      unassigned: open.filter(({ item }) => !item.owner).length,
      needReply: open.filter(({ item }) => item.status === 'Rep Reply Needed').length,
      open: open.length,
      unread: open.filter(({ item }) => item.unread > 0).length,
    };
  },
  'GET /conversations/:id': (id) => find(id)?.item,
  'GET /conversations/:id/messages': (id, query) => {
    const all = find(id)?.messages;
    if (!all) return undefined;
    if (query['after']) return { items: all.filter((one) => one.change > Number(query['after'])), more: false };
    const before = all.filter((one) => !query['before'] || one.seq < Number(query['before']));
    const limit = Number(query['limit'] ?? 50);
    return { items: before.slice(-limit), more: before.length > limit };
  },
  'POST /conversations/:id/messages': (id, _, body) => {
    const talk = find(id);
    return talk && post(talk, body);
  },
  'PATCH /conversations/:id/messages': (id, _, body: { message: string; text: string }) => {
    const talk = find(id);
    const message = talk?.messages.find((one) => one.id === body.message);
    if (!talk || !message) return undefined;
    talk.change += 1;
    Object.assign(message, {
      text: body.text,
      change: talk.change,
      edited: body.text !== '',
      deleted: body.text === '',
    });
    push('message', { conversation: id, message });
    return message;
  },
  'POST /conversations/:id/act': (id, _, body) => {
    const talk = find(id);
    return talk && act(talk, body);
  },
  'POST /conversations/:id/typing': () => ({ ok: true }),
  'POST /conversations/:id/read': (id, _, body: { seq: number }) => {
    const talk = find(id);
    if (talk && talk.item.unread > 0) {
      talk.item.teamReadSeq = body.seq;
      talk.item.unread = 0;
      touched(talk);
    }
    return { ok: true };
  },
  'GET /canned-replies': () => ({ items: canned }),
  'POST /canned-replies': (_, __, body: { title: string; text: string }) => {
    const one = { id: `k${canned.length + 1}`, ...body };
    canned.push(one);
    return one;
  },
  'PUT /canned-replies/:id': (id, _, body: { title: string; text: string }) => {
    const one = canned.find((reply) => reply.id === id);
    return one && Object.assign(one, body);
  },
  'DELETE /canned-replies/:id': (id) => {
    canned.splice(
      canned.findIndex((reply) => reply.id === id),
      1,
    );
    return { ok: true };
  },
  'GET /reps': () => ({ items: reps }),
  'GET /chat': () => setup,
  'PUT /chat': (_, __, body) => Object.assign(setup, body),
};

/** Every now and then a lead who is there writes something. */
export function chatter(n: number): void {
  const talk = talks[[1, 4, 0][n % 3] ?? 0];
  if (!talk) return;
  const text = ['Are you still there?', 'Es betrifft nur die Disponenten, die Fahrer kommen rein.', 'Take your time.'][
    n % 3
  ];
  const message = say(talk, Date.now(), { text: text ?? '' });
  push('message', { conversation: talk.item.id, message });
  touched(talk);
}
