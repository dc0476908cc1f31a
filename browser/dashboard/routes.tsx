import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { ApiError } from './api/client.ts';
import { queries } from './api/queries.ts';
import { readAccountSearch } from './screens/accounts/accounts-search.ts';
import { oneOf, readContactSearch, textOf } from './screens/contacts/contacts-search.ts';
import { readInboxSearch } from './screens/inbox/inbox-search.ts';
import { readLinkSearch } from './screens/links/links-search.ts';
import { ErrorPanel } from './ui/bits/states.tsx';
import { NotFoundPage } from './ui/shell/not-found.tsx';
import { Shell } from './ui/shell/shell.tsx';

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
});

/** Everything a member sees. Whoever is not signed in is led to the sign-in page, or on a fresh install to the set-up. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  component: Shell,
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
  validateSearch: (search) => oneOf(search, 'days', ['7', '30', '90']),
  component: lazyRouteComponent(() => import('./screens/overview/overview-screen.tsx'), 'OverviewScreen'),
});
const liveFeed = createRoute({
  getParentRoute: () => app,
  path: '/live',
  component: lazyRouteComponent(() => import('./screens/live/live-screen.tsx'), 'LiveScreen'),
});
const inbox = createRoute({
  getParentRoute: () => app,
  path: '/inbox',
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import('./screens/inbox/inbox-screen.tsx'), 'InboxScreen'),
});
const inboxStart = createRoute({
  getParentRoute: () => inbox,
  path: '/',
  component: lazyRouteComponent(() => import('./screens/inbox/inbox-screen.tsx'), 'InboxNothingOpen'),
});
const conversation = createRoute({
  getParentRoute: () => inbox,
  path: '/$id',
  component: lazyRouteComponent(() => import('./screens/inbox/thread-screen.tsx'), 'ThreadScreen'),
});
const links = createRoute({
  getParentRoute: () => app,
  path: '/links',
  validateSearch: readLinkSearch,
  component: lazyRouteComponent(() => import('./screens/links/links-screen.tsx'), 'LinksScreen'),
});
const link = createRoute({
  getParentRoute: () => app,
  path: '/links/$id',
  component: lazyRouteComponent(() => import('./screens/links/link-screen.tsx'), 'LinkScreen'),
});
const contacts = createRoute({
  getParentRoute: () => app,
  path: '/contacts',
  validateSearch: readContactSearch,
  component: lazyRouteComponent(() => import('./screens/contacts/contacts-screen.tsx'), 'ContactsScreen'),
});
const contact = createRoute({
  getParentRoute: () => app,
  path: '/contacts/$id',
  component: lazyRouteComponent(() => import('./screens/record/contact-screen.tsx'), 'ContactScreen'),
});
const accounts = createRoute({
  getParentRoute: () => app,
  path: '/accounts',
  validateSearch: readAccountSearch,
  component: lazyRouteComponent(() => import('./screens/accounts/accounts-screen.tsx'), 'AccountsScreen'),
});
const account = createRoute({
  getParentRoute: () => app,
  path: '/accounts/$id',
  component: lazyRouteComponent(() => import('./screens/record/account-screen.tsx'), 'AccountScreen'),
});
const duplicates = createRoute({
  getParentRoute: () => app,
  path: '/duplicates',
  component: lazyRouteComponent(() => import('./screens/duplicates/duplicates-screen.tsx'), 'DuplicatesScreen'),
});
const debugging = createRoute({
  getParentRoute: () => app,
  path: '/debugger',
  validateSearch: (search) => oneOf(search, 'show', ['refused', 'filtered']),
  component: lazyRouteComponent(() => import('./screens/debugger/debugger-screen.tsx'), 'DebuggerScreen'),
});
const simulator = createRoute({
  getParentRoute: () => app,
  path: '/simulator',
  component: lazyRouteComponent(() => import('./screens/simulator/simulator-screen.tsx'), 'SimulatorScreen'),
});
const install = createRoute({
  getParentRoute: () => app,
  path: '/install',
  component: lazyRouteComponent(() => import('./screens/install/install-screen.tsx'), 'InstallScreen'),
});
const settings = createRoute({
  getParentRoute: () => app,
  path: '/settings',
  component: lazyRouteComponent(() => import('./screens/settings/settings-screen.tsx'), 'SettingsScreen'),
});
const settingsStart = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/workspace', replace: true });
  },
});
const settingsPages = [
  settingsPage('/workspace', () => import('./screens/settings/workspace.tsx'), 'WorkspacePage'),
  settingsPage('/members', () => import('./screens/settings/members.tsx'), 'MembersPage'),
  settingsPage('/keys', () => import('./screens/settings/keys.tsx'), 'KeysPage'),
  settingsPage('/tag', () => import('./screens/settings/tag.tsx'), 'TagPage'),
  settingsPage('/chat', () => import('./screens/settings/chat.tsx'), 'ChatPage'),
  settingsPage('/replies', () => import('./screens/settings/replies.tsx'), 'RepliesPage'),
  settingsPage('/slack', () => import('./screens/settings/slack.tsx'), 'SlackPage'),
  settingsPage('/ai', () => import('./screens/settings/ai.tsx'), 'AiPage'),
  settingsPage('/deliveries', () => import('./screens/settings/deliveries.tsx'), 'DeliveriesPage'),
  settingsPage('/categories', () => import('./screens/settings/categories.tsx'), 'CategoriesPage'),
  settingsPage('/privacy', () => import('./screens/settings/privacy.tsx'), 'PrivacyPage'),
  settingsPage('/sample', () => import('./screens/settings/sample.tsx'), 'SamplePage'),
  settingsPage('/account', () => import('./screens/settings/account.tsx'), 'AccountPage'),
];

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search) => textOf(search, 'next'),
  component: lazyRouteComponent(() => import('./screens/entry/sign-in-screen.tsx'), 'SignInScreen'),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./screens/entry/setup-screen.tsx'), 'SetupScreen'),
});
const invite = createRoute({
  getParentRoute: () => root,
  path: '/invite/$id',
  component: lazyRouteComponent(() => import('./screens/entry/invite-screen.tsx'), 'InviteScreen'),
});

function settingsPage<M extends Record<string, unknown>, N extends string>(
  path: N,
  load: () => Promise<M>,
  name: keyof M,
) {
  return createRoute({ getParentRoute: () => settings, path, component: lazyRouteComponent(load, name as never) });
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
    defaultErrorComponent: ({ error }) => <ErrorPanel error={error} />,
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
