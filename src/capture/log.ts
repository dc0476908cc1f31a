import type { SignalDraft } from './draft.ts';

/**
 * Where accepted drafts go. `append` resolves when they are durable and may be acknowledged, and rejects with
 * `LogUnavailable` when they are not: the caller then answers 503 and the sender tries again with the same ids.
 */
export interface SignalLog {
  append(workspaceId: string, drafts: readonly SignalDraft[]): Promise<void>;
}

/** The log cannot take anything now: the database or disk behind it is away. Retry is safe, ids do not change. */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
}
