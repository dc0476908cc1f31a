/** Partners, job seekers, who only said hello, who said nothing, and spam. */
import { act, type Dialogue, lead, note, rep, tap } from './dialogue.ts';

export const OTHERS: readonly Dialogue[] = [
  {
    ...{ who: 'stranger', at: { page: 'home' }, hoursAgo: [0.06, 0.12], rep: 'mara' },
    lines: [],
  },
  {
    ...{ who: 'stranger', at: { page: 'product' }, hoursAgo: [0.35, 0.45], rep: 'mara' },
    lines: [lead(0, 'Hi')],
  },
  {
    ...{ who: 'buyer', at: { link: 'signature' }, hoursAgo: [0.5, 1.2], rep: 'mara' },
    lines: [],
  },
  {
    ...{ who: 'seeker', at: { page: 'job' }, hoursAgo: [1.3, 1.7], rep: 'ines' },
    lines: [
      lead(0, 'Hi, is the position as senior product engineer still open, and can I work remotely from Portugal?'),
    ],
  },
  {
    ...{ who: 'partner', at: { page: 'partners' }, hoursAgo: [2.6, 3.2], rep: 'tom' },
    lines: [
      lead(
        0,
        'We are an ERP consultancy with 40 customers in facility services. How does your partner programme work?',
      ),
      rep(
        15,
        'Hello {lead}, 20% of the first year, 10% of every year after, and a sandbox for your engineers. Do you implement yourselves?',
      ),
      lead(6, 'Yes, with a team of six. Who would sign a reseller agreement on your side?'),
    ],
  },
  {
    ...{ who: 'stranger', at: { page: 'contact' }, hoursAgo: [3.8, 4.4], rep: 'tom' },
    lines: [
      lead(
        0,
        'Hello dear, we offer 10,000 verified backlinks and first page of Google guaranteed!! Visit our site now',
      ),
      act(25, 'spam'),
    ],
  },
  {
    ...{ who: 'buyer', at: { link: 'pricelist' }, hoursAgo: [4.5, 6], rep: 'mara' },
    lines: [],
  },
  {
    ...{ who: 'stranger', at: { page: 'fieldApp' }, hoursAgo: [24, 29], rep: 'mara' },
    lines: [],
  },
  {
    ...{ who: 'seeker', at: { page: 'careers' }, hoursAgo: [58, 68], rep: 'ines' },
    lines: [
      lead(
        0,
        'Good morning, I sent my application last week and have not heard back. I have 6 years with React and TypeScript.',
      ),
      rep(
        48,
        'Good morning {lead}, thank you for writing. It is with the dispatch team, who answer by Friday. I cannot say more here.',
      ),
      act(3, 'reject'),
    ],
  },
  {
    ...{ who: 'partner', at: { page: 'partners' }, hoursAgo: [90, 104], rep: 'tom' },
    lines: [
      lead(
        0,
        'Hello, {company} would like to become a reseller for Ovenbird in our region. Can we talk about the conditions?',
      ),
      rep(5, 'Gladly, {lead}. How many of your customers plan work in the field?'),
      lead(4, 'Around 70, mostly lifts and cooling. Two have asked for exactly this.'),
      rep(3, 'Then let us start with those two, together. I send the agreement and an invitation for Wednesday.'),
      note(1, 'Strong one. Two deals in the first quarter.'),
      act(1, 'qualify'),
    ],
  },
  {
    ...{ who: 'stranger', country: 'ES', language: 'es-ES', at: { page: 'home' }, hoursAgo: [142, 158], rep: 'ines' },
    lines: [lead(0, 'hola, ¿hablan español?')],
  },
  {
    ...{ who: 'stranger', at: { page: 'tour' }, hoursAgo: [190, 205], rep: 'mara' },
    lines: [],
  },
  {
    ...{ who: 'stranger', at: { page: 'home' }, hoursAgo: [350, 380], rep: 'tom' },
    lines: [lead(0, 'EARN 5000$ A WEEK WITH CRYPTO, write me on telegram @fastcoins'), act(90, 'spam')],
  },
  {
    ...{ who: 'seeker', at: { page: 'job' }, hoursAgo: [425, 450], rep: 'ines' },
    lines: [
      lead(0, 'Do you offer internships for students in the dispatch team? I would love to apply.'),
      rep(70, 'Hello {lead}, not this year, I am sorry. The page shows it as soon as we do.'),
      act(1, 'reject'),
    ],
  },
  {
    ...{ who: 'partner', at: { page: 'docsApi' }, hoursAgo: [470, 500], rep: 'tom' },
    lines: [
      lead(
        0,
        'We build a parts catalogue and would like to integrate with your stock module. Is there a technology partnership?',
      ),
      rep(28, 'Hello {lead}, there is. The API has all you need; listing you on our page takes a short review.'),
      lead(14, 'Sounds good, we will prepare a prototype first.'),
      rep(4, 'I am curious. The sandbox is in your inbox.'),
    ],
  },
  {
    ...{
      who: 'partner',
      country: 'FR',
      language: 'fr-FR',
      at: { page: 'partners' },
      hoursAgo: [860, 890],
      rep: 'mara',
    },
    lines: [
      lead(0, 'Bonjour, nous sommes intégrateurs et nous cherchons un partenariat pour le marché français.'),
      rep(40, 'Bonjour {lead}, merci de votre intérêt. Combien de projets de planification menez-vous par an ?'),
      lead(9, 'Une dizaine, surtout dans la maintenance.'),
      rep(12, 'Parlons-en de vive voix : je vous propose jeudi à 10 h.'),
      act(30, 'close'),
    ],
  },
  {
    ...{ who: 'seeker', at: { page: 'careers' }, hoursAgo: [1070, 1110], rep: 'ines' },
    lines: [
      lead(0, 'hello'),
      tap(0.3, 'Job seeker'),
      lead(0.5, 'are you hiring drivers or technicians near Leeds?'),
      rep(22, 'Hello {lead}, we only make the software; our customers hire technicians. Good luck!'),
      act(1, 'reject'),
    ],
  },
  {
    ...{ who: 'stranger', at: { page: 'contact' }, hoursAgo: [1660, 1700], rep: 'tom' },
    lines: [
      lead(
        0,
        'We can redesign your website and app for $299, our team has 15 years experience, reply YES for a free audit',
      ),
      act(300, 'spam'),
    ],
  },
];
