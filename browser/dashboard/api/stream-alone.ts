import { Connection, type Follower, type Line } from './stream-connection.ts';

/** After this a tab nobody looks at gives its connection back, and catches up when it is seen again. */
const HIDDEN_GRACE_MS = 10_000;

/**
 * A connection for this tab alone: browsers let tabs agree on who holds one for all only on pages that came by https or from the same
 * machine. They allow six per host, so a tab that nobody looks at has none.
 */
export function listenAlone(follower: Follower): Line {
  let connection: Connection | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    if (document.visibilityState === 'hidden') timer = setTimeout(() => connection?.rest(), HIDDEN_GRACE_MS);
    else if (!connection) connection = new Connection(follower);
    else if (connection.isOver) connection.open();
  };
  document.addEventListener('visibilitychange', look);
  look();
  return {
    tryNow: () => connection?.open(),
    stop: () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
      connection?.close();
    },
  };
}
