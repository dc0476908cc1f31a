import type { SignalDraft } from '../../../src/capture/draft.ts';
import { DAY } from '../../../src/foundation/time.ts';
import { combine } from '../../../src/intent/heat.ts';
import { contribution } from '../../../src/intent/points.ts';
import type { Category } from '../../../wire/signal.ts';

/** What a contact should be, by the plain words of the design, from all events at once. Named by who founds it. */
export interface Expected {
  readonly signals: readonly string[];
  readonly counted: number;
  readonly heat: number | null;
  /** Source, and the id of the signal. */
  readonly firstTouch: readonly [string, string] | null;
  readonly latestTouch: readonly [string, string] | null;
  readonly traits: Readonly<Record<string, unknown>>;
  /** The domain of its account. */
  readonly account: string | null;
}

type Draft = SignalDraft;
const byTime = (a: Draft, b: Draft) => a.at - b.at || (a.id < b.id ? -1 : 1);

/** Whose contact one is by merges by hand, given those that the rules alone say. `emptied`: where the founder went, if it did. */
export type Merged = (contact: string, emptied: (contact: string) => string | null) => string;

/**
 * The straightforward computation: sort all events, ask of each whose it is, count, sum. Written from the design's sentences
 * and sharing nothing with the product but the weights, it has no increments, no merges and no state.
 */
export function expectContacts(
  all: readonly Draft[],
  categorize: (draft: Draft) => Category,
  merged: Merged = (contact) => contact,
): Map<string, Expected> {
  const people = [...new Map(all.map((one) => [one.id, one])).values()]
    .filter((one) => one.filtered === null)
    .sort(byTime);
  const emailOfUser = (user: string) => emailIn(people.find((one) => userOf(one) === user && emailIn(one) !== null));
  const personContact = (person: string) => {
    const [kind, value = ''] = person.split(':');
    if (kind === 'email') return person;
    const email = emailOfUser(value);
    return email ? `email:${email}` : person;
  };
  const homeOf = (one: Draft): string => {
    const own = `${one.identity.kind}:${one.identity.value}`;
    if (one.identity.kind !== 'browser') return personContact(own);
    const switches = whoOverTime(
      people.filter((other) => other.identity.value === one.identity.value && other.identity.kind === 'browser'),
    );
    const who = switches.findLast((at, position) => position === 0 || at.from <= one.at);
    return who ? personContact(who.person) : own;
  };
  const emptied = (contact: string) => {
    const [kind, value = ''] = contact.split(/:(.*)/s);
    if (kind === 'email') return null;
    const signals = people.filter((one) => one.identity.kind === kind && one.identity.value === value);
    const home = kind === 'user' ? personContact(contact) : signals[0] && homeOf({ ...signals[0], at: 0 });
    return home === contact ? null : (home ?? null);
  };
  const contacts = Map.groupBy(people, (one) => merged(homeOf(one), emptied));
  return new Map(
    [...contacts].map(([contact, signals]) => [
      contact,
      { ...describe(signals, categorize, homeOf), account: accountOf(contact, signals) },
    ]),
  );
}

function userOf(one: Draft): string | null {
  return claimed(one)?.userId ?? (one.identity.kind === 'user' ? one.identity.value : null);
}

function claimed(one: Draft): Draft['claim'] {
  return one.claim?.strength === 'weak' ? null : one.claim;
}

const isRole = (email: string) => /^(info|sales)@/.test(email);

/** The address by which an event says who somebody is: never a role's. */
function emailIn(one: Draft | undefined): string | null {
  const email = (one && claimed(one)?.email) ?? null;
  return email === null || isRole(email) ? null : email;
}

function personOf(one: Draft): string | null {
  const claim = claimed(one);
  if (claim?.userId) return `user:${claim.userId}`;
  const email = emailIn(one);
  return email === null ? null : `email:${email}`;
}

/** The company of the contact's own address; where that says nothing, of the first role mailbox that its signals were sent as. */
function accountOf(contact: string, signals: readonly Draft[]): string | null {
  const companyIn = (email: string) => email.split('@')[1]?.replace(/^gmail\.com$/, '') || null;
  const own = contact.startsWith('email:') ? companyIn(contact) : null;
  const roles = signals.flatMap((one) => claimed(one)?.email ?? []).filter(isRole);
  return own ?? roles.map(companyIn).find((company) => company !== null) ?? null;
}

/** Whom links were made for that this browser opened: heard of only where nothing else is, the earliest alone, never a role. */
function likelyPerson(own: readonly Draft[]): string | null {
  const made = own.find((one) => one.claim?.strength === 'weak' && !isRole(one.claim.email ?? ''));
  return made?.claim?.email ? `email:${made.claim.email}` : null;
}

function whoOverTime(own: readonly Draft[]): { from: number; person: string }[] {
  const said = own.filter((one) => personOf(one) !== null);
  const likely = likelyPerson(own);
  if (said.length === 0 && likely !== null) return [{ from: 0, person: likely }];
  const instants = [...new Set(said.map((one) => one.at))];
  const line: { from: number; person: string }[] = [];
  for (const at of instants) {
    const person = personOf(said.filter((one) => one.at === at).at(-1) as Draft) as string;
    if (line.at(-1)?.person !== person) line.push({ from: at, person });
  }
  return line;
}

function describe(
  signals: readonly Draft[],
  categorize: (draft: Draft) => Category,
  homeOf: (one: Draft) => string,
): Omit<Expected, 'account'> {
  // The n-th by one identity for one contact, in however many turns.
  const rows = Map.groupBy(signals, (one) =>
    JSON.stringify([one.identity, homeOf(one), Math.floor(one.at / DAY), one.kind, categorize(one)]),
  );
  const sums: number[] = [];
  for (const row of rows.values()) {
    const one = row[0] as Draft;
    const { group, amount } = contribution(one.kind, categorize(one), Math.floor(one.at / DAY), 0, row.length);
    sums[group] = (sums[group] ?? 0) + amount;
  }
  const touched = signals.filter((one) => one.touch !== null);
  const entries = touched.filter((one) => one.touch?.entry);
  const named = (one: Draft | undefined): [string, string] | null => (one?.touch ? [one.touch.source, one.id] : null);
  const traits: Record<string, unknown> = {};
  for (const one of signals) if (one.kind === 'identify') Object.assign(traits, one.traits);
  return {
    signals: signals.map((one) => one.id).sort(),
    counted: signals.length,
    heat: combine(Array.from(sums, (sum) => sum ?? 0)),
    firstTouch: named(entries[0] ?? touched[0]),
    latestTouch: named(entries.findLast((one) => one.touch?.channel !== 'Direct')),
    traits,
  };
}
