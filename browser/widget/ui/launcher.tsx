import { fill, type Words } from '../words/words.ts';
import { ChatIcon, CloseIcon, DownIcon } from './icons.tsx';

interface LauncherProps {
  readonly words: Words;
  readonly isOpen: boolean;
  readonly unread: number;
  readonly online: boolean;
  /** The last words of somebody who wrote while the panel was closed. */
  readonly teaser: Teaser | null;
  readonly toggle: () => void;
  readonly dismiss: () => void;
}

export interface Teaser {
  readonly name: string | null;
  readonly text: string;
}

/** The round button at the edge of the page. */
export function Launcher({ words, isOpen, unread, online, teaser, toggle, dismiss }: LauncherProps) {
  const waiting = unread > 0 ? `, ${fill(words.unread, { n: unread })}` : '';
  return (
    <>
      {teaser && !isOpen && (
        <div class="teaser">
          <button type="button" class="teaser-words" onClick={toggle}>
            {teaser.name && <b>{teaser.name}</b>}
            <span>{teaser.text}</span>
          </button>
          <button type="button" class="quiet" aria-label={words.remove} onClick={dismiss}>
            <CloseIcon />
          </button>
        </div>
      )}
      <button
        type="button"
        class="launcher"
        aria-label={(isOpen ? words.closeChat : words.openChat) + waiting}
        aria-expanded={isOpen}
        onClick={toggle}
      >
        {isOpen ? <DownIcon /> : <ChatIcon />}
        {!isOpen && unread > 0 && <span class="badge">{unread > 9 ? '9+' : unread}</span>}
        {!isOpen && unread === 0 && online && <i class="dot" />}
      </button>
    </>
  );
}
