import type { TeamMessage } from '../../../wire/api/conversations.ts';
import type { ChatLanguage } from '../../../wire/chat.ts';
import type { IntentType } from '../../../wire/signal.ts';

/** What the made-up leads and reps say. Never shipped. */

interface Line {
  readonly by: TeamMessage['author'];
  readonly text?: string;
  readonly gap?: number;
  readonly rep?: string;
  readonly via?: TeamMessage['via'];
  readonly internal?: boolean;
  readonly edited?: boolean;
  readonly deleted?: boolean;
  readonly away?: boolean;
  readonly quick?: boolean;
  readonly event?: TeamMessage['event'];
  readonly files?: TeamMessage['files'];
}

export interface Script {
  readonly person: number;
  readonly status: string;
  readonly owner: string | null;
  readonly type: IntentType;
  readonly words: string;
  readonly final: boolean;
  readonly confidence: number;
  readonly minutesAgo: number;
  readonly here: boolean;
  readonly unread: number;
  readonly unreadByLead?: number;
  readonly link?: boolean;
  readonly language?: ChatLanguage;
  readonly lines: readonly Line[];
}

const IMAGE = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><rect width="640" height="360" fill="#e4f1ec"/><g fill="#12564a"><rect x="40" y="60" width="560" height="26" rx="4"/><rect x="40" y="110" width="180" height="190" rx="6" opacity=".5"/><rect x="240" y="110" width="360" height="90" rx="6" opacity=".3"/><rect x="240" y="215" width="360" height="85" rx="6" opacity=".2"/></g></svg>')}`;
const PDF = {
  id: 'f2',
  name: 'Security questionnaire 2026 (Northwind).pdf',
  type: 'application/pdf',
  size: 482_113,
  url: '#',
};
const PNG = { id: 'f1', name: 'planning-board.png', type: 'image/png', size: 88_410, url: IMAGE };

const base = { owner: null, final: true, confidence: 0.94, here: false, unread: 0 } as const;

