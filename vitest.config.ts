import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    // One more than a small machine has cores: servers that start, hang or are waited for leave theirs to somebody else.
    maxWorkers: 3,
    // A process takes one file after another: loading ours and opening a database for each costs more than most tests. What a test
    // changes of the process it must put back; each world has a workspace of its own.
    isolate: false,
    // A machine may be busy with much else: only what hangs takes so long.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // What comes by itself is waited for, however slow the machine is.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['{src,wire,scripts,browser}/**/*.test.ts'],
          exclude: [
            '**/store.test.ts',
            '**/routes.test.ts',
            '**/*-store.test.ts',
            '**/*-routes.test.ts',
            '**/jobs.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: { name: 'stores', include: ['src/**/{store,routes,jobs}.test.ts', 'src/**/*-{store,routes}.test.ts'] },
      },
      { extends: true, test: { name: 'journeys', include: ['tests/journeys/**/*.test.ts'], testTimeout: 120_000 } },
      { extends: true, test: { name: 'chaos', include: ['tests/chaos/**/*.test.ts'], testTimeout: 300_000 } },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 180_000,
          globalSetup: 'tests/browser/bundles.ts',
        },
      },
    ],
  },
});
