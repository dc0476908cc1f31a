import { hash } from 'node:crypto';
import type { Millis } from './time.ts';

/**
 * A signal's id: UUIDv8 with 48 bits of the client's stated time and 74 bits of SHA-256(workspace, client event id).
 * The same event sent again gets the same id without a look-up, and ids sort by stated time.
 * `statedAt` outside 0..2^48-1 is clamped.
 */
export function signalId(workspaceId: string, clientEventId: string, statedAt: Millis): string {
  const time = Math.min(Math.max(Math.trunc(statedAt) || 0, 0), 2 ** 48 - 1)
    .toString(16)
    .padStart(12, '0');
  return uuid8(time, digest(workspaceId, clientEventId));
}

/**
 * The id of anything that is what it is by its name: an identity by its value, a contact by its founding identity,
 * an account by its domain. Every worker computes the same one, so none has to ask.
 */
export function namedId(workspaceId: string, ...name: readonly string[]): string {
  const hex = digest(workspaceId, ...name);
  return uuid8(hex.slice(20, 32), hex);
}

function uuid8(first12: string, hex: string): string {
  const variant = ((Number.parseInt(hex.slice(3, 4), 16) & 0x3) | 0x8).toString(16);
  return `${first12.slice(0, 8)}-${first12.slice(8)}-8${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`;
}

// The separator cannot occur in the parts' meaning: a NUL is refused by every field that reaches here.
function digest(...parts: readonly string[]): string {
  return hash('sha256', parts.join('\0'), 'hex');
}
