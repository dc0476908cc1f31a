import { Button, Tooltip } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { live, useLive, useLiveStatus } from '../../api/live.ts';
import { fetchRest } from '../code/late.tsx';
import { plural } from '../format.ts';
import './connection.css';

/** A stream that is back within this was never missed. */
const SAY_AFTER_MS = 1_500;

const LIVE_WORDS = {
  open: 'Live: changes arrive as they happen',
  connecting: 'Connecting to live updates',
  lost: 'Live updates lost; trying again. What you see may be a little old',
} as const;

export function LiveDot() {
  const status = useLiveStatus();
  return (
    <Tooltip label={LIVE_WORDS[status]}>
      <span className="live-dot" data-status={status} role="img" aria-label={LIVE_WORDS[status]} />
    </Tooltip>
  );
}

/** Three times as long as the server is silent between two words about a backlog. */
const BACKLOG_OVER_MS = 15_000;

/** Says in words when what is shown may be old, and why. It takes its room from the foot of the screen, so that nothing above it moves. */
export function ConnectionBar() {
  const lost = useLongLost();
  const waiting = useBacklog();
  return (
    <div className="connection" role="status">
      {lost && (
        <div className="connection-bar">
          <span className="live-dot" data-status="lost" />
          <span className="grow">
            <strong>Offline, trying again.</strong> What you see may be out of date.
          </span>
          <Button variant="default" size="compact-sm" onClick={() => live.tryNow()}>
            Try now
          </Button>
        </div>
      )}
      {!lost && waiting > 0 && (
        <div className="connection-bar">
          <span className="live-dot" data-status="connecting" />
          <span className="grow num">
            <strong>Many visitors at once.</strong> {plural(waiting, 'signal is', 'signals are')} received and safe, and
            not yet in lists and scores.
          </span>
        </div>
      )}
    </div>
  );
}

function useLongLost(): boolean {
  const status = useLiveStatus();
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (status !== 'lost') return setLong(false);
    const timer = setTimeout(() => setLong(true), SAY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [status]);
  return long;
}

/** How many signals come faster than they are recorded. */
function useBacklog(): number {
  const [heard, hear] = useState({ waiting: 0 });
  useLive('backlog', hear);
  useEffect(() => {
    if (heard.waiting === 0) return;
    const timer = setTimeout(() => hear({ waiting: 0 }), BACKLOG_OVER_MS);
    return () => clearTimeout(timer);
  }, [heard]);
  return heard.waiting;
}

/** Whenever the server is (again) there: what failed meanwhile is asked for once more, and code that is not here yet is fetched. */
export function useCatchUp(): void {
  const client = useQueryClient();
  const status = useLiveStatus();
  useEffect(() => {
    if (status !== 'open') return;
    void client.refetchQueries({ type: 'active', predicate: (query) => query.state.status === 'error' });
    void fetchRest();
  }, [status, client]);
}
