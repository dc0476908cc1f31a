import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mergeContacts } from '../../../src/by-hand.ts';
import type { SignalDraft } from '../../../src/capture/draft.ts';
import { forget } from '../../../src/forget.ts';
import { namedId } from '../../../src/foundation/ids.ts';
import { identityIdOf } from '../../../src/identity/keys.ts';
import { type Database, openDatabase } from '../../../src/machinery/database/database.ts';
import { migrate } from '../../../src/machinery/database/migrate.ts';
import { batchesOf, deliveries, draftOf, events } from './history.ts';
import { expectedContacts, readContacts, recordBatch } from './recorded.ts';
import { expectTidy } from './tidy.ts';

let db: Database;
beforeAll(async () => {
  db = openDatabase({ url: process.env['TEST_DATABASE_URL'] ?? null, dataDir: 'memory://' });
  await migrate(db);
});
afterAll(() => db.close());

const DOER = { actor: 'Ana', at: 0 };
const nat = fc.nat({ max: 100 });

let workspaces = 0;
const newWorkspace = () => {
  workspaces += 1;
  return namedId('forget-test', String(workspaces), String(process.pid));
};

describe('erasure', () => {
  it('leaves what would be there had the erased signals never come, and nothing brings the person back', async () => {
    await fc.assert(
      fc.asyncProperty(
        events.chain((history) => fc.tuple(fc.constant(history), deliveries(history.length))),
        fc.record({ after: nat, whom: nat, merge: fc.option(nat, { freq: 2 }) }),
        async ([history, delivery], { after, whom, merge }) => {
          const workspaceId = newWorkspace();
          const drafts = history.map((event) => draftOf(workspaceId, event));
          const batches = batchesOf(drafts, delivery);
          let before: ReadonlySet<string> = new Set();
          for (const [index, batch] of batches.entries()) {
            await recordBatch(db, workspaceId, batch);
            if (index !== after % batches.length) continue;
            if (merge !== null) await mergeTwo(workspaceId, merge);
            before = await signalIds(workspaceId);
            await forgetOne(workspaceId, whom);
            await expectTidy(db, workspaceId);
          }
          const kept = await signalIds(workspaceId);
          const erased = drafts.filter(({ id }) => before.has(id) && !kept.has(id));
          // A merge by hand holds until it is undone; without one the rules alone say whose everything is.
          if (merge === null && !(await spokeOfOthers(workspaceId, erased))) {
            const left = drafts.filter((draft) => kept.has(draft.id));
            expect(await readContacts(db, workspaceId)).toEqual(expectedContacts(workspaceId, left));
          }
          await expectTidy(db, workspaceId);
          expect(await traces(workspaceId)).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

// Of two people named in the same instant one has both signals. What the other's said of an e-mail stays known of that other.
async function spokeOfOthers(workspaceId: string, erased: readonly SignalDraft[]): Promise<boolean> {
  const rows = await db.inWorkspace(workspaceId, (trx) =>
    trx.q.selectFrom('tombstone').select('identity_id').where('workspace_id', '=', workspaceId).execute(),
  );
  const gone = new Set(rows.map((row) => row.identity_id));
  return erased.some(({ claim }) => {
    if (!claim?.userId || !claim.email) return false;
    return !gone.has(identityIdOf(workspaceId, { kind: 'user', value: claim.userId }));
  });
}

async function mergeTwo(workspaceId: string, pick: number): Promise<void> {
  const alive = Object.keys(await readContacts(db, workspaceId)).sort();
  const into = alive[pick % alive.length];
  const other = alive[(pick + 1) % alive.length];
  if (into === undefined || other === undefined || into === other) return;
  await db.inWorkspace(workspaceId, (trx) => mergeContacts(trx, workspaceId, { ...DOER, into, other }));
}

async function forgetOne(workspaceId: string, pick: number): Promise<void> {
  const alive = Object.keys(await readContacts(db, workspaceId)).sort();
  const contactId = alive[pick % alive.length];
  if (contactId === undefined) return;
  const forgotten = await db.inWorkspace(workspaceId, (trx) => forget(trx, workspaceId, { contactId }, DOER));
  expect(forgotten?.gone.map((one) => one.id)).toContain(contactId);
  expect(Object.keys(await readContacts(db, workspaceId))).not.toContain(contactId);
}

async function signalIds(workspaceId: string): Promise<ReadonlySet<string>> {
  const rows = await db.inWorkspace(workspaceId, (trx) =>
    trx.q.selectFrom('signal').select('id').where('workspace_id', '=', workspaceId).execute(),
  );
  return new Set(rows.map((row) => row.id));
}

// Rows that name an identity which has a tombstone.
async function traces(workspaceId: string) {
  return db.inWorkspace(workspaceId, async (trx) => {
    const columns = [
      ['identity', 'id'],
      ['ledger', 'identity_id'],
      ['ledger', 'person_id'],
      ['claim', 'subject_id'],
      ['claim', 'object_id'],
      ['signal', 'identity_id'],
      ['signal', 'claim_id'],
      ['activity', 'identity_id'],
    ];
    const found: unknown[] = [];
    for (const [table, column] of columns) {
      found.push(
        ...(await trx.run(
          {
            name: `trace_${table}_${column}`,
            text: `select '${table}.${column}' as at from ${table} t join tombstone d on d.workspace_id = t.workspace_id
              and d.identity_id = t.${column} where t.workspace_id = $1`,
          },
          [workspaceId],
        )),
      );
    }
    return found;
  });
}