export const SCRIPTS: readonly Script[] = [
  {
    ...base,
    person: 1,
    status: 'Rep Reply Needed',
    owner: 'r1',
    type: 'Buying',
    words: '“how much”, “200 seats”',
    minutesAgo: 1_520,
    here: true,
    unread: 2,
    lines: [
      { by: 'lead', text: 'Hi! We plan about 40 field crews by hand today. Does Chimeboard work for shift handovers?' },
      { by: 'agent', text: 'Thanks for writing! What brings you here today?', quick: true, gap: 0.2 },
      { by: 'lead', text: 'Looking to buy', gap: 1 },
      { by: 'system', event: { word: 'joined', details: { name: 'Ana Lindqvist' } }, gap: 0.1 },
      {
        by: 'rep',
        text: 'Hello Lena, Ana here. It does: a handover is a checklist that both crews sign. Here is how the board looks:',
        gap: 1,
      },
      { by: 'rep', files: [PNG], gap: 0.5 },
      {
        by: 'rep',
        internal: true,
        text: 'They were on the comparison page four times last week. Worth offering the migration help. @Oskar FYI',
        gap: 3,
        via: 'slack',
        rep: 'r2',
      },
      { by: 'lead', text: 'That looks clear, thank you. I will show it to the team tomorrow.', gap: 12 },
      { by: 'rep', text: 'Perfect. Shall I prepare numbers for you?', gap: 4, edited: true },
      { by: 'lead', text: 'Yes please: how much would it be for 200 seats, paid yearly?', gap: 1_480 },
      {
        by: 'lead',
        text: 'And do you have an answer to this questionnaire already? https://northwind.example/security/suppliers',
        files: [PDF],
        gap: 1,
      },
    ],
  },
  {
    ...base,
    person: 4,
    status: 'AI Discovery',
    type: 'Unknown',
    words: '',
    final: false,
    confidence: 0.41,
    minutesAgo: 6,
    here: true,
    unread: 1,
    link: true,
    lines: [
      { by: 'lead', text: 'hello?' },
      { by: 'agent', text: 'Hi! What can we help you with?', quick: true, gap: 0.1 },
      { by: 'lead', text: 'is anyone there, I have a question about the thing in your newsletter', gap: 1 },
    ],
  },
  {
    ...base,
    person: 9,
    status: 'Rep Discovery',
    owner: 'r2',
    type: 'Partnership',
    words: '“reseller”, “our clients”',
    minutesAgo: 190,
    unreadByLead: 1,
    lines: [
      {
        by: 'lead',
        text: 'We are a consultancy for logistics firms and several of our clients ask about you. Do you have a reseller programme?',
      },
      { by: 'system', event: { word: 'assigned', details: { rep: 'r2', name: 'Oskar Brandt' } } },
      { by: 'rep', text: 'We do. Which countries do your clients work in?', gap: 8, via: 'slack' },
      { by: 'lead', text: 'Mostly Germany and Austria.', gap: 30 },
      { by: 'rep', text: 'Good. I will send you our partner guide by e-mail this afternoon.', gap: 5, away: true },
    ],
  },
  {
    ...base,
    person: 14,
    status: 'Follow Up Needed',
    owner: 'r1',
    type: 'Buying',
    words: '“trial”, “budget approved”',
    minutesAgo: 60 * 31,
    link: true,
    lines: [
      { by: 'lead', text: 'Our budget is approved. Can we turn the trial into a yearly plan?' },
      { by: 'rep', text: 'Congratulations! Yes, in Settings, Billing. Shall I send you an invoice instead?', gap: 3 },
    ],
  },
  {
    ...base,
    person: 22,
    status: 'Rep Reply Needed',
    type: 'Support',
    words: '“error”, “cannot log in”',
    minutesAgo: 44,
    here: true,
    unread: 1,
    language: 'de',
    lines: [
      {
        by: 'lead',
        text: 'Seit heute Morgen kann sich keiner unserer Disponenten mehr anmelden. Es kommt nur „Fehler 403“.',
      },
    ],
  },
  {
    ...base,
    person: 60,
    status: 'AI Discovery',
    type: 'Job seeker',
    words: '“open positions”',
    minutesAgo: 75,
    lines: [
      { by: 'lead', text: 'Do you have open positions for product designers in Lisbon?' },
      { by: 'lead', deleted: true },
    ],
  },
  {
    ...base,
    person: 31,
    status: 'Qualified',
    owner: 'r1',
    type: 'Buying',
    words: '“contract”, “sign”',
    minutesAgo: 60 * 50,
    lines: [
      { by: 'lead', text: 'Legal is fine with the contract. Who signs on your side?' },
      { by: 'rep', text: 'Ana will. I am sending it to you in a minute.', gap: 10, rep: 'r2' },
      { by: 'system', event: { word: 'status', details: { status: 'Qualified' } } },
    ],
  },
  {
    ...base,
    person: 45,
    status: 'Rep Discovery',
    owner: 'r3',
    type: 'Buying',
    words: '“compare”, “quote”',
    confidence: 0.81,
    minutesAgo: 60 * 8,
    lines: [
      { by: 'lead', text: 'Could you send a quote that I can compare with our present supplier?' },
      { by: 'rep', text: 'Of course. How many people plan, and how many only look at the plan?', gap: 2 },
      { by: 'system', text: 'tomas@elmstreetretail.example', event: { word: 'email_saved', details: {} } },
    ],
  },
  {
    ...base,
    person: 80,
    status: 'New',
    type: 'Unknown',
    words: '',
    final: false,
    confidence: 0.3,
    minutesAgo: 12,
    link: true,
    lines: [],
  },
  {
    ...base,
    person: 100,
    status: 'Spam',
    type: 'Unknown',
    words: '',
    final: false,
    confidence: 0.5,
    minutesAgo: 60 * 26,
    lines: [{ by: 'lead', text: 'RANK #1 ON GOOGLE!!! We guarantee 10,000 visitors <b>per day</b>, reply YES' }],
  },
  {
    ...base,
    person: 120,
    status: 'Closed',
    owner: 'r2',
    type: 'Support',
    words: '“invoice”',
    minutesAgo: 60 * 24 * 15,
    lines: [
      { by: 'lead', text: 'Where do I find last month’s invoice?' },
      { by: 'rep', text: 'In Settings, Billing, at the bottom.', gap: 1 },
      { by: 'lead', text: 'Found it, thanks!', gap: 2 },
      { by: 'system', event: { word: 'closed', details: {} } },
    ],
  },
  {
    ...base,
    person: 1,
    status: 'Closed',
    owner: 'r3',
    type: 'Support',
    words: '“reset password”',
    minutesAgo: 60 * 24 * 41,
    lines: [
      { by: 'lead', text: 'How do I reset the password of a colleague?' },
      { by: 'rep', text: 'Members, then the three dots beside the name.', gap: 1 },
    ],
  },
];
