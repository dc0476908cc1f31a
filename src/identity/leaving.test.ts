import { describe, expect, it } from 'vitest';
import { contactIdOf, identityIdOf } from './keys.ts';
import { type Came, wayOut } from './leaving.ts';

const W = '0198a000-0000-8000-8000-000000000001';
const id = (kind: 'browser' | 'user' | 'email', value: string) => identityIdOf(W, { kind, value });
const contact = (identityId: string) => contactIdOf(W, identityId);

const [b, u, cy, bob] = [id('browser', 'b'), id('user', 'u'), id('email', 'cy@acme.com'), id('email', 'bob@bolt.com')];
const CY = contact(cy);
const came = (identityId: string, personId: string | null, home: string): Came => ({
  ...{ identityId, personId, homeId: contact(home) },
});

describe('how an identity can leave a contact', () => {
  it.each([
    ['a browser that came with a merge', [came(b, u, u)], [[contact(u), CY]], { by: 'unmerge', homes: [contact(u)] }],
    [
      'one that came with two merges, and by the rules',
      [came(b, u, u), came(b, cy, cy), came(b, bob, bob)],
      [],
      { by: 'unmerge', homes: [contact(u), contact(bob)] },
    ],
    [
      'the browser of a user who came with a merge and is theirs by the rules now',
      [came(b, u, cy)],
      [[contact(u), CY]],
      { by: 'agreement', merged: [{ founderId: u, contactId: contact(u) }] },
    ],
    [
      'that user',
      [came(u, null, cy)],
      [[contact(u), CY]],
      { by: 'agreement', merged: [{ founderId: u, contactId: contact(u) }] },
    ],
    [
      'a visitor who came with a merge and stated the address since',
      [came(b, cy, cy)],
      [[contact(b), CY]],
      { by: 'agreement', merged: [{ founderId: b, contactId: contact(b) }] },
    ],
    ['one whose merge leads elsewhere', [came(b, u, cy)], [[contact(u), contact(bob)]], { by: 'detach' }],
    ['one that only the rules brought', [came(b, cy, cy)], [], { by: 'detach' }],
    ['what the contact is known by', [came(cy, null, cy)], [], { by: 'nothing' }],
  ] as const)('%s', (_, own, hands, way) => {
    expect(wayOut(W, CY, own, new Map(hands))).toEqual(way);
  });
});
