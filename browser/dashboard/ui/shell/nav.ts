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
  { to: '/live', label: 'Live', icon: 'live', key: '2', hint: 'Who is on the site now' },
  { to: '/contacts', label: 'Contacts', icon: 'contacts', key: '3', hint: 'People, hottest first' },
  { to: '/accounts', label: 'Accounts', icon: 'accounts', key: '4', hint: 'Companies, hottest first' },
];

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

export const SETTINGS: readonly { to: string; label: string; hint: string }[] = [
  { to: '/settings/workspace', label: 'Workspace', hint: 'Name, time zone, own domains' },
  { to: '/settings/members', label: 'Members and roles', hint: 'Invite, change roles, remove' },
  { to: '/settings/keys', label: 'API keys', hint: 'Keys for servers and scripts' },
  { to: '/settings/tag', label: 'Tag and origins', hint: 'Snippet, allowed origins, consent' },
  { to: '/settings/categories', label: 'Categories', hint: 'What pages and events mean' },
  { to: '/settings/privacy', label: 'Privacy', hint: 'Retention, export, erase, audit log' },
  { to: '/settings/sample', label: 'Sample data', hint: 'Load or remove believable data' },
  { to: '/settings/account', label: 'Your account', hint: 'Your name, password and two-factor sign-in' },
];
