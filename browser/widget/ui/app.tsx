import type { Conversation } from '../chat/conversation.ts';
import { unreadIn } from '../chat/state.ts';
import { wordsOf } from '../words/words.ts';
import { Launcher, type Teaser } from './launcher.tsx';
import { Panel } from './panel.tsx';

export interface View {
  readonly mode: 'closed' | 'panel' | 'modal' | 'page';
  readonly launcher: boolean;
  readonly sound: boolean;
  readonly teaser: Teaser | null;
  /** For those who listen: what was said last while the chat was open or shut. */
  readonly announcement: string;
}

export interface Acts {
  readonly toggle: () => void;
  readonly close: () => void;
  readonly toggleSound: () => void;
  readonly dismissTeaser: () => void;
}

interface AppProps {
  readonly view: View;
  readonly acts: Acts;
  /** The one of the website, which the launcher tells of. */
  readonly home: Conversation | null;
  /** The one in the panel. */
  readonly shown: Conversation | null;
}

/** Everything there is to see, from what is so. */
export function App({ view, acts, home, shown }: AppProps) {
  const settings = (shown ?? home)?.state.settings;
  const language = settings?.language ?? 'en';
  const words = wordsOf(language);
  const side = settings?.brand.side === 'left' ? 'left' : 'right';
  return (
    <div class={`all ${side}`} lang={language}>
      {view.mode === 'modal' && <div class="curtain" onClick={acts.close} aria-hidden="true" />}
      {view.mode !== 'closed' && shown && (
        <Panel
          key={shown.place.slug ?? ''}
          mode={view.mode}
          conversation={shown}
          state={shown.state}
          words={words}
          language={language}
          sound={view.sound}
          toggleSound={acts.toggleSound}
          close={acts.close}
        />
      )}
      {view.launcher && view.mode !== 'modal' && home?.state.settings && home.state.availability === 'ready' && (
        <Launcher
          words={words}
          isOpen={view.mode === 'panel'}
          unread={unreadIn(home.state)}
          online={home.state.settings.team.online}
          teaser={view.teaser}
          toggle={acts.toggle}
          dismiss={acts.dismissTeaser}
        />
      )}
      <p class="unseen" role="status" aria-live="polite">
        {view.announcement}
      </p>
    </div>
  );
}
