import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mergeContacts, unmergeIdentities } from '../../../src/by-hand.ts';
import { namedId } from '../../../src/foundation/ids.ts';
import { contactsWithRoots, rootOf } from '../../../src/identity/contact-store.ts';
import { contactIdOf } from '../../../src/identity/keys.ts';
import { type Database, openDatabase } from '../../../src/machinery/database/database.ts';
import { migrate } from '../../../src/machinery/database/migrate.ts';
import { batchesOf, deliveries, draftOf, events } from './history.ts';
import { contactOf, expectedContacts, readContacts, recordBatch } from './recorded.ts';
import type { Merged } from './reference.ts';
import { expectTidy } from './tidy.ts';

let db: Database;
beforeAll(async () => {
  db = openDatabase({ url: process.env['TEST_DATABASE_URL'] ?? null, dataDir: 'memory://' });
  await migrate(db);
});
afterAll(() => db.close());

const FOUNDERS = ['browser:b1', 'browser:b2', 'user:u1', 'user:u2'].concat(
  ['ann@acme.com', 'bob@acme.com', 'eve@gmail.com'].map((email) => `email:${email}`),
);
const MEMBERS = ['Ana', 'Ben', 'Cleo'];
const doer = (pick: number) => ({ actor: MEMBERS[pick % MEMBERS.length] ?? '', at: 0 });
const nat = fc.nat({ max: 100 });

let workspaces = 0;
const newWorkspace = () => {
  workspaces += 1;
  return namedId('merge-test', String(workspaces), String(process.pid));
};

/** What a member does after a batch: joins two of the contacts there are, or takes one of the merges back. */
const deeds = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ does: fc.constant('merge' as const), after: nat, one: nat, other: nat }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('unmerge' as const), after: nat, one: nat, other: nat }) },
  ),
  { minLength: 1, maxLength: 6 },
);

/** The merges that stand, by name: who was merged into whom. */
type Hands = Map<string, string>;

describe('merges by hand', () => {
  it('hold for what comes later, whatever its order, and taken back leave no trace', async () => {
    await fc.assert(
      fc.asyncProperty(
        events.chain((history) => fc.tuple(fc.constant(history), deliveries(history.length))),
        deeds,
        async ([history, delivery], plan) => {
          const workspaceId = newWorkspace();
          const drafts = history.map((event) => draftOf(workspaceId, event));
          const batches = batchesOf(drafts, delivery);
          const hands: Hands = new Map();
          for (const [index, batch] of batches.entries()) {
            await recordBatch(db, workspaceId, batch);
            for (const deed of plan.filter(({ after }) => after % batches.length === index)) {
              if (deed.does === 'merge') await mergeSome(workspaceId, hands, deed.one, deed.other);
              else await unmergeSome(workspaceId, hands, deed.one);
            }
          }
          expect(await readContacts(db, workspaceId)).toEqual(expectedContacts(workspaceId, drafts, mergedBy(hands)));
          await expectTidy(db, workspaceId);
          for (let guard = 0; await unmergeSome(workspaceId, hands, plan[0]?.other ?? 0); guard += 1) {
            expect(guard).toBeLessThan(20);
            await expectTidy(db, workspaceId);
          }
          expect(await readContacts(db, workspaceId)).toEqual(expectedContacts(workspaceId, drafts));
          await expectTidy(db, workspaceId);
        },
      ),
      { numRuns: 150 },
    );
  });
});

// Two of the contacts that have signals, if there are two. The merge may choose the other direction.
async function mergeSome(workspaceId: string, hands: Hands, one: number, other: number): Promise<void> {
  const alive = Object.keys(await readContacts(db, workspaceId)).sort();
  const into = alive[one % alive.length];
  const rest = alive.filter((id) => id !== into);
  const guest = rest[other % rest.length];
  if (into === undefined || guest === undefined) return;
  const merged = await db.inWorkspace(workspaceId, (trx) =>
    mergeContacts(trx, workspaceId, { ...doer(one + other), into, other: guest }),
  );
  if (!merged.ok) throw new Error(merged.message);
  const name = (id: string) => FOUNDERS.find((founder) => contactOf(workspaceId, founder) === id) ?? '';
  hands.set(name(merged.value.id === into ? guest : into), name(merged.value.id));
}

