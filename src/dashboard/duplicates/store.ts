import type { ContactItem } from '../../../wire/api/contacts.ts';
import type { DuplicateItem } from '../../../wire/api/identities.ts';
import type { Millis } from '../../foundation/time.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { contactItems } from '../contacts/items-store.ts';
import { COUNT_MAX } from '../contacts/store.ts';
import { instant } from '../intent.ts';
import { becauseDuplicate } from '../record/because.ts';

/** A pair as it is stored; `found` is when, in microseconds: a date of ours would round away what a cursor needs. */
export interface DuplicatePair {
  readonly a: string;
  readonly b: string;
  readonly reason: string;
  readonly found: number;
  readonly foundAt: Date;
}

/** Where a page of the list ended. */
export interface DuplicatePlace {
  readonly found: number;
  readonly a: string;
  readonly b: string;
}

const MICROS = '(extract(epoch from d.found_at) * 1000000)::bigint';

/** Pairs nobody has decided, of contacts that both still are, newest first after `place`. */
export function openDuplicates(
  trx: Trx,
  workspaceId: string,
  place: DuplicatePlace | null,
  limit: number,
): Promise<DuplicatePair[]> {
  return trx.run<DuplicatePair>(
    {
      name: 'dashboard_duplicates',
      text: `select d.contact_a as a, d.contact_b as b, d.reason, ${MICROS} as found, d.found_at as "foundAt"
        from possible_duplicate d
        join contact a on a.workspace_id = $1 and a.id = d.contact_a and a.merged_into is null
        join contact b on b.workspace_id = $1 and b.id = d.contact_b and b.merged_into is null
        where d.workspace_id = $1 and d.decided_at is null
          and ($2::bigint is null or (${MICROS}, d.contact_a, d.contact_b) < ($2, $3::uuid, $4::uuid))
        order by d.found_at desc, d.contact_a desc, d.contact_b desc limit $5`,
    },
    [workspaceId, place?.found ?? null, place?.a ?? null, place?.b ?? null, limit],
  );
}

export async function countDuplicates(trx: Trx, workspaceId: string): Promise<number> {
  const rows = await trx.run<{ n: number }>(
    {
      name: 'dashboard_duplicates_count',
      text: `select count(*) as n from (select from possible_duplicate d
        join contact a on a.workspace_id = $1 and a.id = d.contact_a and a.merged_into is null
        join contact b on b.workspace_id = $1 and b.id = d.contact_b and b.merged_into is null
        where d.workspace_id = $1 and d.decided_at is null limit ${COUNT_MAX}) as counted`,
    },
    [workspaceId],
  );
  return rows[0]?.n ?? 0;
}

/** The pairs with both contacts side by side. */
export async function duplicateItems(
  trx: Trx,
  workspaceId: string,
  pairs: readonly DuplicatePair[],
  now: Millis,
): Promise<DuplicateItem[]> {
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  const items = new Map((await contactItems(trx, workspaceId, ids, now)).map((item) => [item.id, item]));
  return pairs.flatMap(({ a, b, reason, foundAt }) => {
    const one = items.get(a);
    const other = items.get(b);
    if (!one || !other) return [];
    return [
      {
        id: `${a}_${b}`,
        a: one,
        b: other,
        because: becauseDuplicate(reason),
        evidence: compared(one, other),
        foundAt: instant(foundAt),
      },
    ];
  });
}

function compared(a: ContactItem, b: ContactItem): DuplicateItem['evidence'] {
  const rows: [string, (item: ContactItem) => string | null][] = [
    ['Name', (item) => item.name],
    ['E-mail', (item) => item.email],
    ['Account', (item) => item.account?.name ?? null],
    ['Source', (item) => item.source],
    ['Country', (item) => item.country],
  ];
  return rows.flatMap(([label, shown]) =>
    shown(a) === null && shown(b) === null ? [] : [{ label, a: shown(a) ?? '–', b: shown(b) ?? '–' }],
  );
}
