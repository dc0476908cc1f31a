import type { ContactRecord } from '../../../wire/api/contacts.ts';
import type { Millis } from '../../foundation/time.ts';
import { mailboxesOfContact } from '../../identity/mailbox-store.ts';
import { activityOfContacts } from '../../intent/activity-store.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { SAMPLE_BROWSER_PREFIX } from '../../sample/people.ts';
import { contactRows, itemOf } from '../contacts/items-store.ts';
import { presentAmong } from '../presence-store.ts';
import { touchOf, traitsOf } from './profile.ts';
import { columnsOf, type Stretch, stretchesOfContacts } from './timeline-store.ts';
import { traceOf } from './trace.ts';
import { latestOf } from './trace-store.ts';

/** What an id names: a contact, one that was merged into another, or nothing here. */
export type Found =
  | { readonly is: 'contact' }
  | { readonly is: 'merged'; readonly into: string }
  | { readonly is: 'unknown' };

/** Follows merges to their end. */
export async function findContact(trx: Trx, workspaceId: string, id: string): Promise<Found> {
  const rows = await trx.run<{ id: string; mergedInto: string | null }>(
    {
      name: 'dashboard_find_contact',
      text: `with recursive found as (
          select id, merged_into, 0 as step from contact where workspace_id = $1 and id = $2
          union all
          select c.id, c.merged_into, f.step + 1 from contact c
          join found f on c.workspace_id = $1 and c.id = f.merged_into and f.step < 50
        ) select id, merged_into as "mergedInto" from found order by step`,
    },
    [workspaceId, id],
  );
  const last = rows.at(-1);
  if (!last) return { is: 'unknown' };
  return last.id === id ? { is: 'contact' } : { is: 'merged', into: last.id };
}

interface Profile {
  readonly traits: unknown;
  readonly firstTouch: unknown;
  readonly firstTouchAt: number | null;
  readonly latestTouch: unknown;
  readonly latestTouchAt: number | null;
  readonly duplicateCount: number;
}

/** The record page's head. Null when the contact is gone. */
export async function contactRecord(
  trx: Trx,
  workspaceId: string,
  id: string,
  now: Millis,
): Promise<ContactRecord | null> {
  const row = (await contactRows(trx, workspaceId, [id])).get(id);
  if (!row) return null;
  const stretches = await stretchesOfContacts(trx, workspaceId, [id]);
  const profile = await profileOf(trx, workspaceId, id);
  const activity = (await activityOfContacts(trx, workspaceId, [id])).get(id) ?? [];
  const online = (await presentAmong(trx, workspaceId, [row], now)).has(id);
  const trace = traceOf(await latestOf(trx, workspaceId, stretches));
  return {
    ...itemOf(row, activity, { country: trace.countries[0] ?? null, online }, now),
    emails: await emailsOf(trx, workspaceId, stretches),
    mailboxes: await mailboxesOfContact(trx, workspaceId, id),
    traits: traitsOf(profile?.traits),
    firstTouch: touchOf(profile?.firstTouch, profile?.firstTouchAt),
    latestTouch: touchOf(profile?.latestTouch, profile?.latestTouchAt),
    devices: trace.devices,
    countries: trace.countries,
    onlineOn: online ? trace.page : null,
    filteredCount: await filteredCount(trx, workspaceId, stretches),
    duplicateCount: profile?.duplicateCount ?? 0,
    probable: await isProbable(trx, workspaceId, id),
    sample: await areSample(trx, workspaceId, stretches),
  };
}

async function profileOf(trx: Trx, workspaceId: string, id: string): Promise<Profile | undefined> {
  const rows = await trx.run<Profile>(
    {
      name: 'dashboard_profile',
      text: `select c.traits, h.first_touch as "firstTouch", h.first_touch_at as "firstTouchAt",
          h.latest_touch as "latestTouch", h.latest_touch_at as "latestTouchAt",
          (select count(*) from possible_duplicate d where d.workspace_id = $1 and d.decided_at is null
            and (d.contact_a = $2 or d.contact_b = $2)) as "duplicateCount"
        from contact c left join contact_heat h on h.workspace_id = c.workspace_id and h.contact_id = c.id
        where c.workspace_id = $1 and c.id = $2`,
    },
    [workspaceId, id],
  );
  return rows[0];
}

async function emailsOf(
  trx: Trx,
  workspaceId: string,
  stretches: readonly Stretch[],
): Promise<ContactRecord['emails']> {
  return trx.run<ContactRecord['emails'][number]>(
    {
      name: 'dashboard_emails',
      text: `select value as email, verified from identity
        where workspace_id = $1 and id = any($2::uuid[]) and kind = 'email' order by verified desc, created_at, value`,
    },
    [workspaceId, stretches.map((one) => one.identityId)],
  );
}

// Known by links alone: no other browser, user or signal of its own says that the e-mail's owner was ever here.
async function isProbable(trx: Trx, workspaceId: string, id: string): Promise<boolean> {
  const rows = await trx.run<{ likely: boolean | null; named: boolean | null }>(
    {
      name: 'dashboard_probable',
      text: `select bool_or(l.weak) as likely, bool_or(not l.weak and (l.person_id is not null or i.kind = 'user' or (i.kind = 'email'
          and exists (select from signal s where s.workspace_id = $1 and s.identity_id = i.id and s.filtered is null)))) as named
        from ledger l join identity i on i.workspace_id = $1 and i.id = l.identity_id
        where l.workspace_id = $1 and l.contact_id = $2 and l.closed_at is null`,
    },
    [workspaceId, id],
  );
  return rows[0]?.likely === true && rows[0].named !== true;
}

/** Filtered signals among the newest 2,000 of each stretch: enough for a hint, and never a walk through a crawler's years. */
async function filteredCount(trx: Trx, workspaceId: string, stretches: readonly Stretch[]): Promise<number> {
  const rows = await trx.run<{ n: number }>(
    {
      name: 'dashboard_filtered_count',
      text: `select count(*) as n
        from unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) as st(identity_id, since, until)
        cross join lateral (
          select s.filtered from signal s where s.workspace_id = $1 and s.identity_id = st.identity_id
            and s.at >= st.since and s.at < st.until
          order by s.at desc, s.id desc limit 2000) s
        where s.filtered is not null`,
    },
    [workspaceId, ...columnsOf(stretches)],
  );
  return rows[0]?.n ?? 0;
}

/** Whether these stretches are of the sample data's people. */
export async function areSample(trx: Trx, workspaceId: string, stretches: readonly Stretch[]): Promise<boolean> {
  const rows = await trx.run(
    {
      name: 'dashboard_sample',
      text: `select from identity where workspace_id = $1 and id = any($2::uuid[]) and kind = 'browser'
        and starts_with(value, $3) limit 1`,
    },
    [workspaceId, stretches.map((one) => one.identityId), SAMPLE_BROWSER_PREFIX],
  );
  return rows.length > 0;
}
