import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A small disk in memory, to be filled. */
export interface SmallDisk {
  readonly path: string;
  /** Fills it to the last page, and whatever becomes free again, until `free`. */
  readonly fill: () => void;
  readonly free: () => void;
  readonly remove: () => void;
}

const MEGABYTES = 400;
const REFILL_EVERY_MS = 20;

/** Mounts one, or says why that cannot be done here. Only root may. */
export function mountSmallDisk(): SmallDisk | { readonly problem: string } {
  const path = mkdtempSync(join(tmpdir(), 'knock-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m,mode=777`, 'tmpfs', path], {
    encoding: 'utf8',
  });
  if (mounted.status !== 0) {
    rmSync(path, { recursive: true, force: true });
    return { problem: `no small disk can be mounted here (${(mounted.stderr ?? '').trim() || 'no mount'})` };
  }
  const ballast = join(path, 'ballast');
  let refill: NodeJS.Timeout | undefined;
  const free = () => {
    clearInterval(refill);
    rmSync(ballast, { force: true });
  };
  const remove = () => {
    process.off('exit', remove);
    free();
    spawnSync('umount', ['-l', path]);
    rmSync(path, { recursive: true, force: true });
  };
  process.once('exit', remove);
  return {
    path,
    free,
    remove,
    fill: () => {
      pour(ballast);
      refill = setInterval(() => pour(ballast), REFILL_EVERY_MS);
    },
  };
}

function pour(file: string): void {
  const open = openSync(file, 'a');
  for (const size of [1024 * 1024, 4096]) {
    const drops = Buffer.alloc(size);
    try {
      while (writeSync(open, drops) === size);
    } catch {
      // Full, as wanted.
    }
  }
  closeSync(open);
}
