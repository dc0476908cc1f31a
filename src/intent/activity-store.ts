import type { Trx } from '../machinery/database/database.ts';
import type { ActivityRow } from './activity.ts';

/** The daily counts of each stretch that is the contacts' (`$2`): what their scores are sums of. */
export const ACTIVITY_OF_CONTACTS = `select l.contact_id as "contactId", a.day, a.kind, a.category, a.n from ledger l
  join activity a on a.workspace_id = l.workspace_id and a.identity_id = l.identity_id and a.since = l.since
  where l.workspace_id = $1 and l.contact_id = any($2::uuid[]) and l.closed_at is null`;

/** What these contacts did, by contact. Those that did nothing are absent. */
export async function activityOfContacts(
  trx: Trx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<Map<string, ActivityRow[]>> {
  if (contactIds.length === 0) return new Map();
  const rows = await trx.run<ActivityRow & { contactId: string }>(
    { name: 'activity_of_contacts', text: ACTIVITY_OF_CONTACTS },
    [workspaceId, contactIds],
  );
  return Map.groupBy(rows, (row) => row.contactId);
}
