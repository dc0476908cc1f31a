import type { FastifyInstance } from 'fastify';
import type { CategoryRule, CategorySettings } from '../wire/api/categories.ts';
import { SIGNAL_KINDS } from '../wire/signal.ts';
import { previewRules } from './category-preview.ts';
import { dayOf } from './foundation/time.ts';
import { readMessage } from './intent/type/store.ts';
import { actorName, type Principal } from './machinery/auth/principal.ts';
import { progressOf } from './machinery/job-run-store.ts';
import { Refusal } from './machinery/refusal.ts';
import { route } from './machinery/route.ts';
import { lastReplay, type ReplayDeps, requestReplay } from './replay.ts';
import { BUILT_IN_EXAMPLES } from './signals/builtin-examples.ts';
import { compileRules } from './signals/categorize.ts';
import { categoryCounts, pagesInOther } from './signals/category-use-store.ts';
import { readRules, saveRules } from './signals/rules-store.ts';
import { triedSubject } from './signals/tried-subject.ts';
import { enabledRules } from './signals/workspace-rules.ts';
import { recordAudit } from './workspace/audit-store.ts';

const COUNTED_DAYS = 30;

/** The category rules as a setting: read, saved, tried, previewed, replayed. */
export function categoryRoutes(app: FastifyInstance, deps: ReplayDeps): void {
  const { db, clock, rules } = deps;
  const audit = (principal: Principal, action: string, summary: string) => ({
    ...{ at: clock(), actor: actorName(principal), action, summary },
  });

  route(app, deps, 'GET /categories', ({ workspaceId }) => settings(deps, workspaceId));

  route(app, deps, 'PUT /categories', async ({ workspaceId, principal, body }) => {
    checkRules(body.rules);
    await db.inWorkspace(workspaceId, async (trx) => {
      await saveRules(trx, workspaceId, body.rules);
      const summary = `Saved ${body.rules.length} category ${body.rules.length === 1 ? 'rule' : 'rules'}.`;
      await recordAudit(trx, workspaceId, audit(principal, 'categories.changed', summary));
    });
    await rules.refresh(workspaceId);
    return settings(deps, workspaceId);
  });

  route(app, deps, 'POST /categories/test', async ({ body }) =>
    compileRules(enabledRules(body.rules), readMessage)(triedSubject(body)),
  );

  route(app, deps, 'POST /categories/preview', ({ workspaceId, body }) =>
    previewRules(deps, workspaceId, compileRules(enabledRules(body.rules), readMessage)),
  );

  route(app, deps, 'POST /categories/replay', async ({ workspaceId, principal }) => {
    const deed = audit(principal, 'categories.replayed', 'Asked for a replay of all signals.');
    const run = await requestReplay(deps, workspaceId, (trx) => recordAudit(trx, workspaceId, deed));
    const progress = progressOf(run);
    if (!progress) throw new Error('a replay that was just asked for has no progress');
    return progress;
  });
}

async function settings({ db, clock }: ReplayDeps, workspaceId: string): Promise<CategorySettings> {
  const firstDay = dayOf(clock()) - COUNTED_DAYS + 1;
  return db.inWorkspace(workspaceId, async (trx) => {
    const { rules, version } = await readRules(trx, workspaceId);
    const replay = await lastReplay(trx, workspaceId);
    return {
      rules: [...rules],
      builtIn: [...BUILT_IN_EXAMPLES],
      counts: await categoryCounts(trx, workspaceId, firstDay),
      uncategorised: await pagesInOther(trx, workspaceId),
      replay: progressOf(replay),
      stale: version !== (replay?.task.applied ?? 0),
    };
  });
}

function checkRules(rules: readonly CategoryRule[]): void {
  const ids = new Set<string>();
  for (const [index, { id, field, test, value }] of rules.entries()) {
    const at = `rules.${index}`;
    if (ids.has(id)) throw new Refusal(400, 'invalid', 'Two rules have this id; each needs its own.', `${at}.id`);
    ids.add(id);
    if (!isPlain(id)) throw new Refusal(400, 'invalid', 'This id has a character that cannot be kept.', `${at}.id`);
    if (!isPlain(value)) throw new Refusal(400, 'invalid', 'This has a character that cannot be kept.', `${at}.value`);
    if (field === 'kind' && test === 'is' && !SIGNAL_KINDS.some((kind) => kind === value.toLowerCase())) {
      throw new Refusal(
        400,
        'invalid',
        `No signal is of this kind; there are ${SIGNAL_KINDS.join(', ')}.`,
        `${at}.value`,
      );
    }
  }
}

// The database keeps neither NUL nor half a surrogate pair.
function isPlain(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
