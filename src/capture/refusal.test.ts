import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CLICK_IDS } from './attribution-sources.ts';
import { REFUSAL_REASONS } from './refusal.ts';

const page = readFileSync(new URL('../../docs/capture.md', import.meta.url), 'utf8');

it.each(REFUSAL_REASONS)('docs/capture.md explains %s', (reason) => {
  expect(page).toMatch(new RegExp(`^\\|.*\`${reason}\`.*\\|`, 'm'));
});

it('docs/capture.md lists every click id', () => {
  for (const { parameter } of CLICK_IDS) expect(page).toContain(parameter);
});
