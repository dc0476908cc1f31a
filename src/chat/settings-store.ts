import type { ChatSettings } from '../../wire/chat.ts';
import { questionLanguage } from '../intent/type/language.ts';
import { findWorkspace } from '../workspace/store.ts';
import type { ChatRoom } from './room-store.ts';
import { textColorOn } from './setup.ts';
import { findSetup } from './setup-store.ts';

type TeamView = ChatSettings['team'];

/** What a chat needs before anything is said. `greeting`: a link's own, which goes before the workspace's. */
export async function chatSettings(
  room: Pick<ChatRoom, 'db'>,
  workspaceId: string,
  asked: {
    readonly language: string | null;
    readonly greeting: string | null;
    readonly isAllowed: boolean;
    readonly team: TeamView;
  },
): Promise<ChatSettings> {
  const workspace = await findWorkspace(room.db.system, workspaceId);
  const setup = await room.db.inWorkspace(workspaceId, (trx) => findSetup(trx, workspaceId));
  const language = questionLanguage(asked.language);
  return {
    enabled: setup.enabled && asked.isAllowed,
    brand: {
      name: setup.brandName || workspace?.name || '',
      logoUrl: setup.logoUrl,
      color: setup.color,
      onColor: textColorOn(setup.color),
      side: setup.side,
    },
    greeting: asked.greeting ?? setup.greetings[language] ?? setup.greetings.en ?? null,
    team: asked.team,
    askEmail: setup.askEmail,
    files: setup.files,
    language,
  };
}
