import { Link, Outlet } from '@tanstack/react-router';
import { SETTINGS } from '../../ui/shell/nav.ts';
import { Page } from '../../ui/shell/page.tsx';
import './settings.css';

export function SettingsScreen() {
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
