import type { Category } from '../../wire/signal.ts';
import { DEEDS, EVENT_DEEDS, EVENT_NAMES, type EventDeed } from './builtin-rules/event-names.ts';
import { LANGUAGES } from './builtin-rules/languages.ts';
import { CATEGORY_OF, type Topic } from './builtin-rules/topics.ts';
import { chatCategory, type ReadMessage } from './chat-category.ts';
import { findAll, lexicon, plain, strongest, UNSPACED } from './lexicon.ts';
import { type Finding, pageTopic } from './page-topic.ts';
import type { Decision, Subject } from './subject.ts';

const LABELS = lexicon(LANGUAGES.map(({ code, labels }) => ({ language: code, words: labels })));
const NAMES = lexicon([{ language: 'en', words: EVENT_NAMES }]);
const DONE = lexicon([{ language: 'en', words: DEEDS }]);

/**
 * The category by the built-in rules: what a page is about, and what a click, form, meeting, event or message says of itself. Without
 * `readMessage`, messages are judged by cues alone.
 */
export function builtInDecision(subject: Subject, readMessage: ReadMessage | null = null): Decision {
  const page = pageTopic(subject.host, subject.path, subject.title);
  switch (subject.kind) {
    case 'page_view':
    case 'identify':
      return decided(page, 'page');
    case 'knock_link_open':
      return decided(commercial(page), 'link');
    case 'button_click':
      return decided(clickTopic(page, subject.text === null ? UNLABELLED : labelTopic(subject.text)), 'click');
    case 'link_click':
    case 'cta_tap':
    case 'knock_link_click':
      return decided(clickTopic(page, labelTopic(subject.text)), 'click');
    case 'form_start':
      return decided(formTopic(page, null), 'form');
    case 'form_submit':
      return decided(formTopic(page, labelTopic(subject.text)), 'form');
    case 'meeting_booked':
      return meeting(page, `${subject.text ?? ''} ${subject.title ?? ''}`);
    case 'track':
      return decided(nameTopic(subject.name) ?? page, 'page');
    case 'chat_message': {
      const reading = subject.text === null || readMessage === null ? null : readMessage(subject.text);
      const category = chatCategory(subject.text, page === null ? null : CATEGORY_OF[page.topic], reading);
      return { category, by: 'built_in', ruleId: null, because: 'what the message says' };
    }
  }
}

function decided(finding: Finding | null, what: string): Decision {
  if (finding === null)
    return { category: 'Other', by: 'fallback', ruleId: null, because: `no rule knows this ${what}` };
  const category = (what === 'form' ? FORM_CATEGORY[finding.topic] : undefined) ?? CATEGORY_OF[finding.topic];
  return { category, by: 'built_in', ruleId: null, because: `${finding.where} says "${finding.phrase}"` };
}

// A form for a document is product interest, however much the same document is blog reading to others. One that every page has, such as the
// search or the cookie banner, weighs like the idle forms: what no rule knows may well be a contact form and weighs more.
const FORM_CATEGORY: Readonly<Partial<Record<Topic, Category>>> = { gated: 'Product', control: 'Blog' };

function labelTopic(text: string | null): Finding | null {
  if (text === null) return null;
  const label = plain(text.slice(0, LABEL_READ));
  if (label === '') return { topic: 'control', where: 'text', phrase: text.trim() };
  const hits = [...findAll(label, LABELS), ...(LABELS.whole.get(label) ?? [])];
  const telling = hits.filter((hit) => hit.key !== 'control' || isControl(hit.phrase, label));
  const best = strongest(telling, null);
  // "Book", "order", "choose" a demo is to ask for one.
  const hit = best?.key === 'upgrade' ? (telling.find(({ key }) => key === 'Demo') ?? best) : best;
  return hit === null ? null : { topic: hit.key, where: 'text', phrase: hit.phrase };
}

/** "Close" is a control, "Close more deals" is none. Several words, such as "accept all", say it in any surroundings. */
function isControl(phrase: string, label: string): boolean {
  return phrase === label || phrase.includes(' ') || (UNSPACED.test(phrase) && phrase.length >= SEVERAL_WORDS);
}

