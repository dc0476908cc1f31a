import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PERMISSIONS, ROLE_PERMISSIONS, ROLES } from '../../wire/api/words.ts';
import { abilitiesOfRole, abilitiesOfScopes } from './roles.ts';

test('each role may do all that the next one may', () => {
  for (const [index, role] of ROLES.entries()) {
    const next = ROLES[index + 1];
    if (next) expect([...abilitiesOfRole(role)]).toEqual(expect.arrayContaining([...abilitiesOfRole(next)]));
  }
  expect([...abilitiesOfRole('viewer')]).toEqual(['read']);
  expect(abilitiesOfRole('admin').has('capture')).toBe(false);
});

test('scopes add up; an unknown one gives nothing', () => {
  expect([...abilitiesOfScopes(['capture'])]).toEqual(['capture']);
  expect(abilitiesOfScopes(['capture', 'read'])).toEqual(new Set(['capture', 'read']));
  expect(abilitiesOfScopes(['constructor', 'root']).size).toBe(0);
  const lesser = [...abilitiesOfScopes(['write', 'capture', 'read'])];
  expect([...abilitiesOfScopes(['admin'])]).toEqual(expect.arrayContaining(lesser));
});

test('docs/roles.md says what each role may', () => {
  const text = readFileSync(new URL('../../docs/roles.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| `([\w.]+)` \|([^|\n]*)\|([^|\n]*)\|([^|\n]*)\|([^|\n]*)\|/gm)];
  expect(rows.map(([, permission]) => permission)).toEqual(PERMISSIONS);
  for (const [, permission, ...cells] of rows) {
    const said = ROLES.filter((_, index) => cells[index]?.trim() === 'yes');
    const may = ROLES.filter((role) => ROLE_PERMISSIONS[role].some((each) => each === permission));
    expect(said, permission).toEqual(may);
  }
});
