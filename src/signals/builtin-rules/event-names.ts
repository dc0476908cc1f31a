import type { Words } from './topics.ts';

/** Words of `track` event names, in any spelling (`trialStarted`, `Trial Started`, `trial_started`). */
export const EVENT_NAMES: Words = {
  Legal: 'unsubscribed, unsubscribe, cookie consent, consent given, consent updated, email preferences updated',
  'Find a Job':
    'job applied, job viewed, job application, application submitted, vacancy, career, careers, resume uploaded, cv uploaded, interview scheduled',
  giveaway: 'giveaway, contest, competition entered, prize draw',
  Support:
    'support, ticket, help, subscription cancelled, subscription canceled, plan cancelled, plan canceled, account deleted, downgraded, refund, refunded, order refunded, order cancelled, bug reported, feedback, nps, csat, error',
  Partners: 'partner, affiliate, reseller, referral',
  upgrade:
    'checkout, plan selected, plan upgraded, upgrade, upgraded, order completed, purchase, purchased, payment info entered, subscription started, subscription created, seats added, paywall viewed, plan limit reached, trial ended, trial expired, invoice paid',
  Demo: 'demo, quote, trial, contact sales, sales contacted, contact requested, contact form, contact submitted, lead submitted, lead created, lead form, meeting, appointment, consultation, call requested, callback, call booked, proposal, rfq, rfp, sample requested, estimate requested, mql, sql',
  diligence: 'dpa, security questionnaire, order form, contract',
  Pricing:
    'pricing, price, plan viewed, plans viewed, plans, cart, product added, add to cart, added to cart, roi, calculator, coupon entered, coupon applied, wishlist',
  Comparison: 'compare, compared, comparison',
  Customers: 'case study, customer story, testimonial, review viewed, reviews viewed',
  Security: 'security, trust center, compliance',
  Events: 'webinar, event registered, event attended, registered for event',
  Docs: 'docs, documentation, api key, sdk, sandbox, integration tested',
  Login:
    'login, logged in, log in, signed in, sign in, logged out, signed out, session, password, account updated, profile, invite, invited, invite sent, settings, user created, project created, file uploaded, report created, report exported, dashboard, feature used, task created',
  Product:
    'product, feature, brochure, datasheet, catalog, spec, solution, tour, signed up, sign up, signup, account created, registered, registration, onboarding, activated, video, download, downloaded, ebook, whitepaper, guide, template, products searched, search',
  Blog: 'blog, article, newsletter, subscribed, podcast, read, content, post viewed',
  Home: 'home viewed',
};
