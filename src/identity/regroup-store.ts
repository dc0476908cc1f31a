import type { Trx } from '../machinery/database/database.ts';
import { applyChanges, type Change, type Pair, type Regrouped } from './apply-store.ts';
import { contactIdOf } from './keys.ts';
import {
  claimsIn,
  judgeClaims,
  type Placement,
  placeBrowser,
  placePerson,
  ruleOfClaim,
  withRemembered,
} from './regroup.ts';
import { type KnownKey, type Sighting, userOf } from './sighting.ts';
import {
  claimsOfBrowsers,
  detachedAmong,
  emailsOfUsers,
  insertIdentities,
  keepClaims,
  kindsOf,
  type LedgerRow,
  openLedger,
  openLedgerOfPersons,
  seenUntil,
} from './store.ts';
import { appendedStretches, type PersonClaim, type Stretch, stretchesOf } from './stretches.ts';

/** A batch of sightings and what is known of its identities. */
interface Batch {
  readonly workspaceId: string;
  readonly sightings: readonly Sighting[];
  readonly keys: ReadonlyMap<string, KnownKey>;
  readonly ledger: ReadonlyMap<string, readonly LedgerRow[]>;
  readonly detached: ReadonlySet<string>;
}

/**
 * Brings ledger and contacts up to a batch of sightings whose signals are inserted already. A function of the set of all
 * events so far, whatever their order: see stretches.ts. Needs `lockGrouping`, and the open ledger rows of all identities of the
 * sightings (`idsIn`), which may hold others too.
 */
export async function regroup(
  trx: Trx,
  workspaceId: string,
  sightings: readonly Sighting[],
  known: ReadonlyMap<string, readonly LedgerRow[]>,
): Promise<Regrouped> {
  const keys = uniqueKeys(sightings);
  const ids = [...keys.keys()];
  const ledger = new Map(ids.flatMap((id) => (known.has(id) ? [[id, known.get(id) ?? []] as const] : [])));
  const inserted = insertIdentities(
    trx,
    workspaceId,
    [...keys.values()].filter((key) => !ledger.has(key.id)),
  );
  const [, regrouped] = await Promise.all([inserted, place(trx, { workspaceId, sightings, keys, ledger })]);
  return regrouped;
}

/** The identities that sightings speak of. */
export function idsIn(sightings: readonly Sighting[]): string[] {
  return [...uniqueKeys(sightings).keys()];
}

async function place(trx: Trx, seen: Omit<Batch, 'detached'>): Promise<Regrouped> {
  const { workspaceId, sightings, keys } = seen;
  await keepClaims(trx, workspaceId, sightings);
  const claimed = sightings.some((one) => one.person !== null || one.email !== null);
  const detached = claimed ? await detachedAmong(trx, workspaceId, [...keys.keys()]) : new Set<string>();
  const batch: Batch = { ...seen, detached };
  const people = await placePeople(trx, batch);
  const browsers = await placeBrowsers(trx, batch, people.homes);
  // A browser that moved by its own claims needs no telling to follow its user: it was placed by where the user is now.
  const placed = new Set(browsers.map((one) => one.identityId));
  const changes = [...people.changes.filter((one) => !placed.has(one.identityId)), ...browsers];
  return applyChanges(trx, { ...batch, changes, duplicates: people.duplicates });
}

function uniqueKeys(sightings: readonly Sighting[]): Map<string, KnownKey> {
  const keys = new Map<string, KnownKey>();
  for (const { identity, person, email } of sightings) {
    for (const key of [identity, person, email]) if (key) keys.set(key.id, key);
  }
  return keys;
}

type Homes = Map<string, { homeId: string; kind: 'user' | 'email' }>;

async function placePeople(
  trx: Trx,
  { workspaceId, sightings, keys, ledger, detached }: Batch,
): Promise<{ changes: Change[]; homes: Homes; duplicates: Pair[] }> {
  const saidToHaveEmail = new Set(
    sightings.flatMap((one) => (one.email ? [userOf(one)?.id ?? ''] : [])).filter(Boolean),
  );
  const emails =
    saidToHaveEmail.size > 0 ? await emailsOfUsers(trx, workspaceId, [...saidToHaveEmail]) : new Map<string, never[]>();
  const changes: Change[] = [];
  const homes: Homes = new Map();
  const duplicates: Pair[] = [];
  const rehomed: { userId: string; placement: Placement }[] = [];
  for (const key of keys.values()) {
    if (key.kind !== 'user' && key.kind !== 'email') continue;
    const old = ledger.get(key.id) ?? [];
    // A user that is known and of whom nothing new was said is where it is.
    const settled = old[0] && !saidToHaveEmail.has(key.id);
    const placement = settled ? null : placePerson(workspaceId, key, emails.get(key.id) ?? [], detached.has(key.id));
    homes.set(key.id, {
      homeId: placement?.homeId ?? old[0]?.homeId ?? contactIdOf(workspaceId, key.id),
      kind: key.kind,
    });
    if (placement && old[0]?.homeId !== placement.homeId) {
      changes.push({ identityId: key.id, old, placements: [placement], replay: false });
      if (old.length > 0) rehomed.push({ userId: key.id, placement });
    }
    duplicates.push(...secondEmails(workspaceId, emails.get(key.id) ?? []));
  }
  if (rehomed.length > 0) {
    const rows = await openLedgerOfPersons(
      trx,
      workspaceId,
      rehomed.map((one) => one.userId),
    );
    changes.push(...followUsers(rows, new Map(rehomed.map((one) => [one.userId, one.placement]))));
  }
  return { changes, homes, duplicates };
}

