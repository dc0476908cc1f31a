import type { z } from 'zod';
import type { SlackApp } from '../../../wire/api/connections.ts';
import type { Millis } from '../../foundation/time.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { findConnection, saveConnection } from '../connection-store.ts';
import type { SlackDeps } from './deps-store.ts';

const KIND = 'slack_app';

/** The credentials of the Slack app of a workspace, for install by OAuth. */
export type AppCredentials = z.infer<typeof SlackApp>;

export async function findApp(
  trx: Trx,
  secrets: SlackDeps['secrets'],
  workspaceId: string,
): Promise<AppCredentials | null> {
  return (await findConnection<object, AppCredentials>(trx, secrets, workspaceId, KIND))?.hidden ?? null;
}

/** What requests to the app are signed with, where no team has a secret of its own. */
export async function findAppSecret(
  { db, secrets }: Pick<SlackDeps, 'db' | 'secrets'>,
  workspaceId: string,
): Promise<string | null> {
  const app = await db.inWorkspace(workspaceId, (trx) => findApp(trx, secrets, workspaceId));
  return app?.signingSecret ?? null;
}

export async function saveApp(
  trx: Trx,
  secrets: SlackDeps['secrets'],
  workspaceId: string,
  app: AppCredentials,
  by: string,
  at: Millis,
): Promise<void> {
  await saveConnection(trx, secrets, workspaceId, {
    kind: KIND,
    key: '',
    name: 'Slack app',
    settings: {},
    hidden: app,
    by,
    at,
  });
}
