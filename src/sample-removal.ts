import { forgetConversations } from './chat/forget-store.ts';
import { contactOf } from './chat/ledger-store.ts';
import { retypeContacts } from './chat/type/type-store.ts';
import type { Millis } from './foundation/time.ts';
import { lockGrouping } from './identity/store.ts';
import type { Trx } from './machinery/database/database.ts';
import { SAMPLE_LINK_MAKER } from './sample/link/links.ts';
import { SAMPLE_BROWSER_PREFIX } from './sample/people.ts';
import { removeSamplePart } from './sample/removal-store.ts';
import { removeSampleTeam } from './sample-team.ts';

const TALKS_CHUNK = 20;

/**
 * Takes a part of the sample out of everything. Answers how many signals went, or null when nothing is left. What real people did stays, also
 * where they came by a link of the sample or were given to one of its reps. `madeAt`: the moment the sample was loaded for.
 */
export async function removeSample(trx: Trx, workspaceId: string, madeAt: Millis): Promise<number | null> {
  await lockGrouping(trx, workspaceId, 'alone');
  if (await removeTalks(trx, workspaceId)) return 0;
  const signals = await removeSamplePart(trx, workspaceId);
  if (signals !== null) return signals;
  await removeLinks(trx, workspaceId);
  await removeSampleTeam(trx, workspaceId, madeAt);
  return null;
}

/** Before anything is removed: whoever has links in memory looks for what changed, and would not miss what is gone. */
export async function closeSampleLinks(trx: Trx, workspaceId: string, at: Millis): Promise<void> {
  await trx.run(
    {
      name: 'sample_links_close',
      text: `update link set archived_at = $3, updated_at = clock_timestamp()
        where workspace_id = $1 and created_by = $2 and archived_at is null`,
    },
    [workspaceId, SAMPLE_LINK_MAKER, new Date(at)],
  );
}

/** Some conversations, before the people who held them: whose they are the ledger says. False when there are none. */
async function removeTalks(trx: Trx, workspaceId: string): Promise<boolean> {
  const rows = await trx.run<{ id: string; contactId: string | null }>(
    {
      name: 'sample_talks',
      text: `select c.id, ${contactOf('c')} as "contactId" from conversation c
        where c.workspace_id = $1 and starts_with(c.context->>'visitorId', $2) limit ${TALKS_CHUNK}`,
    },
    [workspaceId, SAMPLE_BROWSER_PREFIX],
  );
  await forgetConversations(
    trx,
    workspaceId,
    rows.map(({ id }) => id),
  );
  await retypeContacts(trx, workspaceId, [...new Set(rows.flatMap(({ contactId }) => contactId ?? []))]);
  return rows.length > 0;
}

async function removeLinks(trx: Trx, workspaceId: string): Promise<void> {
  for (const [table, column] of [
    ['link_visit', 'link_id'],
    ['link_visitor', 'link_id'],
    ['link_count', 'link_id'],
    ['link_recipient', 'link_id'],
    ['link_slug', 'link_id'],
    ['link', 'id'],
  ] as const) {
    await trx.run(
      {
        name: `sample_delete_${table}`,
        text: `delete from ${table} where workspace_id = $1
          and ${column} in (select id from link where workspace_id = $1 and created_by = $2)`,
      },
      [workspaceId, SAMPLE_LINK_MAKER],
    );
  }
}
