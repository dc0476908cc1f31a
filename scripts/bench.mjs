// `npm run bench`: all measurements of docs/performance.md (bench/run.ts), after set-up.
import { build, install, NODE, show } from './set-up.mjs';

await install();
await build();
process.exit(show(NODE, ['bench/run.ts', ...process.argv.slice(2)]));
