import fs, { mkdtempSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SYNCING, SyncedFiles } from './synced-files.ts';

const { fdatasyncSync } = fs;
let synced = 0;
beforeAll(() => {
  fs.fdatasyncSync = (file) => {
    fdatasyncSync(file);
    synced += 1;
  };
  syncBuiltinESMExports();
});
afterAll(() => {
  fs.fdatasyncSync = fdatasyncSync;
  syncBuiltinESMExports();
});

it('has every commit on the disk before it is answered', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'knock-synced-'));
  const startParams = [...PGlite.defaultStartParams.filter((one) => one !== '-F'), ...SYNCING];
  const db = await PGlite.create({ fs: new SyncedFiles(join(folder, 'database')), startParams });
  await db.exec('create table t (n integer)');
  for (let n = 0; n < 5; n += 1) {
    const before = synced;
    await db.query('insert into t values ($1)', [n]);
    expect(synced).toBeGreaterThan(before);
  }
  await db.close();
  rmSync(folder, { recursive: true });
});
