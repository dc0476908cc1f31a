/** Knock as `src/main.ts` starts it, on the Slack whose Web API is at the address given as argument. */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { openKnock } from '../../src/knock.ts';

const config = readConfig(process.env);
if ('problems' in config) throw new Error(config.problems.join('\n'));
const log = pino({ level: config.logLevel, base: null }, pino.destination(2));
const slackApiUrl = process.argv[2] ?? '';
const knock = await openKnock({ config, log, clock: Date.now, run: randomUUID(), slackApiUrl });
await knock.app.listen({ port: config.port, host: config.host });
process.on('SIGTERM', () => void knock.close().then(() => process.exit(0)));
process.stdout.write('Knock is running\n');
