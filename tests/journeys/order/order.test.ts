import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignalDraft } from '../../../src/capture/draft.ts';
import { namedId } from '../../../src/foundation/ids.ts';
import { contactIdOf, identityIdOf } from '../../../src/identity/keys.ts';
import { record } from '../../../src/journey.ts';
import { type Database, openDatabase } from '../../../src/machinery/database/database.ts';
import { migrate } from '../../../src/machinery/database/migrate.ts';
import type { Categorize } from '../../../src/signals/subject.ts';
import type { Category } from '../../../wire/signal.ts';
import { batchesOf, deliveries, draftOf, events } from './history.ts';
import { type Expected, expectContacts } from './reference.ts';

let db: Database;
beforeAll(async () => {
  db = openDatabase({ url: process.env['TEST_DATABASE_URL'] ?? null, dataDir: 'memory://' });
  await migrate(db);
});
afterAll(() => db.close());

const CATEGORY: Record<string, Category> = { '/pricing': 'Pricing', '/careers': 'Find a Job', '/blog': 'Blog' };
const categoryOf = (path: string | null | undefined): Category => CATEGORY[path ?? ''] ?? 'Other';
const categorize: Categorize = ({ path }) => ({ category: categoryOf(path), by: 'workspace', ruleId: null, because: '' });

let workspaces = 0;
const newWorkspace = () => namedId('order-test', String((workspaces += 1)), String(process.pid));

describe('the order of arrival', () => {
  it('does not matter: any permutation, duplication and batch split gives what the whole set gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        events.chain((history) => fc.tuple(fc.constant(history), deliveries(history.length))),
        async ([history, delivery]) => {
          const workspaceId = newWorkspace();
          const drafts = history.map((event) => draftOf(workspaceId, event));
          for (const batch of batchesOf(drafts, delivery)) await record(db, workspaceId, batch, categorize);
          expect(await readContacts(workspaceId)).toEqual(expected(workspaceId, drafts));
        },
      ),
      { numRuns: 200 },
    );
  });
});

function expected(workspaceId: string, drafts: readonly SignalDraft[]) {
  const contacts = expectContacts(drafts, (draft) => categoryOf(draft.page?.path));
  return Object.fromEntries(
    [...contacts].map(([founder, contact]) => {
      const [kind, value = ''] = founder.split(/:(.*)/s);
      const identity = identityIdOf(workspaceId, { kind: kind as 'browser', value });
      return [contactIdOf(workspaceId, identity), rounded(contact)];
    }),
  );
}

function rounded(contact: Expected) {
  return { ...contact, heat: contact.heat === null ? null : Number(contact.heat.toFixed(9)) };
}

async function readContacts(workspaceId: string) {
  return db.inWorkspace(workspaceId, async (trx) => {
    const heats = await trx.q.selectFrom('contact_heat').selectAll().where('workspace_id', '=', workspaceId).execute();
    const contacts = await trx.q.selectFrom('contact').selectAll().where('workspace_id', '=', workspaceId).execute();
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
        const traits = contacts.find((contact) => contact.id === row.contact_id)?.traits as Record<
          string,
          { v: unknown }
        >;
        const source = (touch: unknown) => (touch as { source: string } | null)?.source ?? null;
        return [
          row.contact_id,
          {
            signals: signals
              .filter((one) => one.contact === row.contact_id)
              .map((one) => one.id)
              .sort(),
            counted: row.signals,
            heat: row.heat === null ? null : Number(row.heat.toFixed(9)),
            firstTouch: source(row.first_touch),
            latestTouch: source(row.latest_touch),
            traits: Object.fromEntries(Object.entries(traits).map(([trait, { v }]) => [trait, v])),
          },
        ];
      }),
    );
  });
}
