import type { IconName } from '../bits/icon.tsx';

export interface Place {
  readonly to: string;
  readonly label: string;
  readonly icon: IconName;
  /** Single key that goes there. */
  readonly key: string;
  /** Said in the palette. */
  readonly hint: string;
}

export const PLACES: readonly Place[] = [
  { to: '/', label: 'Overview', icon: 'overview', key: '1', hint: 'Who is hot, what is cooling, where they come from' },
  { to: '/inbox', label: 'Inbox', icon: 'inbox', key: 'i', hint: 'Conversations with leads' },
  { to: '/live', label: 'Live', icon: 'live', key: '2', hint: 'Who is on the site now' },
  { to: '/contacts', label: 'Contacts', icon: 'contacts', key: '3', hint: 'People, hottest first' },
  { to: '/accounts', label: 'Accounts', icon: 'accounts', key: '4', hint: 'Companies, hottest first' },
  { to: '/links', label: 'Links', icon: 'link', key: 'l', hint: 'Knock Links: addresses that start a chat' },
];

/** What a phone has room for at its foot; the others stand behind More. */
export const AT_HAND: readonly Place[] = PLACES.filter((place) => place.to !== '/accounts' && place.to !== '/links');

export const TOOLS: readonly Place[] = [
  { to: '/duplicates', label: 'Duplicates', icon: 'duplicates', key: '5', hint: 'Contacts that may be one person' },
  { to: '/debugger', label: 'Debugger', icon: 'debugger', key: '6', hint: 'Refused events and filtered bots' },
  { to: '/simulator', label: 'Simulator', icon: 'simulator', key: '7', hint: 'Try signals and see the score' },
];

export const SYSTEM: readonly Place[] = [
  { to: '/install', label: 'Install', icon: 'install', key: '8', hint: 'The snippet and guides' },
  { to: '/settings', label: 'Settings', icon: 'settings', key: '9', hint: 'Workspace, members, keys, tag, privacy' },
];

export const EVERY_PLACE: readonly Place[] = [...PLACES, ...TOOLS, ...SYSTEM];

/** Things to do that one may call from anywhere by the palette. */
export const COMMANDS: readonly (Pick<Place, 'label' | 'icon' | 'hint' | 'to'> & { search: object })[] = [
  {
    to: '/inbox',
    search: { view: 'reply' },
    label: 'Needs reply',
    icon: 'inbox',
    hint: 'Conversations that wait for you',
  },
  { to: '/inbox', search: { view: 'mine' }, label: 'My conversations', icon: 'inbox', hint: 'Inbox, those you own' },
  {
    to: '/inbox',
    search: { view: 'unassigned' },
    label: 'Unassigned conversations',
    icon: 'inbox',
    hint: 'Inbox, take one',
  },
  {
    to: '/links',
    search: { edit: 'new' },
    label: 'New Knock Link',
    icon: 'plus',
    hint: 'Make an address that starts a chat',
  },
];

export const SETTINGS: readonly { to: string; label: string; hint: string }[] = [
  { to: '/settings/workspace', label: 'Workspace', hint: 'Name, time zone, own domains' },
  { to: '/settings/members', label: 'Members and roles', hint: 'Invite, change roles, remove' },
  { to: '/settings/keys', label: 'API keys', hint: 'Keys for servers and scripts' },
  { to: '/settings/tag', label: 'Tag and origins', hint: 'Snippet, allowed origins, consent' },
  { to: '/settings/chat', label: 'Chat', hint: 'Look, greetings, launcher, e-mail, timers' },
  { to: '/settings/replies', label: 'Canned replies', hint: 'Texts to answer with after a slash' },
  { to: '/settings/slack', label: 'Slack', hint: 'Connect teams, choose channels' },
  { to: '/settings/ai', label: 'AI provider', hint: 'Anthropic, OpenAI or compatible; optional' },
  { to: '/settings/deliveries', label: 'Deliveries', hint: 'What could not be told to others, and retry' },
  { to: '/settings/categories', label: 'Categories', hint: 'What pages and events mean' },
  { to: '/settings/privacy', label: 'Privacy', hint: 'Retention, export, erase, audit log' },
  { to: '/settings/sample', label: 'Sample data', hint: 'Load or remove believable data' },
  { to: '/settings/account', label: 'Your account', hint: 'Your name, password and two-factor sign-in' },
];
