import type { AiPut, AiSetup } from '../../../wire/api/connections.ts';
import type { Millis } from '../../foundation/time.ts';
import type { Trx } from '../../machinery/database/database.ts';
import type { Secrets } from '../../machinery/secrets.ts';
import { type Connection, findConnection, saveConnection } from '../connection-store.ts';
import type { AiAccess } from './client.ts';

export const AI_KIND = 'ai';

interface AiSettings {
  readonly provider: AiAccess['provider'];
  readonly model: string;
  readonly baseUrl: string | null;
  /** Last four characters of the key. */
  readonly keyHint: string;
}

interface AiHidden {
  readonly apiKey: string;
}

export type AiConnection = Connection<AiSettings, AiHidden>;

const HINT_LETTERS = 4;
/** A key as short as this shows nothing of itself. */
const HINT_FROM_LETTERS = 12;

export function findAi(trx: Trx, secrets: Secrets, workspaceId: string): Promise<AiConnection | null> {
  return findConnection<AiSettings, AiHidden>(trx, secrets, workspaceId, AI_KIND);
}

/** What is needed to ask, or null when the key was sealed under another secret of the installation. */
export function accessOf({ settings, hidden }: AiConnection): AiAccess | null {
  return hidden && { ...settings, apiKey: hidden.apiKey };
}

export async function saveAi(
  trx: Trx,
  secrets: Secrets,
  workspaceId: string,
  made: { readonly put: AiPut; readonly apiKey: string; readonly by: string; readonly at: Millis },
): Promise<void> {
  const { put, apiKey, by, at } = made;
  const keyHint = apiKey.length >= HINT_FROM_LETTERS ? apiKey.slice(-HINT_LETTERS) : '';
  const settings: AiSettings = { provider: put.provider, model: put.model, baseUrl: put.baseUrl, keyHint };
  await saveConnection<AiSettings, AiHidden>(trx, secrets, workspaceId, {
    ...{ kind: AI_KIND, key: '', name: put.model, settings, hidden: { apiKey }, by, at },
  });
}

/** As it is shown. The key never is. */
export function setupOf(found: AiConnection | null): AiSetup {
  if (found === null) return { connection: null };
  const { settings, hidden, state, problem } = found;
  if (hidden === null) {
    const lost = 'The key was stored under another secret of this installation. Enter it again.';
    return { connection: { ...settings, state: 'unauthorized', problem: lost } };
  }
  return { connection: { ...settings, state, problem } };
}
