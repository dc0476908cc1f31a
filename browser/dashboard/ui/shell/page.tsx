import { ActionIcon } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from '../bits/icon.tsx';
import { openPaletteLater } from './find.ts';
import { useTitle } from './title.ts';
import './page.css';

export { useTitle } from './title.ts';

interface PageProps {
  readonly title: string;
  /** Beside the title: a count, a state. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** `fill`: the content scrolls inside (tables); `read`: a column of text and forms; `wide`: the page scrolls. */
  readonly shape?: 'fill' | 'wide' | 'read';
  readonly children: ReactNode;
}

/** A screen: its heading, its tools, its content, its title in the browser's tab. */
export function Page({ title, note, actions, shape = 'wide', children }: PageProps) {
  useTitle(title, 0);
  return (
    <div className="page" data-shape={shape}>
      <header className="page-head">
        <h1>{title}</h1>
        {note && <span className="page-note dim num">{note}</span>}
        <span className="grow" />
        {actions && <div className="page-actions">{actions}</div>}
        <ActionIcon className="narrow-only" aria-label="Find" onClick={() => void openPaletteLater()}>
          <Icon name="search" size={18} />
        </ActionIcon>
      </header>
      <div className="page-body">{children}</div>
    </div>
  );
}

/** A block with a heading. */
export function Panel(props: {
  title: string;
  note?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
  className?: string;
  flush?: boolean;
}) {
  return (
    <section className={`panel ${props.className ?? ''}`} data-flush={props.flush || undefined}>
      <header className="panel-head">
        <h2>{props.title}</h2>
        {props.note && <span className="dim small">{props.note}</span>}
        <span className="grow" />
        {props.action}
      </header>
      <div className="panel-body">{props.children}</div>
    </section>
  );
}