// Characters of Japanese.
const SEVERAL_WORDS = 5;

// An icon: what it does is not known, and mostly it opens or closes something.
const UNLABELLED: Finding = { topic: 'control', where: 'text', phrase: '' };

const LABEL_READ = 120;

/** What an event's name names. To have looked at a demo, or to have cancelled one, is not to ask for it. */
function nameTopic(name: string | null): Finding | null {
  if (name === null) return null;
  const words = plain(name.replace(/([a-z])([A-Z])/g, '$1 $2'));
  const hit = strongest(findAll(words, NAMES), null);
  if (hit === null) return null;
  const finding: Finding = { topic: hit.key, where: 'event name', phrase: hit.phrase };
  if (!BOUGHT.has(hit.key)) return finding;
  const deed = deedIn(words, hit.phrase);
  // Other: nothing that the names of events can say is about it.
  if (deed === 'undone') return { ...finding, topic: 'about' };
  if (hit.key !== 'Demo' || deed === null || deed === 'asked') return finding;
  return { ...finding, topic: deed === 'inside' ? 'Login' : 'Product' };
}

const BOUGHT: ReadonlySet<Topic> = new Set(['Demo', 'upgrade', 'Pricing']);

/** What was done with `noun`, which is a part of `words`. A past tense that is not known asks for nothing. Null for a bare noun. */
function deedIn(words: string, noun: string): EventDeed | null {
  const deeds = findAll(words, DONE).filter(({ phrase }) => !` ${noun} `.includes(` ${phrase} `));
  const length = Math.max(0, ...deeds.map(({ phrase }) => phrase.split(' ').length));
  const longest = new Set(deeds.filter(({ phrase }) => phrase.split(' ').length === length).map(({ key }) => key));
  return EVENT_DEEDS.find((deed) => longest.has(deed)) ?? (PAST_TENSE.test(words.replace(noun, '')) ? 'looked' : null);
}

const PAST_TENSE = /[a-z]{3}ed\b/;

// A link that a rep sends is what its slug says only when that is about selling or clearly about something else.
function commercial(page: Finding | null): Finding | null {
  return page !== null && LINK_TOPICS.has(page.topic) ? page : null;
}

const LINK_TOPICS: ReadonlySet<Topic> = new Set([
  'Find a Job',
  'Support',
  'Partners',
  'Pricing',
  'Demo',
  'diligence',
  'Customers',
  'Comparison',
]);

/** A click is what its label says; without a telling label it belongs to its page. */
function clickTopic(page: Finding | null, label: Finding | null): Finding | null {
  if (label === null || OF_ITS_PAGE.has(label.topic)) return page;
  if (label.topic === 'control') return page !== null && KEEPS_CONTROLS.has(page.topic) ? page : label;
  if (page?.topic === 'Find a Job' && !SELLING.has(label.topic)) return page;
  if (page?.topic === 'about' && label.topic === 'gated') return page;
  if (page?.topic === 'Login' && WEAK_IN_APP.has(label.topic)) return page;
  return label.topic === 'gated' ? { ...label, topic: 'Product' } : label;
}

const OF_ITS_PAGE: ReadonlySet<Topic> = new Set(['send', 'register']);
const SELLING: ReadonlySet<Topic> = new Set(['Demo', 'Pricing', 'upgrade', 'Product']);
const WEAK_IN_APP: ReadonlySet<Topic> = new Set([
  'Product',
  'gated',
  'Blog',
  'Events',
  'Customers',
  'Home',
  'Security',
  'Docs',
]);
// Where using the page is what it is for, or where a click weighs no more than on a page that nobody knows.
const KEEPS_CONTROLS: ReadonlySet<Topic> = new Set([
  'Find a Job',
  'Partners',
  'Support',
  'orders',
  'giveaway',
  'Login',
  'Blog',
  'guide',
  'library',
]);

/**
 * A form is what its page is for, unless its button says something else. On a page with prices it is an order or a request only when its button
 * says so; a calculator, a currency or a cart is interest in the product.
 */
