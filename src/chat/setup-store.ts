import type { ChatSetup } from '../../wire/api/conversations.ts';
import type { Millis } from '../foundation/time.ts';
import type { Trx } from '../machinery/database/database.ts';
import { readSetup } from './setup.ts';

/** How the workspace's chat looks and behaves; what it did not set is at its default. */
export async function findSetup(trx: Trx, workspaceId: string): Promise<ChatSetup> {
  const rows = await trx.run<{ settings: unknown }>(
    { name: 'chat_setup', text: 'select settings from chat_setup where workspace_id = $1' },
    [workspaceId],
  );
  return readSetup(rows[0]?.settings);
}

export async function saveSetup(trx: Trx, workspaceId: string, setup: ChatSetup, at: Millis): Promise<void> {
  await trx.run(
    {
      name: 'chat_setup_save',
      text: `insert into chat_setup (workspace_id, settings, updated_at) values ($1, $2, $3)
        on conflict (workspace_id) do update set settings = excluded.settings, updated_at = excluded.updated_at`,
    },
    [workspaceId, JSON.stringify(setup), new Date(at)],
  );
}
