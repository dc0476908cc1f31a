import { SECOND } from './foundation/time.ts';
import { readMessage } from './intent/type/store.ts';
import type { Database } from './machinery/database/database.ts';
import { compileRules } from './signals/categorize.ts';
import { readRules, rulesVersion } from './signals/rules-store.ts';
import type { Categorize } from './signals/subject.ts';
import { enabledRules } from './signals/workspace-rules.ts';

/**
 * How old a process's knowledge of a workspace's rules may be. Another process that saved rules can rely on all others using
 * them after this time and whatever it takes to finish a batch.
 */
export const RULES_AGE_MAX_MS = 2 * SECOND;

/** Every workspace's compiled rules, kept in memory. */
export interface Rules {
  /**
   * The function that says what a workspace's signals are about. It always answers by the newest rules that this process knows:
   * a batch that was waiting while the rules changed is categorised by the new ones. Rejects when the database is away.
   */
  readonly categorizeFor: (workspaceId: string) => Promise<Categorize>;
  /** Reads the rules anew, now. Answers their version. */
  readonly refresh: (workspaceId: string) => Promise<number>;
}

interface Known {
  version: number;
  checkedAt: number;
  decide: Categorize;
  readonly categorize: Categorize;
}

export function openRules({ db, clock }: { readonly db: Database; readonly clock: () => number }): Rules {
  const known = new Map<string, Known>();
  const asking = new Map<string, Promise<unknown>>();

  const refresh = async (workspaceId: string): Promise<number> => {
    const { version, rules } = await db.inWorkspace(workspaceId, (trx) => readRules(trx, workspaceId));
    const old = known.get(workspaceId);
    // Two readings may end in another order than they began.
    if (old && old.version > version) return old.version;
    if (old?.version === version) old.checkedAt = clock();
    else learn(workspaceId, old, version, compileRules(enabledRules(rules), readMessage));
    return version;
  };
  const learn = (workspaceId: string, old: Known | undefined, version: number, decide: Categorize): void => {
    if (old) {
      Object.assign(old, { version, decide, checkedAt: clock() });
      return;
    }
    const made: Known = { version, decide, checkedAt: clock(), categorize: (subject) => made.decide(subject) };
    known.set(workspaceId, made);
  };
  const check = async (workspaceId: string, one: Known): Promise<void> => {
    const version = await db.inWorkspace(workspaceId, (trx) => rulesVersion(trx, workspaceId));
    if (version === one.version) one.checkedAt = clock();
    else await refresh(workspaceId);
  };
  return {
    refresh,
    categorizeFor: async (workspaceId) => {
      const one = known.get(workspaceId);
      if (one && clock() - one.checkedAt < RULES_AGE_MAX_MS) return one.categorize;
      // Whoever comes while the question is being asked waits for the same answer.
      const asked = asking.get(workspaceId) ?? (one ? check(workspaceId, one) : refresh(workspaceId));
      asking.set(workspaceId, asked);
      try {
        await asked;
      } finally {
        asking.delete(workspaceId);
      }
      const now = known.get(workspaceId);
      if (!now) throw new Error('rules that were just read are not known');
      return now.categorize;
    },
  };
}
