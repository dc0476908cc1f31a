import type { ChatSettings } from '../../../wire/chat.ts';
import { lengthWords } from '../view/times.ts';
import { fill, type Words } from '../words/words.ts';
import { Face } from './face.tsx';
import { CloseIcon, SoundIcon } from './icons.tsx';

interface HeaderProps {
  readonly settings: ChatSettings;
  readonly words: Words;
  readonly language: string;
  readonly sound: boolean;
  readonly toggleSound: () => void;
  readonly close: () => void;
}

/** Who answers, and how soon. */
export function Header({ settings, words, language, sound, toggleSound, close }: HeaderProps) {
  const { brand, team } = settings;
  return (
    <div class="head">
      <div class="faces">
        {team.faces.length > 0
          ? team.faces.map((face) => <Face key={face.name} {...face} />)
          : brand.logoUrl && <Face name={brand.name} avatarUrl={brand.logoUrl} />}
      </div>
      <div class="head-words">
        <h2 id="title">{brand.name || words.conversation}</h2>
        <p>
          <i class={team.online ? 'dot' : 'dot off'} />
          {promise(settings, words, language)}
        </p>
      </div>
      <SoundButton words={words} sound={sound} toggle={toggleSound} />
      <button type="button" class="quiet" aria-label={words.closeChat} title={words.closeChat} onClick={close}>
        <CloseIcon />
      </button>
    </div>
  );
}

interface SoundProps {
  readonly words: Words;
  readonly sound: boolean;
  readonly toggle: () => void;
}

export function SoundButton({ words, sound, toggle }: SoundProps) {
  return (
    <button
      type="button"
      class="quiet"
      aria-pressed={sound}
      aria-label={words.sound}
      title={words.sound}
      onClick={toggle}
    >
      <SoundIcon on={sound} />
    </button>
  );
}

function promise({ team, askEmail }: ChatSettings, words: Words, language: string): string {
  if (team.online && team.replyMinutes === null) return words.here;
  if (!team.online && (team.replyMinutes === null || askEmail !== 'never')) return words.away;
  return fill(words.online, { time: lengthWords(team.replyMinutes ?? 1, language) });
}
