import { cardsTouched } from './connections/slack/announce-store.ts';
import type { Context } from './context.ts';

/** Contacts whose score may have changed, told to Slack's cards. */
export interface TouchedCards {
  /** Costs nothing where Slack is not connected. */
  readonly touched: (workspaceId: string, contactIds: readonly string[]) => void;
  readonly stop: () => Promise<void>;
}

/** Cards follow within so long; contacts that change meanwhile are looked at once. */
const TOGETHER_MS = 1_000;
/** Whether a workspace has Slack is asked so often at most. */
const ASKED_EVERY_MS = 10_000;
const CONTACTS_MAX = 1_000;

/** Collects the contacts that commits touched, and has the cards of their conversations looked at. Never throws. */
export function openTouchedCards(ctx: Pick<Context, 'db' | 'outbox' | 'clock' | 'log'>): TouchedCards {
  const waiting = new Map<string, Set<string>>();
  let connected: ReadonlySet<string> = new Set();
  let askedAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    const taken = [...waiting];
    waiting.clear();
    const now = ctx.clock();
    if (now - askedAt >= ASKED_EVERY_MS) {
      const slack = ctx.db.system.selectFrom('connection').where('kind', '=', 'slack');
      connected = new Set((await slack.select('workspace_id').execute()).map((row) => row.workspace_id));
      askedAt = now;
    }
    for (const [workspaceId, contactIds] of taken) {
      if (connected.has(workspaceId)) await cardsTouched(ctx, workspaceId, [...contactIds]);
    }
  };
  const lookSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      running = running
        .then(look)
        .catch((error) => ctx.log.warn({ err: error }, 'cards in Slack could not be looked at'));
    }, TOGETHER_MS).unref();
  };
  return {
    touched: (workspaceId, contactIds) => {
      if (contactIds.length === 0) return;
      const known = waiting.get(workspaceId) ?? new Set();
      waiting.set(workspaceId, known);
      // In a flood (an import) the first are enough: the others' cards are looked at when they do something again.
      for (const id of contactIds) if (known.size < CONTACTS_MAX) known.add(id);
      lookSoon();
    },
    stop: async () => {
      clearTimeout(timer);
      await running;
    },
  };
}