// One of the merges that brought anything. False when there is none.
async function unmergeSome(workspaceId: string, hands: Hands, pick: number): Promise<boolean> {
  const names = new Map([...hands.keys()].map((founder) => [contactOf(workspaceId, founder), founder]));
  const brought = (await openRows(workspaceId)).flatMap((row) => {
    const merges = broughtBy(workspaceId, row, names);
    return merges.length > 0 ? [{ ...row, merges }] : [];
  });
  const one = brought[pick % brought.length];
  if (!one) return false;
  const { identityId, contactId, merges } = one;
  const order = { contactId, identityIds: [identityId], detach: false };
  const back = await db.inWorkspace(workspaceId, (trx) =>
    unmergeIdentities(trx, workspaceId, { ...doer(pick), ...order }),
  );
  if (!back.ok) throw new Error(back.message);
  // Where the rules say by now what the merge said, who came with it stays.
  const stays = one.homes.every((home) => home === contactId);
  expect(back.value.identities).toEqual([{ id: identityId, did: stays ? 'kept' : 'unmerged' }]);
  const left = (await openRows(workspaceId)).find(
    (row) => row.identityId === identityId && row.contactId === contactId,
  );
  if (stays) expect(left?.homes).toEqual(one.homes);
  for (const contact of merges) hands.delete(names.get(contact) ?? '');
  return true;
}

/** What of an identity is a contact's now: where the rules have it, and which people it stated. */
interface OpenRows {
  readonly identityId: string;
  readonly contactId: string;
  readonly homes: readonly string[];
  readonly people: readonly string[];
  /** Where each contact that an identity founded leads now. */
  readonly leads: Readonly<Record<string, string>>;
}

// A browser that was several people may have come with several of the merges. What the rules by now have here may have come, too: with
// the contact that it, or who it said it was, had before.
function broughtBy(workspaceId: string, row: OpenRows, merged: ReadonlyMap<string, string>): string[] {
  const away = row.homes.filter((home) => home !== row.contactId);
  if (away.length > 0) return away.filter((home) => merged.has(home));
  const before = [row.identityId, ...row.people].map((id) => contactIdOf(workspaceId, id));
  return before.filter((id) => merged.has(id) && row.leads[id] === row.contactId);
}

async function openRows(workspaceId: string): Promise<OpenRows[]> {
  return db.inWorkspace(workspaceId, async (trx) => {
    const ledger = trx.q.selectFrom('ledger').selectAll().where('workspace_id', '=', workspaceId);
    const rows = await ledger.where('closed_at', 'is', null).orderBy('id').execute();
    const contacts = await contactsWithRoots(
      trx,
      workspaceId,
      rows.flatMap((row) => [row.identity_id, row.person_id ?? []].flat()).map((id) => contactIdOf(workspaceId, id)),
    );
    const leads = Object.fromEntries([...contacts.keys()].map((id) => [id, rootOf(contacts, id)]));
    return [...Map.groupBy(rows, (row) => `${row.identity_id} ${row.contact_id}`).values()].map((own) => ({
      identityId: own[0]?.identity_id ?? '',
      contactId: own[0]?.contact_id ?? '',
      homes: own.map((row) => row.home_id),
      people: own.flatMap((row) => row.person_id ?? []),
      leads,
    }));
  });
}

function mergedBy(hands: Hands): Merged {
  return (contact, emptied) => {
    let root = contact;
    for (let next: string | null = root; next !== null; next = hands.get(root) ?? emptied(root)) root = next;
    return root;
  };
}
