import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namedId } from '../../../src/foundation/ids.ts';
import { type Database, openDatabase } from '../../../src/machinery/database/database.ts';
import { migrate } from '../../../src/machinery/database/migrate.ts';
import { openRecorder } from '../../../src/recorder.ts';
import { type Postgres, startPostgres, whyNoPostgres } from '../../postgres.ts';
import { batchesOf, deliveries, draftOf, events } from './history.ts';
import { categorize, expectedContacts, readContacts } from './recorded.ts';
import { expectTidy } from './tidy.ts';

const missing = whyNoPostgres();
if (missing) console.warn(missing);

describe.skipIf(missing)('recording side by side, on PostgreSQL', () => {
  let server: Postgres;
  let db: Database;
  beforeAll(async () => {
    server = await startPostgres();
    db = openDatabase({ url: server.url, dataDir: '' });
    await migrate(db);
  });
  afterAll(async () => {
    await db?.close();
    await server?.remove();
  });

  it('gives what the whole set of events gives, though batches run at the same time', async () => {
    let workspaces = 0;
    const recorder = openRecorder({
      db,
      log: pino({ level: 'silent' }),
      categorizeFor: async () => categorize,
      recorded: () => {},
      sideBySideFrom: 1,
    });
    await fc.assert(
      fc.asyncProperty(
        events.chain((history) => fc.tuple(fc.constant(history), deliveries(history.length))),
        async ([history, delivery]) => {
          workspaces += 1;
          const workspaceId = namedId('lanes-test', String(workspaces), String(process.pid));
          const drafts = history.map((event) => draftOf(workspaceId, event));
          // A turn of the loop between two: each lane makes several commits, while others make theirs.
          const appended: Promise<void>[] = [];
          for (const draft of batchesOf(drafts, delivery).flat()) {
            appended.push(recorder.append(workspaceId, [draft]));
            await new Promise(setImmediate);
          }
          await Promise.all(appended);
          expect(await readContacts(db, workspaceId)).toEqual(expectedContacts(workspaceId, drafts));
          await expectTidy(db, workspaceId);
        },
      ),
      { numRuns: 150 },
    );
  });
});
