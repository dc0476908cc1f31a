// What must be there before anything else of ours can run. Plain JavaScript for the system's Node (20 or newer), without
// dependencies: it installs them. Says little; says more only when something takes long or fails.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const MARKER = join(ROOT, 'node_modules', '.knock-installed');
/** The pinned Node, an npm package like the others. */
export const NODE = join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
/**
 * How the pinned Node runs the server. A request's objects die young: with four times the default room for young ones the collector copies
 * far fewer of them.
 */
export const SERVER = ['--max-semi-space-size=64', 'src/main.ts'];

/** Installs the packages of the lock file when they are missing or the lock file changed. */
export async function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(MARKER) && readFileSync(MARKER, 'utf8') === wanted && existsSync(NODE)) return;
  // Not `npm ci`: it refuses lock files in which another platform's optional packages are missing.
  await step('Installing packages', 'npm', ['install', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error']);
  if (!existsSync(NODE)) {
    // npm may be set not to run install scripts; the pinned Node's own one only copies its binary into place.
    await step('Fetching the pinned Node', 'npm', ['rebuild', 'node', '--loglevel=error', '--ignore-scripts=false']);
  }
  if (!existsSync(NODE))
    fail('The npm package `node` did not bring its binary. Run `npm rebuild node` and look at its output.');
  writeFileSync(MARKER, wanted);
}

const BUNDLES = [
  {
    name: 'tag',
    sources: ['browser/tag', 'wire', 'scripts/build-tag.ts', 'package.json'],
    script: 'scripts/build-tag.ts',
    out: 'build/tag/tag.js',
  },
  {
    name: 'chat',
    sources: ['browser/widget', 'wire', 'scripts/build-widget.ts', 'package-lock.json'],
    script: 'scripts/build-widget.ts',
    out: 'build/widget/page.js',
  },
  {
    name: 'demo site',
    sources: ['browser/demo', 'scripts/build-demo.ts'],
    script: 'scripts/build-demo.ts',
    out: 'build/demo/index.html',
  },
  {
    name: 'dashboard',
    sources: ['browser/dashboard', 'wire', 'scripts/build-dashboard.ts', 'package-lock.json'],
    script: 'scripts/build-dashboard.ts',
    out: 'build/dashboard/index.html',
  },
];

/** Builds the browser bundles whose sources changed since they were built. */
export async function build() {
  for (const { name, sources, script, out } of BUNDLES) {
    const stamp = join(ROOT, 'build', `.${name.replace(' ', '-')}`);
    const wanted = contentOf(sources);
    if (existsSync(join(ROOT, out)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) continue;
    await step(`Building the ${name}`, NODE, [script]);
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, wanted);
  }
}

function contentOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    for (const file of filesIn(join(ROOT, path))) hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  return hash.digest('hex');
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true })
    .map((name) => join(path, String(name)))
    .filter((file) => statSync(file).isFile() && !file.includes(`${sep}node_modules${sep}`))
    .sort();
}

/** Runs a command quietly: one line that grows while it takes long; its output only if it fails. */
export function step(what, command, args, options = {}) {
  return new Promise((resolve) => {
    const started = Date.now();
    const seconds = () => Math.round((Date.now() - started) / 1000);
    const isTerminal = process.stdout.isTTY;
    process.stdout.write(isTerminal ? `${what} ...` : `${what} ...\n`);
    const timer = isTerminal ? setInterval(() => process.stdout.write(`\r${what} ... ${seconds()} s`), 1000) : null;
    const child = spawn(command, args, { cwd: ROOT, shell: process.platform === 'win32', env: childEnv(), ...options });
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => fail(`${what}: ${error.message}`));
    child.on('exit', (code) => {
      if (timer) clearInterval(timer);
      if (code !== 0) fail(`${what} failed:\n${Buffer.concat(output).toString()}`);
      if (isTerminal) process.stdout.write(`\r${what} ... done in ${seconds()} s\n`);
      resolve(undefined);
    });
  });
}

/** The environment of what we start: the pinned Node and our own tools come first. */
export function childEnv() {
  const bin = [dirname(NODE), join(ROOT, 'node_modules', '.bin')].join(process.platform === 'win32' ? ';' : ':');
  return { ...process.env, PATH: `${bin}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}` };
}

/** Runs a command with its output shown, and answers its exit code. */
export function show(command, args, env = {}) {
  const done = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...childEnv(), ...env } });
  return done.status ?? 1;
}

export function fail(message) {
  process.stdout.write('\n');
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
