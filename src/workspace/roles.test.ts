import { expect, test } from 'vitest';
import { ROLES } from '../../wire/api/words.ts';
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
