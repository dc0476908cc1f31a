import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const SQLITE_BUSY = 5;
// Two that come at the same moment get in each other's way for as long as one of them needs to be refused.
const CONTENDED_MS = 500;

/**
 * Makes this process the only one on a data directory until it ends, however it ends: the system lets go of a file lock with its process.
 * The lock is SQLite's on an empty file, since Node has none of its own. Returns how to let go, or null when another process is there.
 */
export function lockDataDir(dataDir: string): (() => void) | null {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = new DatabaseSync(join(dataDir, 'lock.sqlite'), { timeout: CONTENDED_MS });
  try {
    file.exec('pragma journal_mode = off; begin exclusive');
  } catch (error) {
    file.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return null;
    throw error;
  }
  held.add(file);
  return () => {
    held.delete(file);
    file.close();
  };
}

// A file that nobody refers to is closed by the garbage collector, and its lock is gone.
const held = new Set<DatabaseSync>();
