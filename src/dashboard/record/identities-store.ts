import type { IdentityItem, LedgerRow } from '../../../wire/api/identities.ts';
import { IDENTITY_KINDS } from '../../../wire/api/words.ts';
import { handMerges } from '../../identity/contact-store.ts';
import { foundedBy, type WayOut, wayOut } from '../../identity/leaving.ts';
import { openLedgerOfContacts } from '../../identity/store.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { instant } from '../intent.ts';
import { because, evidenceWords } from './because.ts';
import { deviceWords, wordOf } from './signal-item.ts';
import type { Glimpse } from './trace.ts';
import { latestOf } from './trace-store.ts';

const IDENTITIES_MAX = 500;

interface IdentityRow {
  readonly id: string;
  readonly kind: string;
  readonly value: string;
  readonly verified: boolean;
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
  readonly createdAt: Date;
  readonly signals: number;
}

interface StoredLedgerRow {
  readonly identityId: string;
  readonly since: number;
  readonly until: number | null;
  readonly contactId: string;
  readonly contactName: string | null;
  readonly contactEmail: string | null;
  readonly rule: string;
  readonly evidence: string | null;
  readonly weak: boolean;
  readonly actor: string | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
}

/** The identities that are the contact's now, most recently seen first, each with the whole history of whose it was. */
export async function contactIdentities(trx: Trx, workspaceId: string, contactId: string): Promise<IdentityItem[]> {
  const stretches = await openLedgerOfContacts(trx, workspaceId, [contactId]);
  const ids = [...new Set(stretches.map((one) => one.identityId))];
  const rows = await identityRows(trx, workspaceId, ids);
  const shown = rows.map((row) => row.id);
  const history = await ledgerOf(trx, workspaceId, shown);
  const ledger = Map.groupBy(history, (row) => row.identityId);
  const proofs = await proofsOf(trx, workspaceId, history);
  const newest = newestDevices(await latestOf(trx, workspaceId, stretches));
  const founded = foundedBy(workspaceId, stretches).map((one) => one.contactId);
  const hands = await handMerges(trx, workspaceId, founded);
  const own = Map.groupBy(stretches, (one) => one.identityId);
  return rows.map((row) => {
    const out = wayOut(workspaceId, contactId, own.get(row.id) ?? [], hands);
    return itemOf(row, ledger.get(row.id) ?? [], proofs, newest.get(row.id) ?? null, out);
  });
}

function itemOf(
  row: IdentityRow,
  ledger: readonly StoredLedgerRow[],
  proofs: Proofs,
  device: Glimpse['device'],
  out: WayOut,
): IdentityItem {
  const kind = wordOf(IDENTITY_KINDS, row.kind) ?? 'browser';
  const open = ledger.filter((one) => one.closedAt === null).sort((a, b) => a.since - b.since);
  return {
    id: row.id,
    kind,
    value: row.value,
    verified: row.verified,
    device: kind === 'browser' ? deviceWords(device) : null,
    firstAt: instant(row.firstAt ?? row.createdAt),
    lastAt: instant(row.lastAt ?? row.createdAt),
    signalCount: row.signals,
    ledger: ledger.map((one) => ledgerRowOf(one, kind, proofs)),
    stretches: open.map((one) => ({
      contact: contactOf(one),
      from: one.since === 0 ? null : instant(one.since),
      to: one.until === null ? null : instant(one.until),
    })),
    probable: open.some((one) => one.weak),
    canUnmerge: out.by === 'unmerge' || out.by === 'agreement',
    canDetach: out.by === 'detach',
  };
}

const NO_LONGER_KEPT = 'A signal that is no longer kept';

