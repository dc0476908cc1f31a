/** Resident memory of an idle Knock: right after its start and some requests. `node bench/memory.ts [postgres://...]`. */
import { readFileSync } from 'node:fs';
import { API_KEY, startKnock } from './servers.ts';

const url = process.argv[2] ?? null;
const knock = await startKnock(url);
for (const path of ['/api/v1/contacts', '/api/v1/overview', '/api/v1/live']) {
  await fetch(`http://127.0.0.1:${knock.port}${path}`, { headers: { authorization: `Bearer ${API_KEY}` } });
}
await new Promise((resolve) => setTimeout(resolve, 10_000));
const status = readFileSync(`/proc/${knock.process.pid}/status`, 'utf8');
const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN);
console.log(
  `\n| idle memory with ${url ? 'DATABASE_URL' : 'the embedded database'} | ${Math.round(kilobytes / 1024)} MB |`,
);
await knock.stop();
process.exit(0);
