import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { sayProblem } from '../../api/actions.ts';
import { ApiError } from '../../api/client.ts';
import { reloadIfReachable } from '../code/build.ts';
import { Icon, type IconName } from './icon.tsx';
import './states.css';

/** What is not there, why, and what to do next. */
export function Empty(props: { icon: IconName; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="state">
      <span className="state-icon">
        <Icon name={props.icon} size={22} />
      </span>
      <p className="state-title">{props.title}</p>
      {props.children && <div className="state-text">{props.children}</div>}
      {props.action && <div className="state-action">{props.action}</div>}
    </div>
  );
}

interface ErrorPanelProps {
  readonly error: unknown;
  readonly retry?: () => void;
  /** Another way out, beside trying again. */
  readonly action?: ReactNode;
}

export function ErrorPanel({ error, retry, action }: ErrorPanelProps) {
  const known = error instanceof ApiError;
  const title = known ? errorTitle(error.status) : 'This screen broke';
  return (
    <div className="state" role="alert">
      <span className="state-icon bad">
        <Icon name="warning" size={22} />
      </span>
      <p className="state-title">{title}</p>
      <div className="state-text">
        {known ? error.message : 'A fault in the dashboard, not in your data. Reloading usually helps.'}
        {known && error.problem?.requestId && <p className="mono small">Request {error.problem.requestId}</p>}
      </div>
      <div className="state-action">
        <Button variant="default" onClick={retry ?? (() => void reload())}>
          {retry ? 'Try again' : 'Reload'}
        </Button>
        {action}
      </div>
    </div>
  );
}

async function reload(): Promise<void> {
  if (await reloadIfReachable()) return;
  sayProblem(new ApiError(0, null, 'The server cannot be reached. Try again in a moment.'));
}

function errorTitle(status: number): string {
  if (status === 0) return 'No connection to the server';
  if (status === 404) return 'Not found';
  if (status === 403) return 'Your role does not allow this';
  if (status === 429) return 'Too many requests';
  return 'The server could not answer';
}

/** Grey bars in the shape of what will come. */
export function Bones({ lines = 4, height = 14, gap = 12 }: { lines?: number; height?: number; gap?: number }) {
  return (
    <div className="bones" style={{ gap }} aria-hidden="true">
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical bars that never move
        <span key={i} className="bone" style={{ height, width: `${92 - ((i * 37) % 45)}%` }} />
      ))}
    </div>
  );
}

export function Bone({ width, height = 14 }: { width: number | string; height?: number }) {
  return <span className="bone" style={{ width, height }} aria-hidden="true" />;
}
