import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The longest path that every system takes for a socket (sun_path is 104 bytes on macOS, 108 on Linux).
const SOCKET_PATH_MAX = 100;

/**
 * Makes this process the only one on a data directory until it ends, however it ends: a listening socket dies with its
 * process, a lock file would outlive a kill -9. Returns how to let go, or null when another process is there.
 */
export async function lockDataDir(dataDir: string): Promise<(() => void) | null> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = socketPath(realpathSync(dataDir));
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const server = await listen(path);
    if (server) return () => server.close();
    if (await answers(path)) return null;
    // A socket that nobody answers was left by a process that was killed.
    rmSync(path, { force: true });
  }
  return null;
}

function socketPath(dataDir: string): string {
  const inside = join(dataDir, 'lock.sock');
  if (Buffer.byteLength(inside) <= SOCKET_PATH_MAX) return inside;
  return join(tmpdir(), `knock-${createHash('sha256').update(dataDir).digest('hex').slice(0, 24)}.sock`);
}

function listen(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen(path, () => resolve(server.unref()));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
