import type { ReactNode } from 'react';
import { useTitle } from '../../ui/shell/page.tsx';
import './entry.css';

/** The pages before one is inside: the mark, one sentence, one form. */
export function EntryFrame(props: { title: string; children: ReactNode; lead?: ReactNode }) {
  useTitle(props.title);
  return (
    <main className="entry">
      <div className="entry-card">
        <img src="/knock.svg" width="36" height="36" alt="Knock" />
        <h1>{props.title}</h1>
        {props.lead && <p className="dim">{props.lead}</p>}
        {props.children}
      </div>
    </main>
  );
}

export function EntryProblem({ text }: { text: string | null }) {
  return (
    <p className="entry-problem" role="alert">
      {text}
    </p>
  );
}
