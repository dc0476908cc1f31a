import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { ChatFile } from '../../../../wire/chat.ts';
import { ApiError, call } from '../../api/client.ts';
import { takeMessage } from '../../api/conversation-news.ts';

/** A message on its way. Its `clientId` makes sending it twice the same as once. */
export interface Outgoing {
  readonly clientId: string;
  readonly text: string;
  readonly internal: boolean;
  readonly files: readonly ChatFile[];
  readonly at: string;
  readonly state: 'sending' | 'failed';
  readonly problem: string | null;
}

const WAITS_MS = [800, 2_000, 5_000, 10_000];
const NONE: readonly Outgoing[] = [];

/**
 * Messages that are written and not acknowledged yet, in order, for each conversation. What fails because the server cannot be
 * reached is tried again by itself, a few times and when the browser is online again; what is refused waits for its writer.
 */
class OutgoingMessages {
  private readonly lists = new Map<string, readonly Outgoing[]>();
  private readonly pumping = new Set<string>();
  private readonly watchers = new Set<() => void>();

  add(client: QueryClient, conversation: string, message: Pick<Outgoing, 'text' | 'internal' | 'files'>): void {
    const clientId = crypto.randomUUID();
    const at = new Date().toISOString();
    this.set(conversation, [...this.of(conversation), { ...message, clientId, at, state: 'sending', problem: null }]);
    void this.pump(client, conversation);
  }

  /** Everything that failed, from the first on: order is kept. */
  retry(client: QueryClient, conversation: string): void {
    const again = this.of(conversation).map((one) => ({ ...one, state: 'sending' as const, problem: null }));
    this.set(conversation, again);
    void this.pump(client, conversation);
  }

  drop(client: QueryClient, conversation: string, clientId: string): void {
    this.remove(conversation, clientId);
    void this.pump(client, conversation);
  }

  of(conversation: string): readonly Outgoing[] {
    return this.lists.get(conversation) ?? NONE;
  }

  /** Those that a lost connection stopped, once it is back. */
  retryAll(client: QueryClient): void {
    for (const conversation of this.lists.keys()) this.retry(client, conversation);
  }

  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  private async pump(client: QueryClient, conversation: string): Promise<void> {
    if (this.pumping.has(conversation)) return;
    this.pumping.add(conversation);
    for (;;) {
      const next = this.of(conversation)[0];
      if (next?.state !== 'sending') break;
      const problem = await send(client, conversation, next);
      if (problem === null) this.remove(conversation, next.clientId);
      else this.change(conversation, next.clientId, { state: 'failed', problem });
    }
    this.pumping.delete(conversation);
  }

  private change(conversation: string, clientId: string, fields: Partial<Outgoing>): void {
    this.set(
      conversation,
      this.of(conversation).map((one) => (one.clientId === clientId ? { ...one, ...fields } : one)),
    );
  }

  private remove(conversation: string, clientId: string): void {
    this.set(
      conversation,
      this.of(conversation).filter((one) => one.clientId !== clientId),
    );
  }

  private set(conversation: string, list: readonly Outgoing[]): void {
    if (list.length === 0) this.lists.delete(conversation);
    else this.lists.set(conversation, list);
    for (const watcher of this.watchers) watcher();
  }
}

/** Null when it is in the conversation; else why it is not. */
async function send(client: QueryClient, conversation: string, message: Outgoing): Promise<string | null> {
  const { clientId, text, internal, files } = message;
  const body = { clientId, text, internal, files: files.map((file) => file.id) };
  for (let tries = 0; ; tries++) {
    try {
      const stored = await call('POST /conversations/:id/messages', { id: conversation, body });
      takeMessage(client, conversation, stored);
      void client.invalidateQueries({ queryKey: ['conversation', conversation] });
      return null;
    } catch (error) {
      const wait = WAITS_MS[tries];
      if (!(error instanceof ApiError) || !isPassing(error) || wait === undefined) {
        return error instanceof Error ? error.message : 'Something went wrong.';
      }
      await new Promise((done) => setTimeout(done, wait));
    }
  }
}

const isPassing = (error: ApiError): boolean => error.status === 0 || error.status === 429 || error.status >= 500;

export const outgoing = new OutgoingMessages();

export function useOutgoing(conversation: string): readonly Outgoing[] {
  return useSyncExternalStore(outgoing.watch, () => outgoing.of(conversation));
}
