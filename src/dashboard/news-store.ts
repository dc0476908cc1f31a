import type { Counted } from '../../wire/api/debugger.ts';
import type { ContactChange } from '../../wire/api/live.ts';
import type { LiveSignal } from '../../wire/api/timeline.ts';
import { PAGE_ENGAGED } from '../../wire/collect.ts';
import { FILTER_REASONS, type FilterReason } from '../../wire/signal.ts';
import type { Context } from '../context.ts';
import type { Millis } from '../foundation/time.ts';
import type { Trx } from '../machinery/database/database.ts';
import type { Live } from '../machinery/live.ts';
import type { SignalRow } from '../signals/row.ts';
import { type ContactRow, changeOf, contactRows } from './contacts/items-store.ts';
import { instant } from './intent.ts';
import { standingOf } from './live/store.ts';
import { signalItemOf, wordOf } from './record/signal-item.ts';

/** A signal that was recorded now, and whose it is; null when it is nobody's (a bot's). */
export interface NewSignal {
  readonly row: SignalRow;
  readonly identity: { readonly id: string; readonly kind: string; readonly value: string };
  readonly contactId: string | null;
  /** The role mailbox that it was sent as. */
  readonly mailbox: string | null;
}

/** What a commit changed, as far as open dashboards show it. */
export interface Happened {
  readonly signals: readonly NewSignal[];
  readonly contactIds: readonly string[];
  /** Contacts that are no more: merged into another, or erased (null). */
  readonly gone: readonly { readonly id: string; readonly into: string | null }[];
}

type NewsContext = Pick<Context, 'db' | 'live' | 'clock' | 'log'>;

// What waits for the workspace's next look at the database.
interface Waiting {
  signals: NewSignal[];
  contactIds: Set<string>;
  gone: Map<string, string | null>;
  /** Resolves when all that waits is published; null while nothing does. */
  running: Promise<void> | null;
  /** The workspace is known to have had signals before. */
  installed: boolean;
}

// One look at the database tells of no more than this; a flood (an import) is followed by its latest part.
const SIGNALS_MAX = 300;
const CONTACTS_MAX = 1_000;

const waitingOf = new WeakMap<Live, Map<string, Waiting>>();

/**
 * Tells open dashboards of a commit: a `signal` event for each signal of a contact, then a `contact` event for each contact. Costs nothing
 * while nobody listens. Commits that come while the one before is being read are told together, so that under load the
 * database is asked less often, not more. Never throws; news is no reason to fail a record.
 */
export function publishNews(ctx: NewsContext, workspaceId: string, happened: Happened): void {
  const waiting = waitingFor(ctx.live, workspaceId);
  if (!ctx.live.hasListeners(workspaceId)) {
    // Whoever comes back with an old event id must not believe that nothing happened.
    ctx.live.skip(workspaceId);
    return;
  }
  waiting.signals.push(...happened.signals);
  for (const { contactId } of happened.signals) if (contactId) waiting.contactIds.add(contactId);
  for (const id of happened.contactIds) waiting.contactIds.add(id);
  for (const { id, into } of happened.gone) waiting.gone.set(id, into);
  waiting.running ??= tellAll(ctx, workspaceId, waiting).finally(() => {
    waiting.running = null;
  });
}

/** Resolves when everything given to `publishNews` so far is published. */
export async function newsPublished(ctx: Pick<Context, 'live'>, workspaceId: string): Promise<void> {
  await waitingFor(ctx.live, workspaceId).running;
}

function waitingFor(live: Live, workspaceId: string): Waiting {
  const workspaces = waitingOf.get(live) ?? new Map<string, Waiting>();
  waitingOf.set(live, workspaces);
  const known = workspaces.get(workspaceId);
  if (known) return known;
  const made: Waiting = {
    signals: [],
    contactIds: new Set(),
    gone: new Map(),
    running: null,
    installed: false,
  };
  workspaces.set(workspaceId, made);
  return made;
}

