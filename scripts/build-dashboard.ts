import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const configFile = fileURLToPath(new URL('../browser/dashboard/vite.config.ts', import.meta.url));

/** Builds the dashboard for production into `build/dashboard`: `index.html`, and hashed files under `assets/`. Throws when it cannot. */
export async function buildDashboard(): Promise<void> {
  await build({ configFile, logLevel: 'warn', mode: 'production' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildDashboard();
