import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataDir } from './data-lock.ts';

let folder: string;
const running: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'knock-lock-'));
});
afterEach(() => {
  for (const one of running.splice(0)) one.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const MODULE = JSON.stringify(new URL('./data-lock.ts', import.meta.url).href);

function run(script: string) {
  const made = spawn(process.execPath, ['--input-type=module', '-e', script]);
  running.push(made);
  return made;
}

/** A process that tries to get in once the file `go` is there, says whether it did, and stays. */
function contender() {
  const said = run(`const { existsSync } = await import('node:fs');
    const { lockDataDir } = await import(${MODULE});
    console.log('ready');
    while (!existsSync(${JSON.stringify(join(folder, 'go'))}));
    console.log(lockDataDir(${JSON.stringify(folder)}) ? 'held' : 'refused');
    setInterval(() => {}, 1000);`);
  const words: string[] = [];
  said.stdout.setEncoding('utf8').on('data', (text: string) => words.push(...text.trim().split('\n')));
  return { words, process: said };
}

describe('lockDataDir', () => {
  it('lets one in, and the next when the first has let go', () => {
    const release = lockDataDir(folder);
    expect(release).not.toBeNull();
    expect(lockDataDir(folder)).toBeNull();
    release?.();
    const again = lockDataDir(folder);
    expect(again).not.toBeNull();
    again?.();
  });

  it('lets exactly one of those in that come at once, and the next after it was killed', async () => {
    const first = run(`const { lockDataDir } = await import(${MODULE});
      lockDataDir(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000);`);
    await once(first.stdout, 'data');
    expect(lockDataDir(folder)).toBeNull();
    first.kill('SIGKILL');
    await once(first, 'exit');
    const all = Array.from({ length: 4 }, contender);
    await expect.poll(() => all.every(({ words }) => words.includes('ready'))).toBe(true);
    writeFileSync(join(folder, 'go'), '');
    await expect.poll(() => all.every(({ words }) => words.length === 2)).toBe(true);
    expect(all.filter(({ words }) => words[1] === 'held')).toHaveLength(1);
    const ended = all.map((one) => once(one.process, 'exit'));
    for (const one of all) one.process.kill('SIGKILL');
    await Promise.all(ended);
    const release = lockDataDir(folder);
    expect(release).not.toBeNull();
    release?.();
  });

  it('says what is wrong with a directory that cannot be used', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => lockDataDir(join(folder, 'file'))).toThrow();
  });
});
