import { Duplex } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './embedded-worker.ts';

/**
 * PGlite in a worker thread, reached by the ordinary PostgreSQL driver through a stream that carries wire protocol.
 * It has one connection: the pool above it must hold exactly one client.
 */
export interface Embedded {
  /** A stream for `pg`'s `stream` option. Connecting starts the engine, again if it broke down. */
  readonly connect: () => Duplex;
  readonly close: () => Promise<void>;
}

// An engine that cannot start (a disk that is still full) is not tried for each request: a try takes seconds.
const RESTART_PAUSE_MS = 2_000;

/** The engine on `dataDir` (a folder, or `memory://`). It starts with the first client: 5 s on an empty folder, then 0.5 s. */
export function embedded(dataDir: string): Embedded {
  let running: Promise<Worker> | null = null;
  let failed: { readonly at: number; readonly error: Error } | null = null;
  const engine = (): Promise<Worker> => {
    if (running) return running;
    if (failed && performance.now() - failed.at < RESTART_PAUSE_MS) return Promise.reject(failed.error);
    const started = start(dataDir, () => {
      if (running === started) running = null;
    });
    running = started;
    started.then(
      () => {
        failed = null;
      },
      (error: Error) => {
        running = null;
        failed = { at: performance.now(), error };
      },
    );
    return started;
  };
  return {
    connect: () => new WireStream(engine),
    close: async () => {
      const worker = await running?.catch(() => null);
      if (!worker) return;
      await heard(worker, 'closed', () => tell(worker, 'close')).catch(() => {});
      await worker.terminate();
    },
  };
}

async function start(dataDir: string, onExit: () => void): Promise<Worker> {
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData: { dataDir } });
  worker.setMaxListeners(50);
  worker.once('exit', onExit);
  // Whoever uses the engine hears of its end by its exit; without this listener its faults would be the process's.
  worker.on('error', () => {});
  await heard(worker, 'ready');
  return worker;
}

// Words that `isUnavailable` knows: to whoever asks, an engine that broke down is a database that is away.
function stopped(cause?: unknown): Error {
  return new Error('the embedded database has stopped', { cause });
}

function tell(worker: Worker, message: ToWorker): void {
  if (typeof message === 'string') worker.postMessage(message);
  else worker.postMessage(message, [message.buffer as ArrayBuffer]);
}

function heard(worker: Worker, word: FromWorker, then?: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: FromWorker) => message === word && end(resolve);
    const onEnd = (cause: unknown) => end(() => reject(stopped(cause)));
    const end = (settle: (value: never) => void) => {
      worker.off('message', onMessage).off('exit', onEnd).off('error', onEnd);
      settle(undefined as never);
    };
    worker.on('message', onMessage).on('exit', onEnd).on('error', onEnd);
    then?.();
  });
}

// The engine has no log-in; the stream answers the driver's start-up message itself: AuthenticationOk, ReadyForQuery(idle).
const WELCOME = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);
const TERMINATE = 0x58;

class WireStream extends Duplex {
  readonly #engine: () => Promise<Worker>;
  #worker: Worker | null = null;
  #welcomed = false;

  constructor(engine: () => Promise<Worker>) {
    super();
    this.#engine = engine;
  }

  connect(): this {
    this.#engine()
      .then(async (worker) => {
        await heard(worker, 'reset', () => tell(worker, 'reset'));
        this.#worker = worker;
        worker.on('message', this.#receive);
        worker.once('error', this.#fail);
        worker.once('exit', this.#fail);
        this.emit('connect');
      })
      .catch((error) => this.destroy(error));
    return this;
  }

  // What the driver expects of a socket.
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    this.#worker?.ref();
    return this;
  }
  unref(): this {
    this.#worker?.unref();
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#send(chunk);
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#worker?.off('message', this.#receive).off('error', this.#fail).off('exit', this.#fail);
    this.#worker = null;
    done(error);
  }

  #send(bytes: Buffer): void {
    if (!this.#welcomed) {
      this.#welcomed = true;
      this.push(WELCOME);
    } else if (bytes[0] === TERMINATE) {
      this.push(null);
      this.destroy();
    } else if (this.#worker) {
      tell(this.#worker, new Uint8Array(bytes));
    }
  }

  readonly #receive = (message: FromWorker): void => {
    if (typeof message !== 'string') {
      this.push(Buffer.from(message.buffer, message.byteOffset, message.byteLength));
    }
  };

  readonly #fail = (cause: unknown): void => {
    this.destroy(stopped(cause));
  };
}
