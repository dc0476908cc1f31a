import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { SETTINGS } from '../../ui/shell/nav.ts';
import { Page } from '../../ui/shell/page.tsx';
import './settings.css';

export function SettingsScreen() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a phone the list scrolls sideways; the new page's link comes into view
  useEffect(() => {
    document.querySelector('.settings-link[data-active]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [path]);
  return (
    <Page title="Settings">
      <div className="settings">
        <nav className="settings-nav" aria-label="Settings">
          {SETTINGS.map((one) => (
            <Link
              key={one.to}
              to={one.to}
              className="settings-link"
              activeProps={{ 'data-active': true, 'aria-current': 'page' } as object}
            >
              {one.label}
            </Link>
          ))}
        </nav>
        <div className="settings-body">
          <Outlet />
        </div>
      </div>
    </Page>
  );
}
