/**
 * The laws of the house that the compiler cannot see (ARCHITECTURE.md): the order of rooms, what a rule may touch, which
 * packages belong where, sizes and names. Prints each breach with its reason; exit code 1 if there is one. Run by `npm test`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const ROOMS = [
  'foundation',
  'workspace',
  'capture',
  'identity',
  'signals',
  'intent',
  'sample',
  'segments',
  'routing',
  'chat',
  'meetings',
  'links',
  'workflows',
  'crm',
  'connections',
  'dashboard',
];
const LINES_MAX = 400;
const FURNITURE = /(^|\/)([a-z-]+-)?(store|routes)\.ts$|(^|\/)(jobs|client)\.ts$/;
const JUNK = /(^|\/)(lib|utils?|helpers?|common|shared|misc|manager|service)(\.|\/)/;
/** Packages that only compute. */
// Of Node's own, for the foundation alone.
const COMPUTING = ['node:crypto', 'node:url'];
const PURE_PACKAGES = ['zod', 'tldts', 'fast-png', 'isbot', 'uqr', 'bowser'];
const IMPURE = [/\bDate\.now\b/, /\bnew Date\(\)/, /\bMath\.random\b/, /\bawait\b/, /\bTemporal\.Now\b/];

const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx', '*.mjs'],
  { cwd: ROOT, encoding: 'utf8' },
)
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(ROOT, file)) && !file.endsWith('.d.ts'));
const breaches = files.flatMap((file) =>
  check(file, readFileSync(join(ROOT, file), 'utf8')).map((words) => `${file}: ${words}`),
);
for (const breach of breaches) console.error(breach);
console.log(`${files.length} files, ${breaches.length} breaches of the house rules`);
process.exit(breaches.length > 0 ? 1 : 0);

export function check(file: string, text: string): string[] {
  const imports = importsOf(text).map(({ name, isType }) => ({
    name,
    isType,
    path: name.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), name)) : null,
  }));
  const isTest = /\.test\.tsx?$/.test(file);
  return [
    ...sizeAndName(file, text),
    ...(isTest ? [] : rooms(file, imports)),
    ...(isTest ? [] : purity(file, text, imports)),
    ...browsers(file, imports),
  ];
}

interface Import {
  readonly name: string;
  readonly isType: boolean;
  readonly path: string | null;
}

function importsOf(text: string): { name: string; isType: boolean }[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = code.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  return [...found].map((match) => ({ name: match[2] ?? match[3] ?? '', isType: match[1] !== undefined }));
}

function sizeAndName(file: string, text: string): string[] {
  const lines = text.split('\n').length - 1;
  return [
    ...(lines > LINES_MAX && file !== 'src/machinery/tables.ts'
      ? [`${lines} lines; at most ${LINES_MAX}: divide the room`]
      : []),
    ...(JUNK.test(file) ? ['a name that says nothing of what is inside'] : []),
    ...(/^export default /m.test(text.replace(/`[^`]*`/g, '')) && !/\.config\.ts$/.test(file)
      ? ['a default export; named ones can be searched for']
      : []),
  ];
}

function roomOf(path: string | null): string | null {
  return path === null ? null : (/^src\/([^/]+)\/./.exec(path)?.[1] ?? null);
}

function rooms(file: string, imports: readonly Import[]): string[] {
  const own = roomOf(file);
  if (own === null) return [];
  return imports.flatMap(({ path, isType }) => {
    const other = roomOf(path);
    // The one plain object that is handed down; a room may name its type.
    if (path === 'src/context.ts' && isType) return [];
    if (path?.startsWith('src/') && other === null)
      return [`imports ${path} from the root; only root files see everything`];
    if (other === null || other === own || other === 'foundation') return [];
    if (own === 'machinery') return [`imports ${path}: machinery knows no product nouns`];
    if (other === 'machinery') return isFurniture(file) ? [] : [`imports ${path}: a rule touches no machinery`];
    return ROOMS.indexOf(other) < ROOMS.indexOf(own) ? [] : [`imports ${path}: ${other} is to the right of ${own}`];
  });
}

function isFurniture(file: string): boolean {
  return FURNITURE.test(file);
}

function purity(file: string, text: string, imports: readonly Import[]): string[] {
  const room = roomOf(file);
  if (room === null || room === 'machinery' || isFurniture(file)) return [];
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
  const acts = IMPURE.filter((pattern) => pattern.test(code)).map(
    (pattern) => `a rule uses ${pattern.source}: take it as a value`,
  );
  const packages = imports
    .filter(
      ({ name, path, isType }) =>
        path === null &&
        !isType &&
        !PURE_PACKAGES.includes(name) &&
        !(room === 'foundation' && COMPUTING.includes(name)),
    )
    .map(({ name }) => `a rule imports ${name}, which is not known to only compute`);
  const furniture = imports
    .filter(({ path, isType }) => path !== null && !isType && roomOf(path) !== null && isFurniture(path))
    .map(({ path }) => `a rule imports ${path}`);
  return [...acts, ...packages, ...furniture];
}

function browsers(file: string, imports: readonly Import[]): string[] {
  if (file.startsWith('wire/')) {
    const outside = imports.filter(({ path }) => path !== null && !path.startsWith('wire/'));
    return outside.map(({ path }) => `imports ${path}: wire imports nothing of ours`);
  }
  if (!file.startsWith('browser/') || /\.test\.|\.config\./.test(file)) return [];
  const own = file.split('/').slice(0, 2).join('/');
  return imports.flatMap(({ path, name, isType }) => {
    if (path?.startsWith('src/')) return [`imports ${path}: domain code never reaches a browser`];
    if (path?.startsWith('wire/') && own === 'browser/tag' && !isType)
      return [`imports ${path} as a value: it would be shipped to every page`];
    if (path?.startsWith('browser/') && !path.startsWith(`${own}/`))
      return [`imports ${path}: each browser program stands alone`];
    if (path === null && own === 'browser/tag') return [`imports ${name}: the tag has no dependency`];
    return [];
  });
}
