import type { Trx } from '../machinery/database/database.ts';
import type { ActivityRow } from './activity.ts';

const OF_CONTACTS = `from ledger l
  join activity a on a.workspace_id = l.workspace_id and a.identity_id = l.identity_id and a.since = l.since
  where l.workspace_id = $1 and l.contact_id = any($2::uuid[]) and l.closed_at is null`;

/**
 * The daily counts of the contacts (`$2`) that their scores are sums of: over all stretches of an identity with one home, since the
 * n-th of these is worth 1/n. Nearly every stretch is all of its identity; only the others take adding up, which costs as much as reading.
 */
export const ACTIVITY_OF_CONTACTS = `select l.contact_id as "contactId", a.day, a.kind, a.category, a.n
  ${OF_CONTACTS} and l.since = 0 and l.until is null
  union all select l.contact_id, a.day, a.kind, a.category, sum(a.n)::int
  ${OF_CONTACTS} and (l.since > 0 or l.until is not null)
  group by l.contact_id, l.identity_id, l.home_id, a.day, a.kind, a.category`;

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
