import { afterAll, beforeEach } from 'vitest';
import { byHandRoutes } from '../../src/by-hand.ts';
import { dashboardRoutes } from '../../src/dashboard/routes.ts';
import { contactIdOf, identityIdOf } from '../../src/identity/keys.ts';
import { createWorld, type World } from '../world.ts';
import { records } from './signals.ts';

interface News {
  readonly id: string;
  readonly contactIds: readonly string[];
  readonly gone: readonly { readonly id: string; readonly into: string | null }[];
}

/** A new one for each test. */
export let world: World;
export let news: News[] = [];
const worlds: World[] = [];

/** To be called by each file: what a module does by itself happens once for all files of a worker. */
export function newWorldForEachTest(): void {
  beforeEach(async () => {
    news = [];
    world = await createWorld({
      rooms: (ctx) => [
        (app) => dashboardRoutes(app, ctx),
        (app) => byHandRoutes(app, ctx, (_workspaceId, change) => news.push(change)),
      ],
    });
    worlds.push(world);
  });
  afterAll(async () => {
    for (const one of worlds.splice(0)) await one.close();
  });
}

export const identity = (text: string) => {
  const [kind, value = ''] = text.split(/:(.*)/s);
  return identityIdOf(world.workspaceId, { kind: kind as 'browser', value });
};
export const contact = (founder: string) => contactIdOf(world.workspaceId, identity(founder));
export const points = async (founder: string) => (await world.call(`GET /contacts/${contact(founder)}`)).body.points;
export const merge = (into: string, other: string, note?: string) =>
  world.call(`POST /contacts/${contact(into)}/merge`, { body: { other: contact(other), note } });
export const unmerge = (from: string, ...identities: string[]) =>
  world.call(`POST /contacts/${contact(from)}/unmerge`, { body: { identityIds: identities.map(identity) } });
export const detach = (from: string, ...identities: string[]) =>
  world.call(`POST /contacts/${contact(from)}/unmerge`, {
    body: { identityIds: identities.map(identity), detach: true },
  });
export const signals = async (founder: string) =>
  (await world.call(`GET /contacts/${contact(founder)}`)).body.signalCount;
/** What the record page offers for an identity, and why it is the contact's. */
export const offered = async (founder: string, text: string) => {
  const { items } = (await world.call(`GET /contacts/${contact(founder)}/identities`)).body;
  const one = items.find(({ id }: { id: string }) => id === identity(text));
  const { canUnmerge, canDetach, ledger } = one;
  return { canUnmerge, canDetach, rule: ledger[0].rule, actor: ledger[0].actor };
};

/** Ann and Bob, each known by an e-mail in a browser of their own. */
export async function annAndBob() {
  await records(
    world,
    { by: 'browser:a' },
    { by: 'browser:a', email: 'ann@acme.com', traits: { name: 'Ann', plan: 'pro' }, path: '/' },
    { by: 'browser:b', path: '/demo' },
    { by: 'browser:b', email: 'bob@bolt.com', traits: { name: 'Bob' }, path: '/' },
  );
}
