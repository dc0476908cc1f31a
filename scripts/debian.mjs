// What tests need beyond npm: Chromium for the browser tests, PostgreSQL for the tests of the server mode. Found if there;
// installed from Debian's packages when we are root; otherwise said clearly.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fail, step } from './set-up.mjs';

const CHROMIUMS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

export function findChromium() {
  return [process.env.KNOCK_CHROMIUM, ...CHROMIUMS].find((path) => path && existsSync(path)) ?? null;
}

export function findPostgres() {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return null;
  const versions = readdirSync(root).filter(
    (version) => Number(version) >= 15 && existsSync(`${root}/${version}/bin/initdb`),
  );
  return versions.length > 0 ? `${root}/${versions.sort((a, b) => Number(b) - Number(a))[0]}/bin` : null;
}

/** Installs what is missing. Without root, a missing browser is fatal and a missing PostgreSQL leaves its tests out, aloud. */
export async function ensureTestServers() {
  const missing = [...(findChromium() ? [] : ['chromium']), ...(findPostgres() ? [] : ['postgresql'])];
  if (missing.length === 0) return;
  const canInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (canInstall) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await step('Updating the list of Debian packages', 'apt-get', ['update', '-q'], { env });
    await step(
      `Installing ${missing.join(' and ')}`,
      'apt-get',
      ['install', '-y', '-q', '--no-install-recommends', ...missing],
      { env },
    );
  }
  if (!findChromium()) {
    fail(
      'The browser tests need Chromium. Install it (Debian: `apt-get install chromium`) or set KNOCK_CHROMIUM to its path.',
    );
  }
  if (!findPostgres()) {
    process.stdout.write(
      'PostgreSQL >= 15 is not installed: its tests are skipped. (Debian: `apt-get install postgresql`)\n',
    );
  }
}
