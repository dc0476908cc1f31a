// `node scripts/settings-table.ts` writes the table of settings in docs/self-hosting.md from the settings themselves.
import { readFileSync, writeFileSync } from 'node:fs';
import { SETTINGS } from '../src/config.ts';

const PAGE = new URL('../docs/self-hosting.md', import.meta.url);
const BEGIN = '<!-- settings: written by scripts/settings-table.ts -->';
const END = '<!-- end of settings -->';

interface Setting {
  readonly default: string | null;
  readonly says: string;
}

/** The settings as a table in Markdown, between the two marks that the page has. */
export function settingsTable(settings: Readonly<Record<string, Setting>>): string {
  const rows = Object.entries(settings).map(
    ([name, { default: value, says }]) => `| \`${name}\` | ${value === null ? '' : `\`${value}\``} | ${says} |`,
  );
  return [BEGIN, '| setting | default | what |', '|---|---|---|', ...rows, END].join('\n');
}

if (import.meta.main) {
  const page = readFileSync(PAGE, 'utf8');
  const [before, rest = ''] = page.split(BEGIN);
  const [, after] = rest.split(END);
  if (after === undefined) throw new Error(`docs/self-hosting.md has lost its marks: ${BEGIN} and ${END}`);
  writeFileSync(PAGE, `${before}${settingsTable(SETTINGS)}${after}`);
}
