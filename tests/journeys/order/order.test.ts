import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namedId } from '../../../src/foundation/ids.ts';
import { type Database, openDatabase } from '../../../src/machinery/database/database.ts';
import { migrate } from '../../../src/machinery/database/migrate.ts';
import { batchesOf, deliveries, draftOf, events } from './history.ts';
import { expectedContacts, readContacts, recordBatch } from './recorded.ts';

let db: Database;
beforeAll(async () => {
  db = openDatabase({ url: process.env['TEST_DATABASE_URL'] ?? null, dataDir: 'memory://' });
  await migrate(db);
});
afterAll(() => db.close());

let workspaces = 0;
const newWorkspace = () => {
  workspaces += 1;
  return namedId('order-test', String(workspaces), String(process.pid));
};

describe('the order of arrival', () => {
  it('does not matter: any permutation, duplication and batch split gives what the whole set gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        events.chain((history) => fc.tuple(fc.constant(history), deliveries(history.length))),
        async ([history, delivery]) => {
          const workspaceId = newWorkspace();
          const drafts = history.map((event) => draftOf(workspaceId, event));
          for (const batch of batchesOf(drafts, delivery)) await recordBatch(db, workspaceId, batch);
          expect(await readContacts(db, workspaceId)).toEqual(expectedContacts(workspaceId, drafts));
        },
      ),
      { numRuns: 200 },
    );
  });
});
