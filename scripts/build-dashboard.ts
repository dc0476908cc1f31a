import { rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const configFile = fileURLToPath(new URL('../browser/dashboard/vite.config.ts', import.meta.url));
const out = fileURLToPath(new URL('../build/dashboard', import.meta.url));

/**
 * Builds the dashboard for production into `build/dashboard`: `index.html`, and hashed files under `assets/`. The former build
 * stays in place until the new one is whole. Throws when it cannot build.
 */
export async function buildDashboard(): Promise<void> {
  const fresh = `${out}-${process.pid}`;
  await build({ configFile, logLevel: 'warn', mode: 'production', build: { outDir: fresh } });
  await rm(out, { recursive: true, force: true });
  await rename(fresh, out);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildDashboard();
