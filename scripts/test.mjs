// `npm test`: everything that must hold, on a machine that has only Node and npm. `npm test -- NAME ...` runs single suites:
// checks, rules, stores, journeys, chaos, browser.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureTestServers } from './debian.mjs';
import { build, install, NODE, ROOT, show } from './set-up.mjs';

const CHECKS = [
  ['types', ['tsc', '-b']],
  ['lint and format', ['biome', 'check', '--error-on-warnings', '.']],
  ['house rules', [NODE, 'scripts/check-rooms.ts']],
  ['table types are those of the migrations', [NODE, 'scripts/tables.ts', '--check']],
];
const SUITES = ['rules', 'stores', 'journeys', 'chaos', 'browser'];

const asked = process.argv.slice(2);
const wants = (name) => asked.length === 0 || asked.includes(name);
let passed = 0;
let failed = 0;
let skipped = 0;

await install();
if (wants('chaos') || wants('browser')) await ensureTestServers();
await build();
if (wants('checks')) {
  for (const [name, [command, ...args]] of CHECKS) {
    const code = show(command, args);
    process.stdout.write(`${code === 0 ? 'ok' : 'FAILED'}: ${name}\n`);
    if (code === 0) passed += 1;
    else failed += 1;
  }
}
const suites = SUITES.filter(wants);
if (suites.length > 0) {
  const report = join(ROOT, '.cache', 'tests.json');
  rmSync(report, { force: true });
  // All in one run: while the last files of a suite take their time, the next one has begun.
  const code = show('vitest', [
    'run',
    ...suites.flatMap((suite) => ['--project', suite]),
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const counts = countsIn(report);
  passed += counts.passed;
  failed += counts.failed;
  skipped += counts.skipped;
  // A run can fail without a failed test: a file that does not load, an error after the last test.
  if (code !== 0 && counts.failed === 0) failed += 1;
}
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

function countsIn(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
