import type { Category } from '../../wire/signal.ts';
import { EVENT_NAMES } from './builtin-rules/event-names.ts';
import { LANGUAGES } from './builtin-rules/languages.ts';
import { CATEGORY_OF, type Topic } from './builtin-rules/topics.ts';
import { chatCategory, type ReadMessage } from './chat-category.ts';
import { findAll, lexicon, plain, strongest } from './lexicon.ts';
import { type Finding, pageTopic } from './page-topic.ts';
import type { Decision, Subject } from './subject.ts';

const LABELS = lexicon(LANGUAGES.map(({ code, labels }) => ({ language: code, words: labels })));
const NAMES = lexicon([{ language: 'en', words: EVENT_NAMES }]);

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
    case 'link_click':
    case 'button_click':
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
  const category = what === 'form' && finding.topic === 'gated' ? 'Product' : CATEGORY_OF[finding.topic];
  return { category, by: 'built_in', ruleId: null, because: `${finding.where} says "${finding.phrase}"` };
}

function labelTopic(text: string | null): Finding | null {
  if (text === null) return null;
  const hit = strongest(findAll(plain(text.slice(0, LABEL_READ)), LABELS), null);
  return hit === null ? null : { topic: hit.key, where: 'text', phrase: hit.phrase };
}

const LABEL_READ = 120;

function nameTopic(name: string | null): Finding | null {
  if (name === null) return null;
  const hit = strongest(findAll(plain(name.replace(/([a-z])([A-Z])/g, '$1 $2')), NAMES), null);
  return hit === null ? null : { topic: hit.key, where: 'event name', phrase: hit.phrase };
}

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
  if (label === null) return page;
  if (page?.topic === 'Find a Job' && !SELLING.has(label.topic)) return page;
  if (page?.topic === 'about' && label.topic === 'gated') return page;
  if (page?.topic === 'Login' && WEAK_IN_APP.has(label.topic)) return page;
  return label.topic === 'gated' ? { ...label, topic: 'Product' } : label;
}

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

/** A form is what its page is for, unless its button says something else. */
function formTopic(page: Finding | null, label: Finding | null): Finding | null {
  if (label === null || page === null) return label ?? page;
  if (OWN_FORMS.has(page.topic)) return page.topic === 'Login' && BUYING_IN_APP.has(label.topic) ? label : page;
  if (NOT_BUYING.has(label.topic)) return label;
  if (page.topic === 'Demo') return page;
  if (page.topic === 'Pricing' || page.topic === 'upgrade') return label.topic === 'Demo' ? label : page;
  if (label.topic === 'Demo' && page.topic === 'Events') return page;
  if (label.topic === 'gated' && page.topic !== 'Product') return { ...label, topic: 'Product' };
  return label.topic === 'Login' || label.topic === 'Home' ? page : label;
}

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
