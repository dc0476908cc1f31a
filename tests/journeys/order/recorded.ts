import type { SignalDraft } from '../../../src/capture/draft.ts';
import { contactIdOf, identityIdOf } from '../../../src/identity/keys.ts';
import { record } from '../../../src/journey.ts';
import { isPlain, recordPlain } from '../../../src/journey-plain.ts';
import type { Database } from '../../../src/machinery/database/database.ts';
import type { Categorize } from '../../../src/signals/subject.ts';
import type { Category } from '../../../wire/signal.ts';
import { type Expected, expectContacts, type Merged } from './reference.ts';

const CATEGORY: Record<string, Category> = { '/pricing': 'Pricing', '/careers': 'Find a Job', '/blog': 'Blog' };
const categoryOf = (path: string | null | undefined): Category => CATEGORY[path ?? ''] ?? 'Other';
export const categorize: Categorize = ({ path }) => ({
  category: categoryOf(path),
  by: 'workspace',
  ruleId: null,
  because: '',
});

/** Records a batch by the way that it goes in the running system: the short one when it is plain. */
export async function recordBatch(db: Database, workspaceId: string, batch: readonly SignalDraft[]): Promise<void> {
  const told = batch.filter((draft) => !isPlain(draft));
  const done = batch.filter(isPlain);
  const plainly = done.length > 0 ? await recordPlain(db, workspaceId, done, categorize) : true;
  if (plainly === null) await record(db, workspaceId, done, categorize);
  if (told.length > 0) await record(db, workspaceId, told, categorize, 'alone');
}

/** The id of the contact that an identity founds, named as the reference names it: `browser:b1`. */
export function contactOf(workspaceId: string, founder: string): string {
  const [kind, value = ''] = founder.split(/:(.*)/s);
  return contactIdOf(workspaceId, identityIdOf(workspaceId, { kind: kind as 'browser', value }));
}

/** What the reference says of all drafts, by contact id. */
export function expectedContacts(workspaceId: string, drafts: readonly SignalDraft[], merged?: Merged) {
  const contacts = expectContacts(drafts, (draft) => categoryOf(draft.page?.path), merged);
  return Object.fromEntries(
    [...contacts].map(([founder, contact]) => [contactOf(workspaceId, founder), rounded(contact)]),
  );
}

function rounded(contact: Expected) {
  return { ...contact, heat: contact.heat === null ? null : Number(contact.heat.toFixed(9)) };
}

/** What the database says of every contact that has signals, in the reference's words. */
export async function readContacts(db: Database, workspaceId: string) {
  return db.inWorkspace(workspaceId, async (trx) => {
    const heats = await trx.q.selectFrom('contact_heat').selectAll().where('workspace_id', '=', workspaceId).execute();
    const contacts = await trx.q.selectFrom('contact').selectAll().where('workspace_id', '=', workspaceId).execute();
    const domains = await trx.q
      .selectFrom('account_domain')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .execute();
    const signals = await trx.run<{ contact: string; id: string }>(
      {
        name: 'test_signals_by_contact',
        text: `select l.contact_id as contact, s.id from ledger l join signal s on s.identity_id = l.identity_id
            and s.workspace_id = l.workspace_id and s.at >= to_timestamp(l.since / 1000.0)
            and (l.until is null or s.at < to_timestamp(l.until / 1000.0))
          where l.workspace_id = $1 and l.closed_at is null and s.filtered is null`,
      },
      [workspaceId],
    );
    return Object.fromEntries(
      heats.map((row) => {
        const contact = contacts.find((one) => one.id === row.contact_id);
        const traits = contact?.traits as Record<string, { v: unknown }>;
        const named = (touch: unknown, id: string | null) =>
          touch ? [(touch as { source: string }).source, id] : null;
        return [
          row.contact_id,
          {
            signals: signals
              .filter((one) => one.contact === row.contact_id)
              .map((one) => one.id)
              .sort(),
            counted: row.signals,
            heat: row.heat === null ? null : Number(row.heat.toFixed(9)),
            firstTouch: named(row.first_touch, row.first_touch_id),
            latestTouch: named(row.latest_touch, row.latest_touch_id),
            traits: Object.fromEntries(Object.entries(traits).map(([trait, { v }]) => [trait, v])),
            account: domains.find((one) => one.account_id === contact?.account_id)?.domain ?? null,
          },
        ];
      }),
    );
  });
}
