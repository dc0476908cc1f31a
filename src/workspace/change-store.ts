import type { Transaction } from 'kysely';
import type { Millis } from '../foundation/time.ts';
import { actorName, type Principal } from '../machinery/auth/principal.ts';
import type { Auth } from '../machinery/auth.ts';
import type { Database } from '../machinery/database/database.ts';
import type { Live } from '../machinery/live.ts';
import type { Secrets } from '../machinery/secrets.ts';
import type { Tables } from '../machinery/tables.ts';
import { recordAudit } from './audit-store.ts';
import type { Principals } from './principal-store.ts';
import type { WorkspaceSites } from './site-store.ts';

/** What this room's routes work with. */
export interface WorkspaceDeps {
  readonly db: Database;
  readonly clock: () => Millis;
  readonly secrets: Secrets;
  readonly auth: Auth;
  readonly principals: Principals;
  readonly sites: WorkspaceSites;
  /** The first is canonical. */
  readonly publicUrls: readonly string[];
  readonly version: string;
  readonly live: Pick<Live, 'lastEventId'>;
}

/** What a change did, for the audit log, and what its caller wants to know. */
export interface Changed<Result> {
  readonly action: string;
  readonly summary: string;
  readonly result: Result;
}

/** Who changes something where. */
export interface By {
  readonly workspaceId: string;
  readonly principal: Principal;
}

/**
 * One change of who or what a workspace is: in one transaction with its audit row; after it, what is remembered of members,
 * keys and sites is forgotten, so that the next request sees it. A throw of `work` undoes everything.
 */
export async function change<Result>(
  deps: WorkspaceDeps,
  { workspaceId, principal }: By,
  work: (q: Transaction<Tables>) => Promise<Changed<Result>>,
): Promise<Result> {
  const at = deps.clock();
  const { result } = await deps.db.system.transaction().execute(async (q) => {
    const changed = await work(q);
    const { action, summary } = changed;
    await recordAudit({ q }, workspaceId, { at, actor: actorName(principal), action, summary });
    return changed;
  });
  forgetRemembered(deps);
  return result;
}

export function forgetRemembered(deps: Pick<WorkspaceDeps, 'principals' | 'sites'>): void {
  deps.principals.forget();
  deps.sites.forget();
}
