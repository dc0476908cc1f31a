import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { expect, it, vi } from 'vitest';
import { SYNCING, SyncedFiles } from './synced-files.ts';

const disk = vi.hoisted(() => ({ synced: 0 }));
vi.mock('node:fs', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs')>();
  const fdatasyncSync = (file: number) => {
    real.fdatasyncSync(file);
    disk.synced += 1;
  };
  return { ...real, fdatasyncSync };
});

it('has every commit on the disk before it is answered', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'knock-synced-'));
  const startParams = [...PGlite.defaultStartParams.filter((one) => one !== '-F'), ...SYNCING];
  const db = await PGlite.create({ fs: new SyncedFiles(join(folder, 'database')), startParams });
  await db.exec('create table t (n integer)');
  for (let n = 0; n < 5; n += 1) {
    const before = disk.synced;
    await db.query('insert into t values ($1)', [n]);
    expect(disk.synced).toBeGreaterThan(before);
  }
  await db.close();
  rmSync(folder, { recursive: true });
});
