import { Button, Checkbox, Popover } from '@mantine/core';
import { Icon } from './icon.tsx';
import './facet.css';

interface FacetProps<Word extends string> {
  readonly label: string;
  readonly words: readonly Word[];
  readonly chosen: readonly Word[];
  readonly onChange: (chosen: Word[]) => void;
  /** What a word is called, where it is not its own name. */
  readonly show?: (word: Word) => string;
}

/** A filter by one of a few words: a quiet button that opens check boxes and says what is chosen. */
export function Facet<Word extends string>({ label, words, chosen, onChange, show = String }: FacetProps<Word>) {
  const on = chosen.length > 0;
  const toggle = (word: Word) =>
    onChange(chosen.includes(word) ? chosen.filter((one) => one !== word) : [...chosen, word]);
  return (
    <Popover position="bottom-start">
      <Popover.Target>
        <button type="button" className="facet" data-on={on || undefined} aria-haspopup="dialog">
          {label}
          {on && (
            <span className="facet-chosen">
              {chosen.length > 2 ? `${chosen.length} chosen` : chosen.map(show).join(', ')}
            </span>
          )}
          <Icon name="chevron" size={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <div className="facet-words">
          {words.map((word) => (
            <Checkbox key={word} label={show(word)} checked={chosen.includes(word)} onChange={() => toggle(word)} />
          ))}
          {on && (
            <Button variant="subtle" size="compact-xs" onClick={() => onChange([])}>
              Clear
            </Button>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
