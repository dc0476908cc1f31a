import { ActionIcon, Drawer, Menu, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { sayProblem } from '../../api/actions.ts';
import { post } from '../../api/client.ts';
import { chats } from '../../api/conversations.ts';
import { live, useLiveStatus } from '../../api/live.ts';
import { useMe } from '../../api/me.ts';
import { followStream } from '../../api/patch.ts';
import { Icon } from '../bits/icon.tsx';
import { late } from '../code/late.tsx';
import { ConnectionBar, LiveDot, useCatchUp } from './connection.tsx';
import { openPaletteLater, Palette, sayCodeMissing } from './find.ts';
import { MOD, useKeys } from './keys.ts';
import { AT_HAND, EVERY_PLACE, PLACES, type Place, SYSTEM, TOOLS } from './nav.ts';
import { useUnreadTitle } from './title.ts';
import './shell.css';

const HelpSheet = late(() => import('./help.tsx').then((m) => m.HelpSheet));

/** What stands around every screen of a signed-in member, and what runs once for all of them: stream, keys, palette. */
export function Shell() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [help, setHelp] = useState(false);
  const openHelp = () => void HelpSheet.fetched().then((here) => (here ? setHelp(true) : sayCodeMissing()));
  // Open on the path it was opened on: following one of its links closes it.
  const [moreAt, setMoreAt] = useState('');
  const toggleScheme = useSchemeToggle();
  const path = useRouterState({ select: (state) => state.location.pathname });

  const { user, workspace, lastEventId } = useMe();
  // Only where it begins: later answers of `me` tell of later positions.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stream goes on from what it heard
  useEffect(() => live.start(`${workspace.id} ${user.id}`, lastEventId), []);
  useEffect(() => followStream(client), [client]);
  useCatchUp();
  const paletteIsHere = useFetched(Palette);
  useUnreadTitle(useQuery(chats.counts()).data?.unread ?? 0);
  usePaletteKey();
  useKeys({
    ...Object.fromEntries(EVERY_PLACE.map((place) => [place.key, () => void navigate({ to: place.to })])),
    '?': openHelp,
    d: toggleScheme,
  });

  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to content
      </a>
      <Side onHelp={openHelp} onScheme={toggleScheme} />
      <main id="main" className="shell-main" tabIndex={-1}>
        <Outlet />
      </main>
      <ConnectionBar />
      <BottomBar onMore={() => setMoreAt(path)} />
      <Drawer opened={moreAt === path} onClose={() => setMoreAt('')} position="bottom" title="More" size="auto">
        <FindButton onClick={() => setMoreAt('')} />
        <nav className="side-nav" aria-label="More screens">
          {[...PLACES.filter((place) => !AT_HAND.includes(place)), ...TOOLS, ...SYSTEM].map((place) => (
            <SideLink key={place.to} place={place} />
          ))}
        </nav>
        <SideFoot onHelp={openHelp} onScheme={toggleScheme} />
      </Drawer>
      <Suspense>
        {paletteIsHere && <Palette />}
        {help && <HelpSheet opened onClose={() => setHelp(false)} />}
      </Suspense>
    </div>
  );
}

function Side({ onHelp, onScheme }: { onHelp: () => void; onScheme: () => void }) {
  const { workspace } = useMe();
  return (
    <aside className="side" aria-label="Navigation">
      <div className="side-head">
        <img src="/knock.svg" width="22" height="22" alt="" />
        <span className="side-workspace cut">{workspace.name}</span>
        <LiveDot />
      </div>
      <FindButton />
      <nav className="side-nav" aria-label="Screens">
        {PLACES.map((place) => (
          <SideLink key={place.to} place={place} />
        ))}
        <span className="side-gap" />
        {TOOLS.map((place) => (
          <SideLink key={place.to} place={place} />
        ))}
        <span className="side-gap" />
        {SYSTEM.map((place) => (
          <SideLink key={place.to} place={place} />
        ))}
      </nav>
      <SideFoot onHelp={onHelp} onScheme={onScheme} />
    </aside>
  );
}

function FindButton({ onClick }: { onClick?: () => void }) {
  const find = () => {
    onClick?.();
    void openPaletteLater();
  };
  return (
    <button type="button" className="side-search" onClick={find}>
      <Icon name="search" size={14} />
      <span className="grow">Find</span>
      <kbd className="wide-only">{MOD} K</kbd>
    </button>
  );
}

/** Whether the code of something that is not asked for by name is there; it is tried again whenever the server is back. */
function useFetched(part: { fetched: () => Promise<boolean> }): boolean {
  const [here, setHere] = useState(false);
  const status = useLiveStatus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the connection is the time to try again
  useEffect(() => void part.fetched().then(setHere), [part, status]);
  return here;
}

function usePaletteKey(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      void openPaletteLater();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

function SideLink({ place }: { place: Place }) {
  return (
    <Link
      to={place.to}
      className="side-link"
      activeProps={{ 'data-active': true, 'aria-current': 'page' } as object}
      activeOptions={{ exact: place.to === '/', includeSearch: false }}
      aria-keyshortcuts={place.key}
    >
      <Icon name={place.icon} />
      <span className="grow">{place.label}</span>
      {place.to === '/inbox' && <UnreadCount />}
      <span className="side-key" aria-hidden="true">
        {place.key}
      </span>
    </Link>
  );
}

/** Conversations with something unread in them. */
function UnreadCount() {
  const unread = useQuery(chats.counts()).data?.unread ?? 0;
  if (unread === 0) return null;
  return (
    <span className="nav-unread num">
      {unread > 99 ? '99+' : unread}
      <span className="sr"> unread</span>
    </span>
  );
}

function SideFoot({ onHelp, onScheme }: { onHelp: () => void; onScheme: () => void }) {
  const { user, role } = useMe();
  const dark = useComputedColorScheme('light') === 'dark';
  return (
    <div className="side-foot">
      <Menu position="top-start" width={220}>
        <Menu.Target>
          <button type="button" className="side-user grow">
            <span className="cut">{user.name}</span>
            <span className="cut dim small">{role}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{user.email}</Menu.Label>
          <Menu.Item component={Link} to="/settings/account" leftSection={<Icon name="person" />}>
            Your account
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="keyboard" />} onClick={onHelp}>
            Keyboard shortcuts
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="out" />} onClick={() => void signOut()}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Tooltip label={`Switch to ${dark ? 'light' : 'dark'} (d)`}>
        <ActionIcon onClick={onScheme} aria-label={`Switch to ${dark ? 'light' : 'dark'}`}>
          <Icon name={dark ? 'sun' : 'moon'} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

async function signOut(): Promise<void> {
  try {
    await post('/api/auth/sign-out', {});
    location.assign('/sign-in');
  } catch (error) {
    sayProblem(error);
  }
}

function BottomBar({ onMore }: { onMore: () => void }) {
  return (
    <nav className="bottom" aria-label="Main screens">
      {AT_HAND.map((place) => (
        <Link
          key={place.to}
          to={place.to}
          className="bottom-link"
          activeProps={{ 'data-active': true, 'aria-current': 'page' } as object}
          activeOptions={{ exact: place.to === '/', includeSearch: false }}
        >
          <Icon name={place.icon} size={20} />
          {place.label}
          {place.to === '/inbox' && <UnreadCount />}
        </Link>
      ))}
      <button type="button" className="bottom-link plain" onClick={onMore}>
        <Icon name="more" size={20} />
        More
      </button>
    </nav>
  );
}

function useSchemeToggle(): () => void {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  return () => setColorScheme(dark ? 'light' : 'dark');
}
