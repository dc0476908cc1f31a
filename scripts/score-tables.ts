// `node scripts/score-tables.ts` writes the tables of docs/intent-score.md from the published weights; `--check` fails on a difference, also of the
// numbers that stand in its sentences.
import { readFileSync, writeFileSync } from 'node:fs';
import { GROUP_NAMES, type GroupName, MODEL, type ScoreModel } from '../src/intent/model.ts';

const PAGE = new URL('../docs/intent-score.md', import.meta.url);

const GROUPS: Readonly<Record<GroupName, string>> = {
  ask: 'a raised hand: demo, quote, contact and purchase forms, sales meetings, talk about buying',
  evaluate: 'pricing, product, comparison, customers, security, documentation; links a rep sent',
  read: 'blog, events, home, legal pages, anything unknown',
  use: 'log-in, the application itself, help',
  jobs: 'careers pages, applications, interviews',
  partner: 'partner, affiliate, reseller, supplier pages and talk',
  away: '"this is no purchase": students, press, sellers, competitors, unsubscribing',
};

/** The tables by the name of their mark in the page, in Markdown. */
export function scoreTables(model: ScoreModel): Readonly<Record<string, string>> {
  const { worth, drag, categories, kinds, exceptions } = model;
  return {
    groups: table(
      ['group', 'what', 'worth', 'drag'],
      GROUP_NAMES.map((name) => [name, GROUPS[name], worth[name], drag[name]]),
    ),
    categories: table(['category', 'weight'], byWeight(categories)),
    kinds: table(['kind', 'times'], byWeight(kinds)),
    exceptions: table(
      ['kind', 'category', 'weight'],
      Object.entries(exceptions).flatMap(([kind, row]) =>
        byWeight(row).map(([names, weight]) => [`\`${kind}\``, names, weight]),
      ),
    ),
  };
}

/** What the page's sentences say of the numbers. */
export function scoreSentences({ halfLifeDays, thresholds, version }: ScoreModel): readonly string[] {
  return [
    `**halve every ${halfLifeDays} days**`,
    `2^-((day(t) - day) / ${halfLifeDays})`,
    `**High** from **${thresholds.High}** points, **Medium** from **${thresholds.Medium}**`,
    `(model ${version})`,
  ];
}

/** What is said of what weighs the same goes into one row; most first. */
function byWeight(weights: Readonly<Record<string, number>>): [string, number][] {
  const rows = Map.groupBy(Object.entries(weights), ([, weight]) => weight);
  return [...rows]
    .sort(([a], [b]) => b - a)
    .map(([weight, same]) => [same.map(([name]) => (/^[a-z]/.test(name) ? `\`${name}\`` : name)).join(', '), weight]);
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The page with the tables between their marks. Throws where a mark is missing. */
export function withTables(page: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((text, [name, rows]) => {
    const begin = `<!-- ${name}: written by scripts/score-tables.ts -->\n`;
    const [before, rest = ''] = text.split(begin);
    const end = rest.indexOf('\n<!-- end -->');
    if (end < 0) throw new Error(`docs/intent-score.md has lost its marks of the table "${name}"`);
    return `${before}${begin}${rows}${rest.slice(end)}`;
  }, page);
}

if (import.meta.main) {
  const page = readFileSync(PAGE, 'utf8');
  const written = withTables(page, scoreTables(MODEL));
  const missing = scoreSentences(MODEL).filter((sentence) => !page.includes(sentence));
  for (const sentence of missing) console.error(`docs/intent-score.md does not say: ${sentence}`);
  if (!process.argv.includes('--check')) writeFileSync(PAGE, written);
  else if (written !== page)
    console.error(
      'docs/intent-score.md has other numbers than src/intent/weights.ts: run `node scripts/score-tables.ts`',
    );
  if (missing.length > 0 || (process.argv.includes('--check') && written !== page)) process.exitCode = 1;
}
