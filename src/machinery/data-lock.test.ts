import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockDataDir } from './data-lock.ts';

describe('lockDataDir', () => {
  it('lets one in, and the next when the first has let go', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'knock-lock-'));
    const release = await lockDataDir(folder);
    expect(release).not.toBeNull();
    expect(await lockDataDir(folder)).toBeNull();
    release?.();
    const again = await lockDataDir(folder);
    expect(again).not.toBeNull();
    again?.();
  });

  it('lets the next in after a process was killed with the lock', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'knock-lock-'));
    const holder = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `const { lockDataDir } = await import(${JSON.stringify(new URL('./data-lock.ts', import.meta.url).href)});
       await lockDataDir(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000);`,
    ]);
    await once(holder.stdout, 'data');
    expect(await lockDataDir(folder)).toBeNull();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const release = await lockDataDir(folder);
    expect(release).not.toBeNull();
    release?.();
  });
});
