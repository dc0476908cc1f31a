import { saveCanned } from './chat/team/canned-store.ts';
import type { Millis } from './foundation/time.ts';
import type { Trx } from './machinery/database/database.ts';
import { SAMPLE_LINK_MAKER } from './sample/link/links.ts';
import { CANNED, REPS, type RepKey, SAMPLE_TEAM_SUFFIX } from './sample/reps.ts';
import { keepRep, retireReps } from './workspace/rep-store.ts';

export type RepIds = Readonly<Record<RepKey, string>>;

/**
 * Makes who answered in the sample, and answers to choose from. The reps are retired at once: their names stand in conversations, and neither
 * can anybody real be assigned to them, nor are they shown to leads. Safe to repeat.
 */
export async function keepSampleTeam(trx: Trx, workspaceId: string, at: Millis): Promise<RepIds> {
  const ids: Partial<Record<RepKey, string>> = {};
  for (const [key, { name, email }] of Object.entries(REPS)) {
    ids[key as RepKey] = (await keepRep(trx, workspaceId, { name, email }, at)).id;
  }
  await retireReps(trx, workspaceId, Object.values(ids));
  // A title that is taken already is the team's own.
  for (const reply of CANNED) {
    await saveCanned(trx, workspaceId, { ...reply, id: null, by: SAMPLE_LINK_MAKER }, at);
  }
  return ids as RepIds;
}

/** Takes the team away. Replies that somebody edited since `madeAt` stay, as do reps whom something real names. */
export async function removeSampleTeam(trx: Trx, workspaceId: string, madeAt: Millis): Promise<void> {
  await trx.run(
    {
      name: 'sample_canned_delete',
      text: 'delete from canned_reply where workspace_id = $1 and created_by = $2 and updated_at = $3',
    },
    [workspaceId, SAMPLE_LINK_MAKER, new Date(madeAt)],
  );
  await trx.run(
    {
      name: 'sample_reps_delete',
      text: `delete from rep r where workspace_id = $1 and email like $2 and user_id is null
        and not exists (select from conversation c where c.workspace_id = $1 and r.id in (c.owner_id, c.responding_id))
        and not exists (select from message m where m.workspace_id = $1 and m.author_id = r.id)
        and not exists (select from link l where l.workspace_id = $1 and l.owner_id = r.id)
        and not exists (select from slack_user s where s.workspace_id = $1 and s.rep_id = r.id)`,
    },
    [workspaceId, `%${SAMPLE_TEAM_SUFFIX}`],
  );
}
