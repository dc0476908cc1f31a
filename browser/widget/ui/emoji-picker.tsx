import { useEffect, useRef } from 'preact/hooks';
import { EMOJI } from '../view/emoji.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -8, ArrowDown: 8 };

interface PickerProps {
  readonly label: string;
  readonly pick: (emoji: string) => void;
  readonly close: () => void;
}

/** A small grid; arrows move in it, Escape leaves it. */
export function EmojiPicker({ label, pick, close }: PickerProps) {
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    (grid.current?.firstElementChild as HTMLElement | null)?.focus();
  }, []);
  const move = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
    const step = STEPS[event.key];
    if (!step || !grid.current) return;
    event.preventDefault();
    const buttons = [...grid.current.children] as HTMLElement[];
    const at = buttons.indexOf(event.target as HTMLElement);
    buttons[at + step]?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere.
    <div class="emoji" role="group" aria-label={label} ref={grid} onKeyDown={move}>
      {EMOJI.map((emoji) => (
        <button key={emoji} type="button" onClick={() => pick(emoji)}>
          {emoji}
        </button>
      ))}
    </div>
  );
}