function secondEmails(workspaceId: string, emails: readonly { emailId: string; signalId: string }[]): Pair[] {
  const [first, ...others] = emails;
  if (!first) return [];
  return others.map(({ emailId, signalId }) => ({
    a: contactIdOf(workspaceId, first.emailId),
    b: contactIdOf(workspaceId, emailId),
    reason: 'one_user_two_emails',
    evidence: signalId,
  }));
}

// Browsers that are a user go where the user goes; which of their signals are the user's does not change. Where they are now the rules
// say, whatever a member said of where they were.
function followUsers(rows: readonly LedgerRow[], moves: ReadonlyMap<string, Placement>): Change[] {
  return rows.flatMap((row) => {
    const placement = row.personId ? moves.get(row.personId) : undefined;
    if (!placement || placement.homeId === row.homeId) return [];
    const moved = { ...row, homeId: placement.homeId, rule: ruleOfClaim(row.since, 'user'), actor: null };
    return [{ identityId: row.identityId, old: [row], placements: [moved], replay: false }];
  });
}

async function placeBrowsers(trx: Trx, batch: Batch, homes: Homes): Promise<Change[]> {
  const { workspaceId, sightings, keys, ledger, detached } = batch;
  const stretchesNow = new Map<string, readonly Stretch[]>();
  const contrary = new Map<string, readonly PersonClaim[]>();
  for (const [identityId, own] of Map.groupBy(sightings, (one) => one.identity.id)) {
    const kind = keys.get(identityId)?.kind;
    if (kind !== 'browser' && kind !== 'link') continue;
    const claims = claimsIn(own);
    const rows = ledger.get(identityId);
    if (!rows) stretchesNow.set(identityId, stretchesOf(claims));
    else if (!detached.has(identityId)) {
      const verdict = judgeClaims(rows, claims);
      if (verdict.change === 'named') stretchesNow.set(identityId, verdict.stretches);
      if (verdict.change === 'replay') contrary.set(identityId, claims);
    }
  }
  const switches = await placeSwitches(trx, batch, contrary, homes);
  const replays = [...contrary.keys()].filter((id) => !switches.has(id));
  if (replays.length > 0) {
    const claims = await claimsOfBrowsers(trx, workspaceId, replays);
    for (const id of replays) stretchesNow.set(id, stretchesOf(withRemembered(claims.get(id) ?? [], ledger.get(id))));
    await learnHomes(trx, workspaceId, stretchesNow, homes);
  }
  const others = [...stretchesNow].flatMap(([identityId, stretches]): Change[] => {
    const old = ledger.get(identityId) ?? [];
    const replay = replays.includes(identityId);
    if (replay && sameStretches(old, stretches)) return [];
    const homeOf = (personId: string) =>
      homes.get(personId) ?? { homeId: contactIdOf(workspaceId, personId), kind: 'email' as const };
    const placements = placeBrowser(workspaceId, identityId, stretches, homeOf, detached.has(identityId));
    return [{ identityId, old, placements, replay }];
  });
  return [...switches.values(), ...others];
}

/**
 * Browsers that change hands after all that they did so far, which is how it happens as a rule: the ledger gets a row more, and what
 * was counted stays. The cost is that of the batch, however often a browser changed hands before.
 */
async function placeSwitches(
  trx: Trx,
  { workspaceId, sightings, ledger }: Batch,
  contrary: ReadonlyMap<string, readonly PersonClaim[]>,
  homes: Homes,
): Promise<Map<string, Change>> {
  const switches = new Map<string, Change>();
  if (contrary.size === 0) return switches;
  const signalIds = sightings.map((one) => one.signalId);
  const seen = await seenUntil(trx, workspaceId, [...contrary.keys()], signalIds);
  for (const [identityId, claims] of contrary) {
    const rows = ledger.get(identityId) ?? [];
    const appended = appendedStretches(rows, claims, seen.get(identityId) ?? Number.NEGATIVE_INFINITY);
    const last = rows.at(-1);
    // Whoever moved house in this very batch is followed by all of the browser's rows: decide that from the whole.
    const moved = rows.some(
      (row) => row.personId !== null && (homes.get(row.personId)?.homeId ?? row.homeId) !== row.homeId,
    );
    if (!appended?.[0] || !last || moved) continue;
    const kept = { ...last, until: appended[0].since, rule: last.rule as Placement['rule'] };
    const added = appended.map(
      (stretch, index): Placement => ({
        ...stretch,
        until: appended[index + 1]?.since ?? null,
        homeId: homes.get(stretch.personId ?? '')?.homeId ?? contactIdOf(workspaceId, stretch.personId ?? identityId),
        rule: 'profile_switch',
      }),
    );
    switches.set(identityId, { identityId, old: [last], placements: [kept, ...added], replay: false });
  }
  return switches;
}

// A replayed browser may have been people whom this batch does not mention.
async function learnHomes(
  trx: Trx,
  workspaceId: string,
  stretches: ReadonlyMap<string, readonly Stretch[]>,
  homes: Homes,
): Promise<void> {
  const missing = [...stretches.values()]
    .flat()
    .flatMap((one) => (one.personId && !homes.has(one.personId) ? [one.personId] : []));
  if (missing.length === 0) return;
  const kinds = await kindsOf(trx, workspaceId, missing);
  for (const [id, rows] of await openLedger(trx, workspaceId, missing)) {
    const row = rows[0];
    if (row) homes.set(id, { homeId: row.homeId, kind: kinds.get(id) === 'user' ? 'user' : 'email' });
  }
}

function sameStretches(rows: readonly LedgerRow[], stretches: readonly Stretch[]): boolean {
  return (
    rows.length === stretches.length &&
    rows.every(({ since, personId, weak }, index) => {
      const stretch = stretches[index];
      return since === stretch?.since && personId === stretch.personId && weak === stretch.weak;
    })
  );
}