function ledgerRowOf(row: StoredLedgerRow, kind: IdentityItem['kind'], proofs: Proofs): LedgerRow {
  return {
    contact: contactOf(row),
    since: row.since === 0 ? null : instant(row.since),
    until: row.until === null ? null : instant(row.until),
    rule: row.rule,
    because: because(row.rule, { kind, actor: row.actor }),
    evidence:
      row.evidence === null ? null : { signalId: row.evidence, text: proofs.get(row.evidence) ?? NO_LONGER_KEPT },
    actor: row.actor ?? 'Knock',
    recordedAt: instant(row.openedAt),
    closedAt: row.closedAt && instant(row.closedAt),
  };
}

function contactOf(row: StoredLedgerRow): LedgerRow['contact'] {
  return { id: row.contactId, name: row.contactName, email: row.contactEmail };
}

function newestDevices(
  glimpses: readonly (Glimpse & { readonly identityId: string })[],
): Map<string, Glimpse['device']> {
  const devices = new Map<string, Glimpse['device']>();
  for (const { identityId, device } of [...glimpses].sort((a, b) => a.at - b.at)) {
    if (device) devices.set(identityId, device);
  }
  return devices;
}

// What is only ever stated has no signals of its own: it was there when somebody's signal stated it.
async function identityRows(trx: Trx, workspaceId: string, ids: readonly string[]): Promise<IdentityRow[]> {
  return trx.run<IdentityRow>(
    {
      name: 'dashboard_identities',
      text: `select i.id, i.kind, i.value, i.verified, i.created_at as "createdAt",
          least((select min(s.at) from signal s where s.workspace_id = $1 and s.identity_id = i.id), stated.first) as "firstAt",
          greatest((select max(s.at) from signal s where s.workspace_id = $1 and s.identity_id = i.id), stated.last, said.last) as "lastAt",
          (select coalesce(sum(a.n), 0)::int from activity a where a.workspace_id = $1 and a.identity_id = i.id) as signals
        from identity i
        left join (select object_id, to_timestamp(min(at) / 1000.0) as first, to_timestamp(max(at) / 1000.0) as last from claim
          where workspace_id = $1 and subject_id = any($2::uuid[]) group by object_id) stated on stated.object_id = i.id
        left join (select claim_id, max(at) as last from signal
          where workspace_id = $1 and identity_id = any($2::uuid[]) and claim_id is not null group by claim_id) said on said.claim_id = i.id
        where i.workspace_id = $1 and i.id = any($2::uuid[])
        order by "lastAt" desc nulls last, i.id limit $3`,
    },
    [workspaceId, ids, IDENTITIES_MAX],
  );
}

/** What each signal that proved something was, in a few words. */
type Proofs = ReadonlyMap<string, string>;

async function proofsOf(trx: Trx, workspaceId: string, ledger: readonly StoredLedgerRow[]): Promise<Proofs> {
  const ids = [...new Set(ledger.flatMap((row) => (row.evidence === null ? [] : [row.evidence])))];
  const rows = await trx.run<{ id: string; kind: string; path: string | null; name: string | null }>(
    {
      name: 'dashboard_proofs',
      text: 'select id, kind, path, name from signal where workspace_id = $1 and id = any($2::uuid[])',
    },
    [workspaceId, ids],
  );
  return new Map(rows.map((row) => [row.id, evidenceWords(row)]));
}

async function ledgerOf(trx: Trx, workspaceId: string, ids: readonly string[]): Promise<StoredLedgerRow[]> {
  return trx.run<StoredLedgerRow>(
    {
      name: 'dashboard_ledger',
      text: `select l.identity_id as "identityId", l.since, l.until, l.contact_id as "contactId", c.name as "contactName",
          c.email as "contactEmail", l.rule, l.evidence, l.weak, l.actor, l.opened_at as "openedAt", l.closed_at as "closedAt"
        from (
          select * from ledger where workspace_id = $1 and identity_id = any($2::uuid[]) and closed_at is null
          union all
          select * from ledger where workspace_id = $1 and identity_id = any($2::uuid[]) and closed_at is not null
        ) l
        left join contact c on c.workspace_id = $1 and c.id = l.contact_id
        order by l.id desc`,
    },
    [workspaceId, ids],
  );
}
