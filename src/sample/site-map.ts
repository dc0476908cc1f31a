/** The demo website's pages as the sample visits them: the same paths (without `/demo`) and titles, on a host of its own. */

export const SAMPLE_ORIGIN = 'https://www.ovenbird.example';

type Facts = readonly [path: string, title: string, seconds: number];

/** Path, title and typical seconds of attention. */
const FACTS = {
  home: ['/', 'Ovenbird: scheduling for teams that work on site', 25],
  product: ['/product/', 'Product: one board for plan, day and proof | Ovenbird', 35],
  planner: ['/product/planner/', 'Planner: a week that holds | Ovenbird', 60],
  dispatch: ['/product/dispatch/', 'Dispatch: the day as it happens | Ovenbird', 60],
  fieldApp: ['/product/field-app/', 'Field app: made for cellars and sunlight | Ovenbird', 50],
  tour: ['/app-tour/', 'Product tour: one Thursday | Ovenbird', 20],
  tourMorning: ['/app-tour/morning/', 'Product tour: the plan | Ovenbird', 25],
  tourNoon: ['/app-tour/noon/', 'Product tour: the day | Ovenbird', 30],
  tourSignature: ['/app-tour/signature/', 'Product tour: the proof | Ovenbird', 20],
  pricing: ['/pricing/', 'Pricing | Ovenbird', 70],
  preise: ['/de/preise/', 'Preise | Ovenbird', 60],
  precios: ['/es/precios/', 'Precios | Ovenbird', 60],
  compare: ['/compare/', 'Compare Ovenbird with alternatives', 25],
  shiftloom: ['/compare/shiftloom/', 'Ovenbird vs Shiftloom: an honest comparison', 80],
  customers: ['/customers/', 'Customers | Ovenbird', 25],
  northgate: ['/customers/northgate-lifts/', 'Northgate Lifts: eleven more visits a day | Ovenbird customers', 75],
  brightwater: ['/customers/brightwater-heating/', 'Brightwater Heating: a switch in January | Ovenbird customers', 70],
  security: ['/security/', 'Security and data protection | Ovenbird', 55],
  docs: ['/docs/', 'Documentation | Ovenbird', 20],
  docsStart: ['/docs/getting-started/', 'Getting started | Ovenbird docs', 90],
  docsImport: ['/docs/import-jobs/', 'Import jobs | Ovenbird docs', 110],
  docsCalendar: ['/docs/calendar-sync/', 'Calendar sync | Ovenbird docs', 90],
  docsApi: ['/docs/api/', 'API reference | Ovenbird docs', 130],
  blog: ['/blog/', 'Blog: notes on planning work | Ovenbird', 20],
  blogFix: ['/blog/first-visit-fix-rate/', 'The only number your customers feel | Ovenbird blog', 140],
  blogTravel: ['/blog/travel-time/', 'Travel time is not distance divided by speed | Ovenbird blog', 130],
  blogWinter: ['/blog/winter-rota/', 'A winter rota that people can live with | Ovenbird blog', 120],
  subscribed: ['/blog/subscribed/', 'Thank you for subscribing | Ovenbird', 6],
  events: ['/events/', 'Events and webinars | Ovenbird', 40],
  careers: ['/careers/', 'Careers at Ovenbird', 60],
  job: ['/careers/senior-product-engineer/', 'Senior product engineer | Careers at Ovenbird', 150],
  applied: ['/careers/applied/', 'Application received | Careers at Ovenbird', 8],
  partners: ['/partners/', 'Partners | Ovenbird', 80],
  partnersThanks: ['/partners/thanks/', 'Welcome, partner | Ovenbird', 8],
  help: ['/help/', 'Help centre | Ovenbird', 15],
  helpSignIn: ['/help/cannot-sign-in/', 'I cannot sign in | Ovenbird help', 45],
  helpNotifications: ['/help/notifications/', 'Notifications do not arrive | Ovenbird help', 50],
  helpContact: ['/help/contact/', 'Contact support | Ovenbird help', 60],
  helpThanks: ['/help/contact/thanks/', 'We are on it | Ovenbird help', 6],
  login: ['/login/', 'Log in | Ovenbird', 9],
  privacy: ['/legal/privacy/', 'Privacy notice | Ovenbird', 30],
  terms: ['/legal/terms/', 'Terms of service | Ovenbird', 30],
  contact: ['/contact/', 'Contact sales | Ovenbird', 70],
  contactThanks: ['/contact/thanks/', 'Thank you for your message | Ovenbird', 8],
  bookDemo: ['/book-a-demo/', 'Book a demo | Ovenbird', 60],
  bookDemoThanks: ['/book-a-demo/thanks/', 'Demo requested | Ovenbird', 10],
  signup: ['/signup/', 'Start a free trial | Ovenbird', 45],
  welcome: ['/signup/welcome/', 'Your trial has started | Ovenbird', 15],
} as const satisfies Readonly<Record<string, Facts>>;

export type PageName = keyof typeof FACTS;

export interface SitePage {
  readonly path: string;
  readonly title: string;
  /** Typical attention, in seconds. */
  readonly seconds: number;
}

export const PAGES: ReadonlyMap<PageName, SitePage> = new Map(
  Object.entries(FACTS).map(([name, [path, title, seconds]]) => [name as PageName, { path, title, seconds }]),
);

export function sitePage(name: PageName): SitePage {
  const [path, title, seconds] = FACTS[name];
  return { path, title, seconds };
}

export interface SiteForm {
  readonly page: PageName;
  readonly thanks: PageName;
  /** The submit button's label. */
  readonly label: string;
  /** The button is marked as a call to action. */
  readonly cta: boolean;
}

/** The forms that ask for an e-mail address. */
export const FORMS = {
  demo: { page: 'bookDemo', thanks: 'bookDemoThanks', label: 'Request a demo', cta: true },
  sales: { page: 'contact', thanks: 'contactThanks', label: 'Contact sales', cta: false },
  trial: { page: 'signup', thanks: 'welcome', label: 'Start free trial', cta: true },
  newsletter: { page: 'blog', thanks: 'subscribed', label: 'Subscribe to the newsletter', cta: false },
  webinar: { page: 'events', thanks: 'subscribed', label: 'Register for the webinar', cta: false },
  job: { page: 'job', thanks: 'applied', label: 'Send application', cta: false },
  partner: { page: 'partners', thanks: 'partnersThanks', label: 'Apply to the partner programme', cta: false },
  support: { page: 'helpContact', thanks: 'helpThanks', label: 'Send to support', cta: false },
} as const satisfies Readonly<Record<string, SiteForm>>;

export type FormName = keyof typeof FORMS;
