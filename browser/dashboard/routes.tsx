import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { ApiError } from './api/client.ts';
import { queries } from './api/queries.ts';
import { readAccountSearch } from './screens/accounts/accounts-search.ts';
import { oneOf, readContactSearch, textOf, understood } from './screens/contacts/contacts-search.ts';
import { readInboxSearch } from './screens/inbox/inbox-search.ts';
import { readLinkSearch } from './screens/links/links-search.ts';
import { readTimelineSearch } from './screens/record/timeline-search.ts';
import { late } from './ui/code/late.tsx';
import { ScreenError } from './ui/code/screen-error.tsx';
import { NotFoundPage } from './ui/shell/not-found.tsx';
import { Shell } from './ui/shell/shell.tsx';
import { ShellBare } from './ui/shell/shell-bare.tsx';

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
});

/** Everything a member sees. Whoever is not signed in is led to the sign-in page, or on a fresh install to the set-up. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  component: Shell,
  pendingComponent: ShellBare,
  pendingMs: 0,
  pendingMinMs: 0,
  beforeLoad: async ({ context: { client }, location }) => {
    try {
      await client.ensureQueryData(queries.me());
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      const setup = await client.fetchQuery(queries.setup());
      if (setup.needsAdmin) throw redirect({ to: '/setup' });
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
    }
  },
});

const overview = createRoute({
  getParentRoute: () => app,
  path: '/',
  validateSearch: understood((search) => oneOf(search, 'days', ['7', '30', '90'])),
  component: late(() => import('./screens/overview/overview-screen.tsx').then((m) => m.OverviewScreen)),
});
const liveFeed = createRoute({
  getParentRoute: () => app,
  path: '/live',
  component: late(() => import('./screens/live/live-screen.tsx').then((m) => m.LiveScreen)),
});
const inbox = createRoute({
  getParentRoute: () => app,
  path: '/inbox',
  validateSearch: understood(readInboxSearch),
  component: late(() => import('./screens/inbox/inbox-screen.tsx').then((m) => m.InboxScreen)),
});
const inboxStart = createRoute({
  getParentRoute: () => inbox,
  path: '/',
  component: late(() => import('./screens/inbox/inbox-screen.tsx').then((m) => m.InboxNothingOpen)),
});
const conversation = createRoute({
  getParentRoute: () => inbox,
  path: '/$id',
  component: late(() => import('./screens/inbox/thread-screen.tsx').then((m) => m.ThreadScreen)),
});
const links = createRoute({
  getParentRoute: () => app,
  path: '/links',
  validateSearch: understood(readLinkSearch),
  component: late(() => import('./screens/links/links-screen.tsx').then((m) => m.LinksScreen)),
});
const link = createRoute({
  getParentRoute: () => app,
  path: '/links/$id',
  component: late(() => import('./screens/links/link-screen.tsx').then((m) => m.LinkScreen)),
});
const contacts = createRoute({
  getParentRoute: () => app,
  path: '/contacts',
  validateSearch: understood(readContactSearch),
  component: late(() => import('./screens/contacts/contacts-screen.tsx').then((m) => m.ContactsScreen)),
});
const contact = createRoute({
  getParentRoute: () => app,
  path: '/contacts/$id',
  validateSearch: understood(readTimelineSearch),
  component: late(() => import('./screens/record/contact-screen.tsx').then((m) => m.ContactScreen)),
});
const accounts = createRoute({
  getParentRoute: () => app,
  path: '/accounts',
  validateSearch: understood(readAccountSearch),
  component: late(() => import('./screens/accounts/accounts-screen.tsx').then((m) => m.AccountsScreen)),
});
const account = createRoute({
  getParentRoute: () => app,
  path: '/accounts/$id',
  validateSearch: understood(readTimelineSearch),
  component: late(() => import('./screens/record/account-screen.tsx').then((m) => m.AccountScreen)),
});
const duplicates = createRoute({
  getParentRoute: () => app,
  path: '/duplicates',
  component: late(() => import('./screens/duplicates/duplicates-screen.tsx').then((m) => m.DuplicatesScreen)),
});
const debugging = createRoute({
  getParentRoute: () => app,
  path: '/debugger',
  validateSearch: understood((search) => oneOf(search, 'show', ['refused', 'filtered'])),
  component: late(() => import('./screens/debugger/debugger-screen.tsx').then((m) => m.DebuggerScreen)),
});
const simulator = createRoute({
  getParentRoute: () => app,
  path: '/simulator',
  component: late(() => import('./screens/simulator/simulator-screen.tsx').then((m) => m.SimulatorScreen)),
});
const install = createRoute({
  getParentRoute: () => app,
  path: '/install',
  component: late(() => import('./screens/install/install-screen.tsx').then((m) => m.InstallScreen)),
});
const settings = createRoute({
  getParentRoute: () => app,
  path: '/settings',
  component: late(() => import('./screens/settings/settings-screen.tsx').then((m) => m.SettingsScreen)),
});
const settingsStart = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/workspace', replace: true });
  },
});
const settingsPages = [
  settingsPage('/workspace', () => import('./screens/settings/workspace.tsx').then((m) => m.WorkspacePage)),
  settingsPage('/members', () => import('./screens/settings/members.tsx').then((m) => m.MembersPage)),
  settingsPage('/keys', () => import('./screens/settings/keys.tsx').then((m) => m.KeysPage)),
  settingsPage('/tag', () => import('./screens/settings/tag.tsx').then((m) => m.TagPage)),
  settingsPage('/chat', () => import('./screens/settings/chat.tsx').then((m) => m.ChatPage)),
  settingsPage('/replies', () => import('./screens/settings/replies.tsx').then((m) => m.RepliesPage)),
  settingsPage('/slack', () => import('./screens/settings/slack.tsx').then((m) => m.SlackPage)),
  settingsPage('/ai', () => import('./screens/settings/ai.tsx').then((m) => m.AiPage)),
  settingsPage('/deliveries', () => import('./screens/settings/deliveries.tsx').then((m) => m.DeliveriesPage)),
  settingsPage('/categories', () => import('./screens/settings/categories.tsx').then((m) => m.CategoriesPage)),
  settingsPage('/privacy', () => import('./screens/settings/privacy.tsx').then((m) => m.PrivacyPage)),
  settingsPage('/sample', () => import('./screens/settings/sample.tsx').then((m) => m.SamplePage)),
  settingsPage('/account', () => import('./screens/settings/account.tsx').then((m) => m.AccountPage)),
];

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: understood((search) => textOf(search, 'next')),
  component: late(() => import('./screens/entry/sign-in-screen.tsx').then((m) => m.SignInScreen)),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: late(() => import('./screens/entry/setup-screen.tsx').then((m) => m.SetupScreen)),
});
const invite = createRoute({
  getParentRoute: () => root,
  path: '/invite/$id',
  component: late(() => import('./screens/entry/invite-screen.tsx').then((m) => m.InviteScreen)),
});

function settingsPage<P extends string>(path: P, load: () => Promise<ComponentType<object>>) {
  return createRoute({ getParentRoute: () => settings, path, component: late(load) });
}

const tree = root.addChildren([
  app.addChildren([
    overview,
    liveFeed,
    inbox.addChildren([inboxStart, conversation]),
    links,
    link,
    contacts,
    contact,
    accounts,
    account,
    duplicates,
    debugging,
    simulator,
    install,
    settings.addChildren([settingsStart, ...settingsPages]),
  ]),
  signIn,
  setup,
  invite,
]);

export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadDelay: 60,
    scrollRestoration: true,
    scrollToTopSelectors: ['#main'],
    defaultErrorComponent: ({ error, reset }) => <ScreenError error={error} reset={reset} />,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const params = new URLSearchParams();
      for (const [key, value] of Object.entries(search)) if (value !== undefined) params.set(key, String(value));
      const text = params.toString();
      return text === '' ? '' : `?${text}`;
    },
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
