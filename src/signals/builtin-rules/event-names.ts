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
  Demo: 'demo, quote, trial, free trial, contact sales, sales contacted, talk to sales, speak to sales, talk to us, inquiry, enquiry, rfi, book a demo, get in touch, contact us, contact requested, contact form, contact submitted, lead submitted, lead created, lead form, meeting, appointment, consultation, call requested, callback, call booked, proposal, rfq, rfp, sample requested, estimate requested, mql, sql',
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

/**
 * What was done with what a name names, the first that holds: `undone`, the purchase is off; `inside`, the product's own use of the word (demo
 * data); `looked`, seen or begun and not asked for; `asked`; `shown`, only a thing to look at. A longer phrase goes before a shorter one.
 */
export const EVENT_DEEDS = ['undone', 'inside', 'looked', 'asked', 'shown'] as const;
export type EventDeed = (typeof EVENT_DEEDS)[number];

export const DEEDS: Readonly<Record<EventDeed, string>> = {
  undone:
    'cancelled, canceled, cancel, cancellation, declined, rejected, refused, no show, noshow, missed, expired, abandoned, abandonment, deleted, removed, withdrawn, revoked, archived, lost, failed, disqualified, unqualified, refunded, voided, spam, bounced',
  inside:
    'demo data, demo mode, demo account, demo user, demo workspace, demo project, demo environment, loaded, imported, seeded, enabled, disabled, toggled, query, console, recording, transcript',
  looked:
    'viewed, view, opened, open, played, play, paused, clicked, click, tapped, pressed, watched, started, start, begun, began, hovered, seen, displayed, visited, visit, impression, scrolled, demo video, demo tour, interactive demo, form step, dismissed, closed, skipped, downloaded, reminder',
  asked:
    'requested, request, booked, book, submitted, submit, created, scheduled, schedule, rescheduled, completed, confirmed, accepted, sent, received, signed, approved, attended, held, won, extended, activated, converted, generated, qualified, trial started, trial start, started trial, start trial, free trial started, trial user created, trial account created',
  shown: 'page, video, button, link, email, popup, modal, banner, widget, step',
};
