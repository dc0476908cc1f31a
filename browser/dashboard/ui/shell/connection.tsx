import { Button, Tooltip } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { live, useLiveStatus } from '../../api/live.ts';
import { fetchRest } from '../code/late.tsx';
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

/** Says in words that the server is away. It takes its room from the foot of the screen, so that nothing above it moves. */
export function Offline() {
  const status = useLiveStatus();
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (status !== 'lost') return setLong(false);
    const timer = setTimeout(() => setLong(true), SAY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [status]);
  return (
    <div className="offline" role="status">
      {long && (
        <div className="offline-bar">
          <span className="live-dot" data-status="lost" />
          <span className="grow">
            <strong>Offline, trying again.</strong> What you see may be out of date.
          </span>
          <Button variant="default" size="compact-sm" onClick={() => live.tryNow()}>
            Try now
          </Button>
        </div>
      )}
    </div>
  );
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
