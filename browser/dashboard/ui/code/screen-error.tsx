import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useLiveStatus } from '../../api/live.ts';
import { Empty, ErrorPanel } from '../bits/states.tsx';
import { reloadIfReachable } from './build.ts';
import { CodeMissing } from './late.tsx';

/** What stands in a screen's place when it cannot be shown. The navigation around it stays. */
export function ScreenError({ error, reset }: { error: unknown; reset: () => void }) {
  return error instanceof CodeMissing ? <MissingPanel missing={error} reset={reset} /> : <ErrorPanel error={error} />;
}

function MissingPanel({ missing, reset }: { missing: CodeMissing; reset: () => void }) {
  const [trying, setTrying] = useState(false);
  const again = async () => {
    setTrying(true);
    if (await missing.again()) return reset();
    // Some browsers remember for the life of a page that a module could not be fetched.
    await reloadIfReachable();
    setTrying(false);
  };
  const status = useLiveStatus();
  const latest = useRef(reset);
  latest.current = reset;
  // Now, as the failure may be an old one, and whenever the event stream stands again after it was lost.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the connection is the time to try again
  useEffect(() => {
    if (missing.outdated) location.reload();
    else void missing.again().then((here) => here && latest.current());
  }, [missing, status]);
  return (
    <div role="alert">
      <Empty
        icon="warning"
        title="This screen could not be loaded"
        action={
          <Button variant="default" loading={trying} onClick={() => void again()}>
            Try again
          </Button>
        }
      >
        The server did not answer. The screen comes by itself as soon as it does; the others that you opened before
        still work.
      </Empty>
    </div>
  );
}
