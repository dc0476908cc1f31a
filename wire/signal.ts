/** What a lead can do that Knock records. A closed list: the score has a weight for each. */
export const SIGNAL_KINDS = [
  'page_view',
  'link_click',
  'button_click',
  'cta_tap',
  'form_start',
  'form_submit',
  'knock_link_open',
  'knock_link_click',
  'chat_message',
  'meeting_booked',
  'identify',
  'track',
] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** What a signal was about. A closed list; rules map paths, titles, texts and event names to it. */
export const CATEGORIES = [
  'Pricing',
  'Demo',
  'Product',
  'Comparison',
  'Customers',
  'Security',
  'Docs',
  'Blog',
  'Events',
  'Partners',
  'Find a Job',
  'Support',
  'Login',
  'Legal',
  'Home',
  'Chat',
  'Meeting',
  'Other',
] as const;
export type Category = (typeof CATEGORIES)[number];

export const INTENT_SCORES = ['High', 'Medium', 'Low'] as const;
export type IntentScore = (typeof INTENT_SCORES)[number];

export const INTENT_TYPES = ['Buying', 'Partnership', 'Support', 'Job seeker', 'Unknown'] as const;
export type IntentType = (typeof INTENT_TYPES)[number];

/** Why a signal is recorded but counts nothing. */
export const FILTER_REASONS = [
  'bot_user_agent',
  'headless',
  'webdriver',
  'prefetch',
  'datacenter',
  'own_staff',
  'unverified_link',
] as const;
export type FilterReason = (typeof FILTER_REASONS)[number];
