import type { LedgerRow } from '../identity/store.ts';
import type { Trx } from '../machinery/database/database.ts';

/** What this room keeps about a person, in plain JSON. */
export interface LinkExport {
  /** Links that were made for one of their addresses. */
  readonly recipients: readonly Readonly<Record<string, unknown>>[];
  /** Their visits of links that are still kept one by one. */
  readonly visits: readonly Readonly<Record<string, unknown>>[];
}

/** `stretches`: the person's, whose e-mail identities are among them. */
export async function exportLinks(trx: Trx, workspaceId: string, stretches: readonly LedgerRow[]): Promise<LinkExport> {
  const own = JSON.stringify(stretches.map(({ identityId, since, until }) => ({ identityId, since, until })));
  return {
    recipients: await trx.run({ name: 'export_link_recipients', text: RECIPIENTS }, [workspaceId, own]),
    visits: await trx.run({ name: 'export_link_visits', text: VISITS }, [workspaceId, own]),
  };
}

const STRETCHES = `json_to_recordset($2::json) as s("identityId" uuid, since bigint, until bigint)`;

const RECIPIENTS = `select l.name as link, r.email, r.name, r.created_at as "createdAt", r.opened_at as "openedAt"
  from ${STRETCHES} join identity i on i.workspace_id = $1 and i.id = s."identityId" and i.kind = 'email'
  join link_recipient r on r.workspace_id = $1 and r.email = i.value
  join link l on l.workspace_id = $1 and l.id = r.link_id order by r.created_at, r.id`;

const VISITS = `select l.name as link, v.at, v.opened_at as "openedAt", v.source, v.context
  from ${STRETCHES} join link_visit v on v.workspace_id = $1 and v.identity_id = s."identityId"
    and v.at >= to_timestamp(s.since / 1000.0) and (s.until is null or v.at < to_timestamp(s.until / 1000.0))
  join link l on l.workspace_id = $1 and l.id = v.link_id order by v.at, v.id`;
