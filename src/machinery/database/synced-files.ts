import { fdatasyncSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/**
 * The embedded database's files in a folder, with PostgreSQL's word "sync" passed on to the disk under them, which PGlite alone
 * does not do: without it a power cut could take what was acknowledged. Needs the server to be started with `SYNCING`.
 */
export class SyncedFiles extends NodeFS {
  override async init(...given: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const made = await super.init(...given);
    made.emscriptenOpts.preRun?.push((engine) => {
      const { NODEFS } = engine as unknown as { NODEFS: { stream_ops: { fsync?: (stream: OpenFile) => number } } };
      // What fails here throws, and ends the engine: after a failed sync only the log says what is on the disk.
      NODEFS.stream_ops.fsync = ({ nfd }) => {
        if (nfd !== undefined) fdatasyncSync(nfd);
        return 0;
      };
    });
    return made;
  }
}

interface OpenFile {
  /** The file's number at the operating system. */
  readonly nfd?: number;
}

/** Server options. Of the methods to sync the log only `fsync` comes by the files above. */
export const SYNCING = ['-c', 'fsync=on', '-c', 'wal_sync_method=fsync'];