function formTopic(page: Finding | null, label: Finding | null): Finding | null {
  if (page !== null && OWN_FORMS.has(page.topic)) {
    return page.topic === 'Login' && label !== null && BUYING_IN_APP.has(label.topic) ? label : page;
  }
  const found = label === null ? page : labelledForm(page, label);
  return found !== null && PRICES.has(found.topic) ? { ...found, topic: 'Product' } : found;
}

function labelledForm(page: Finding | null, label: Finding): Finding | null {
  if (label.topic === 'control') return label;
  if (label.topic === 'signin') return page !== null && ENTERED.has(page.topic) ? page : label;
  if (label.topic === 'register') return page !== null && JOINED.has(page.topic) ? page : { ...label, topic: 'Blog' };
  if (label.topic === 'send') return page !== null && PRICES.has(page.topic) ? { ...page, topic: 'upgrade' } : page;
  if (page === null || NOT_BUYING.has(label.topic)) return label;
  if (page.topic === 'Demo') return page;
  if (page.topic === 'upgrade') return label.topic === 'Demo' ? label : page;
  if (label.topic === 'Demo' && page.topic === 'Events') return page;
  if (label.topic === 'gated' && page.topic !== 'Product') return { ...label, topic: 'Product' };
  return label.topic === 'Login' || label.topic === 'Home' ? page : label;
}

const PRICES: ReadonlySet<Topic> = new Set(['Pricing', 'plans']);
// "Anmelden" and "Entrar" open the application, but on these pages they enter one's name.
const ENTERED: ReadonlySet<Topic> = new Set(['Events', 'gated', 'Blog', 'guide', 'library']);
// What one can register for; elsewhere it is the newsletter.
const JOINED: ReadonlySet<Topic> = new Set(['Events', 'gated', 'Product', 'Demo', 'upgrade']);
const OWN_FORMS: ReadonlySet<Topic> = new Set([
  'Find a Job',
  'Partners',
  'Support',
  'orders',
  'Legal',
  'giveaway',
  'Login',
]);
const BUYING_IN_APP: ReadonlySet<Topic> = new Set(['upgrade', 'Demo']);
const NOT_BUYING: ReadonlySet<Topic> = new Set([
  'Legal',
  'Find a Job',
  'giveaway',
  'Support',
  'orders',
  'Partners',
  'Blog',
]);

/** A booked meeting is a sales meeting unless it says or its page is for something else. */
function meeting(page: Finding | null, text: string): Decision {
  const said = strongest(findAll(plain(text), MEETINGS), null);
  if (said !== null) {
    return { category: CATEGORY_OF[said.key], by: 'built_in', ruleId: null, because: `text says "${said.phrase}"` };
  }
  if (page !== null && OTHER_MEETINGS.has(page.topic)) return decided(page, 'meeting');
  return { category: 'Meeting' satisfies Category, by: 'built_in', ruleId: null, because: 'a booked meeting' };
}

const OTHER_MEETINGS: ReadonlySet<Topic> = new Set(['Find a Job', 'Partners', 'Support', 'orders']);

const MEETINGS = lexicon([
  {
    language: 'en',
    words: {
      'Find a Job':
        'interview, job interview, recruiter, recruiting, hiring, hiring manager, candidate, applicant, screening call, bewerbungsgesprach, bewerbungsgespraech, vorstellungsgesprach, vorstellungsgespraech, kennenlerngesprach bewerber, entretien d embauche, entretien de recrutement, entretien rh, recrutement, entrevista, entrevista de trabajo, entrevista de emprego, processo seletivo, sollicitatiegesprek, colloquio, colloquio di lavoro, 面接, 採用, 会社説明会',
      Partners:
        'partner onboarding, partner call, partner intro, partnership, partner program, affiliate, reseller, vendor meeting, supplier meeting, partnerschaft, partenariat, parceria, alianza, 代理店, パートナー',
      Support:
        'support call, support session, technical support, troubleshooting, onboarding session, onboarding call, training session, user training, office hours, check in, quarterly business review, qbr, customer success, help session, supporttermin, schulung, assistance technique, soporte, suporte, assistenza, サポート',
    },
  },
]);