async function tellAll(ctx: NewsContext, workspaceId: string, waiting: Waiting): Promise<void> {
  // Let the commit's caller go on first.
  await Promise.resolve();
  while (waiting.signals.length + waiting.contactIds.size + waiting.gone.size > 0) {
    const { signals, contactIds, gone } = waiting;
    waiting.signals = [];
    waiting.contactIds = new Set();
    waiting.gone = new Map();
    try {
      await tell(ctx, workspaceId, signals, [...contactIds].slice(-CONTACTS_MAX), waiting);
      for (const [id, into] of gone) ctx.live.publish(workspaceId, 'contact', goneOf(id, into, ctx.clock()));
    } catch (error) {
      ctx.log.warn({ err: error }, 'open dashboards were not told of new signals');
      ctx.live.publish(workspaceId, 'reset', {});
    }
  }
}

async function tell(
  ctx: NewsContext,
  workspaceId: string,
  signals: readonly NewSignal[],
  contactIds: readonly string[],
  waiting: Waiting,
): Promise<void> {
  const { rows, isFirst } = await ctx.db.inWorkspace(workspaceId, async (trx) => ({
    rows: await contactRows(trx, workspaceId, contactIds),
    isFirst: !waiting.installed && (await areFirst(trx, workspaceId, signals)),
  }));
  waiting.installed = true;
  const now = ctx.clock();
  const first = isFirst ? signals[0] : undefined;
  if (first) ctx.live.publish(workspaceId, 'install', { at: first.row.at, host: first.row.host });
  for (const event of signalEvents(signals, rows, now)) ctx.live.publish(workspaceId, 'signal', event);
  for (const row of rows.values()) ctx.live.publish(workspaceId, 'contact', changeOf(row, now));
  if (signals.length > 0) ctx.live.publish(workspaceId, 'counted', countsOf(signals));
}

function countsOf(signals: readonly NewSignal[]): Counted {
  const counts = new Map<FilterReason, number>();
  for (const { row } of signals) {
    const reason = row.filtered === null ? null : wordOf(FILTER_REASONS, row.filtered);
    if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return { accepted: signals.length, filtered: [...counts].map(([reason, count]) => ({ reason, count })) };
}

function signalEvents(signals: readonly NewSignal[], rows: ReadonlyMap<string, ContactRow>, now: Millis): LiveSignal[] {
  const shown = signals.filter(({ row }) => row.kind !== 'track' || row.name !== PAGE_ENGAGED);
  return shown
    .slice(-SIGNALS_MAX)
    .map((signal) => ({ ...signal, at: Date.parse(signal.row.at) }))
    .sort((a, b) => a.at - b.at)
    .flatMap(({ row, at, identity, contactId, mailbox }) => {
      const contact = contactId === null ? undefined : rows.get(contactId);
      if (!contact) return [];
      const { id, name, email } = contact;
      const item = signalItemOf(
        { ...row, at, identity, mailbox },
        { id, name, email },
        row.context.session ?? null,
        null,
      );
      return [{ ...item, ...standingOf(contact, now) }];
    });
}

/** What is heard of a contact that is no more. */
function goneOf(id: string, into: string | null, now: Millis): ContactChange {
  return {
    id,
    name: null,
    email: null,
    identified: false,
    account: null,
    intentScore: 'Low',
    intentType: 'Unknown',
    intentTypeFinal: false,
    points: 0,
    next: null,
    lastSignalAt: instant(now),
    signalCount: 0,
    gone: { into },
  };
}

async function areFirst(trx: Trx, workspaceId: string, signals: readonly NewSignal[]): Promise<boolean> {
  if (signals.length === 0) return false;
  const rows = await trx.run(
    {
      name: 'dashboard_any_other_signal',
      text: 'select from signal where workspace_id = $1 and not (id = any($2::uuid[])) limit 1',
    },
    [workspaceId, signals.map(({ row }) => row.id)],
  );
  return rows.length === 0;
}
