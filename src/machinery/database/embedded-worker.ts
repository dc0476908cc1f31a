import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { SYNCING, SyncedFiles } from './synced-files.ts';

/**
 * The embedded PostgreSQL, in a thread of its own so that its work never delays a request.
 * It speaks the wire protocol: bytes in, bytes out, in order. Started by `embedded.ts`.
 */
export type ToWorker = Uint8Array | 'reset' | 'close';
export type FromWorker = Uint8Array | 'ready' | 'reset' | 'closed';

const { dataDir } = workerData as { dataDir: string };
const port = parentPort;
if (!port) throw new Error('embedded-worker.ts is started by embedded.ts, not by hand');
const say = (message: FromWorker, transfer: readonly ArrayBuffer[] = []) => port.postMessage(message, [...transfer]);

// Compiling a query's plan costs more than these queries take.
const OPTIONS = [...PGlite.defaultStartParams, '-c', 'jit=off'];
const isInMemory = dataDir.startsWith('memory://');
const db = await PGlite.create(
  isInMemory
    ? { dataDir, startParams: OPTIONS }
    : { fs: new SyncedFiles(dataDir), startParams: [...OPTIONS.filter((one) => one !== '-F'), ...SYNCING] },
);
say('ready');

let last = Promise.resolve();
port.on('message', (message: ToWorker) => {
  last = last.then(() => answer(message)).catch(breakDown);
});

async function answer(message: ToWorker): Promise<void> {
  if (message === 'close') {
    await db.close();
    say('closed');
  } else if (message === 'reset') {
    // A new client must not find the transaction, role or statements of the one before it.
    await db.exec('rollback');
    await db.exec('discard all');
    say('reset');
  } else {
    const bytes = await rawAnswer(message);
    const isBroken = saysBroken(bytes);
    say(bytes, [bytes.buffer]);
    // Ends this thread alone.
    if (isBroken) process.exit(1);
  }
}

// By `execProtocolRaw` the engine would also read each answer itself, and keep what it read in memory for ever.
async function rawAnswer(message: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  // Copies: each part is a view of memory that the engine writes again.
  await db.execProtocolRawStream(message, { onRawData: (part) => parts.push(part.slice()) });
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const ERROR_RESPONSE = 0x45;
const SEVERITY_FIELD = 0x56;
const HEADER_BYTES = 5;

/**
 * Whether an answer holds an error of severity PANIC or FATAL, such as a full disk under the write-ahead log. A real server
 * would end there and recover from its log; this one would go on with half-done work in memory.
 */
function saysBroken(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + HEADER_BYTES <= bytes.length; at += 1 + view.getUint32(at + 1)) {
    if (bytes[at] !== ERROR_RESPONSE) continue;
    for (let field = at + HEADER_BYTES; bytes[field]; field = bytes.indexOf(0, field) + 1) {
      const value = Buffer.from(bytes.buffer, bytes.byteOffset + field + 1, 5).toString('latin1');
      if (bytes[field] === SEVERITY_FIELD && (value === 'PANIC' || value === 'FATAL')) return true;
    }
  }
  return false;
}

// The engine itself is broken (a fault in WASM). The thread ends; the next client starts another.
function breakDown(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}
