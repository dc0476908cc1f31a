import type { ChatSettings } from '../../../wire/chat.ts';
import { type Millis, SECOND } from '../../foundation/time.ts';
import type { LinkDeps } from '../room-store.ts';

const REMEMBERED_FOR = 3 * SECOND;
const REMEMBERED_MAX = 2_000;

/**
 * How chats look, remembered for some seconds by workspace, language and greeting, so that a busy link's page asks the database
 * seldom. While it is away, what was true before is the best there is.
 */
export function rememberSettings({
  clock,
  chatSettings,
}: Pick<LinkDeps, 'clock' | 'chatSettings'>): LinkDeps['chatSettings'] {
  const remembered = new Map<string, { readonly at: Millis; readonly settings: Promise<ChatSettings> }>();
  return (workspaceId, asked) => {
    const key = `${workspaceId} ${asked.language} ${asked.greeting ?? ''}`;
    const now = clock();
    const known = remembered.get(key);
    if (known && now >= known.at && now - known.at < REMEMBERED_FOR) return known.settings;
    const settings = known
      ? chatSettings(workspaceId, asked).catch(() => known.settings)
      : chatSettings(workspaceId, asked);
    remembered.delete(key);
    remembered.set(key, { at: now, settings });
    if (remembered.size > REMEMBERED_MAX) remembered.delete(remembered.keys().next().value ?? '');
    settings.catch(() => remembered.get(key)?.settings === settings && remembered.delete(key));
    return settings;
  };
}
