// `npm start`: installs and builds what is missing, then becomes the server.
import { spawn } from 'node:child_process';
import { build, childEnv, install, NODE, ROOT, SERVER } from './set-up.mjs';

await install();
await build();
const server = spawn(NODE, SERVER, { cwd: ROOT, stdio: 'inherit', env: childEnv() });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
