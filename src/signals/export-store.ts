import type { Category, SignalKind } from '../../wire/signal.ts';
import type { LedgerRow } from '../identity/store.ts';
import type { Trx } from '../machinery/database/database.ts';

export interface ExportedActivity {
  readonly identityId: string;
  readonly day: number;
  readonly kind: SignalKind;
  readonly category: Category;
  readonly n: number;
}

/** The daily counts of a contact, as its score is a sum of them: over all stretches of an identity with one home. */
export function exportActivity(trx: Trx, workspaceId: string, contactId: string): Promise<ExportedActivity[]> {
  return trx.run(
    {
      name: 'export_activity',
      text: `select l.identity_id as "identityId", a.day, a.kind, a.category, sum(a.n)::int as n from ledger l
        join activity a on a.workspace_id = l.workspace_id and a.identity_id = l.identity_id and a.since = l.since
        where l.workspace_id = $1 and l.contact_id = $2 and l.closed_at is null
        group by l.identity_id, l.home_id, a.day, a.kind, a.category order by l.identity_id, a.day, a.kind, a.category`,
    },
    [workspaceId, contactId],
  );
}

export interface ExportedSignal {
  readonly id: string;
  readonly at: Date;
  readonly [field: string]: unknown;
}

/** The next signals of one stretch after `after` (null: its first), oldest first, those that weigh nothing too. */
export function exportSignals(
  trx: Trx,
  workspaceId: string,
  stretch: LedgerRow,
  { after, limit }: { readonly after: ExportedSignal | null; readonly limit: number },
): Promise<ExportedSignal[]> {
  const { identityId, since, until } = stretch;
  return trx.run(
    {
      name: 'export_signals',
      text: `select id, identity_id as "identityId", at, received_at as "receivedAt", kind, category, host, path, title, text, name,
          props, context, filtered
        from signal where workspace_id = $1 and identity_id = $2
          and at >= to_timestamp($3::bigint / 1000.0) and ($4::bigint is null or at < to_timestamp($4::bigint / 1000.0))
          and ($5::timestamptz is null or (at, id) > ($5, $6::uuid))
        order by at, id limit $7`,
    },
    [workspaceId, identityId, since, until, after?.at ?? null, after?.id ?? null, limit],
  );
}
