import { SocketModeClient } from '@slack/socket-mode';
import type { Logger } from 'pino';
import { clientOptions, quiet } from '../client.ts';

/** What came over a socket, in the words of its envelope. */
export interface Enveloped {
  readonly type: 'events_api' | 'interactive' | 'slash_commands' | (string & {});
  readonly body: Readonly<Record<string, unknown>>;
}

export interface SocketParts {
  readonly apiUrl: string;
  readonly appToken: string;
  readonly log: Logger;
  /** Resolves when what came is durable; then it is acknowledged with the answer. A throw: it is not, and Slack sends it again. */
  readonly take: (envelope: Enveloped) => Promise<object | undefined>;
  /** How it stands: null when connected, else a word of Slack's or `unreachable`. */
  readonly stands: (problem: string | null) => void;
}

const AGAIN_FIRST_MS = 500;
const AGAIN_MAX_MS = 60_000;

/**
 * Holds one socket to Slack open until `stop`. The package's own reconnecting is off: when it cannot ask for a new address, it leaves a
 * rejection that nobody can catch. Slack ends sockets every few hours, and keeps what was not acknowledged for the next.
 */
export function holdSocket(parts: SocketParts): { readonly stop: () => Promise<void> } {
  let isOpen = true;
  let client: SocketModeClient | null = null;
  let wake = () => {};
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms).unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const hold = async (): Promise<void> => {
    let failures = 0;
    while (isOpen) {
      client = clientFor(parts);
      const ended = new Promise<void>((resolve) => client?.on('disconnected', () => resolve()));
      const problem = await client.start().then(
        () => null,
        (error) => wordOf(error),
      );
      if (!isOpen) break;
      parts.stands(problem);
      if (problem === null) {
        failures = 0;
        await ended;
      } else {
        await pause(Math.min(AGAIN_FIRST_MS * 2 ** failures, AGAIN_MAX_MS));
        failures += 1;
      }
    }
  };
  const held = hold();
  return {
    stop: async () => {
      isOpen = false;
      wake();
      await Promise.race([client?.disconnect(), pause(1_000)]).catch(() => {});
      await held;
    },
  };
}

function clientFor({ apiUrl, appToken, log, take }: SocketParts): SocketModeClient {
  const client = new SocketModeClient({
    appToken,
    autoReconnectEnabled: false,
    clientOptions: clientOptions(apiUrl, log),
    logger: quiet(log),
  });
  // Without a listener an error event would end the process.
  client.on('error', (error) => log.debug({ err: error }, 'slack socket'));
  client.on('slack_event', async ({ ack, type, body }: { ack: (answer?: object) => Promise<void> } & Enveloped) => {
    try {
      await ack(await take({ type, body }));
    } catch (error) {
      log.warn({ err: error }, 'something from Slack could not be kept; it comes again');
    }
  });
  return client;
}

function wordOf(error: unknown): string {
  const data = (error as { data?: { error?: unknown } } | undefined)?.data;
  return typeof data?.error === 'string' ? data.error : 'unreachable';
}
