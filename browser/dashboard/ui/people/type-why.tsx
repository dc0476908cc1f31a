import { Menu, Tooltip } from '@mantine/core';
import type { ConversationType } from '../../../../wire/api/conversations.ts';
import { INTENT_TYPES, type IntentType } from '../../../../wire/signal.ts';
import { usePermit } from '../../api/me.ts';
import { TypeBadge } from './intent.tsx';
import './type-why.css';

const KINDS: Readonly<Record<ConversationType['evidence'][number]['kind'], string>> = {
  words: 'Words',
  signals: 'Signals',
  answer: 'Their answer',
  correction: 'Correction',
};

/** Why they came, how sure that is, what speaks for it, and the way to correct it. */
export function TypeWhy({ type, onCorrect }: { type: ConversationType; onCorrect: (type: IntentType) => void }) {
  return (
    <div className="type-why">
      <div className="row">
        <TypeBadge value={type.type} final={type.final} />
        <span className="dim small grow">{sureness(type)}</span>
        <CorrectType value={type.type} onCorrect={onCorrect} />
      </div>
      {type.evidence.length > 0 && (
        <ul className="plain type-evidence small">
          {grouped(type.evidence).map(({ kind, type: towards, texts }) => (
            <li key={`${kind} ${towards}`} data-against={towards !== type.type || undefined}>
              <span className="dim">{KINDS[kind]}</span>
              <span className="grow">{texts.join(' · ')}</span>
              {towards !== type.type && <span className="dim">rather {towards}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What speaks for one type in one way, in one row; words as they were written. */
function grouped(evidence: ConversationType['evidence']) {
  const rows = Map.groupBy(evidence, ({ kind, type }) => `${kind} ${type}`);
  return [...rows.values()].flatMap((row) => {
    const [first] = row;
    if (!first) return [];
    const texts = row.map(({ text }) => (first.kind === 'words' ? `“${text}”` : text));
    return [{ kind: first.kind, type: first.type, texts }];
  });
}

function sureness({ type, final, confidence, by }: ConversationType): string {
  if (by === 'rep') return 'corrected by your team';
  if (by === 'answer') return 'their own answer';
  if (type === 'Unknown') return final ? '' : 'not settled yet';
  const percent = `${Math.min(99, Math.round(confidence * 100))}% sure`;
  return final ? percent : `a guess, ${percent}`;
}

/** A correction wins over what the model says, and teaches it. */
export function CorrectType({ value, onCorrect }: { value: IntentType; onCorrect: (type: IntentType) => void }) {
  const { allowed, reason } = usePermit('conversations.answer');
  if (!allowed) {
    return (
      <Tooltip label={reason}>
        <button type="button" className="plain small dim not-permitted" aria-disabled>
          Correct
        </button>
      </Tooltip>
    );
  }
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <button type="button" className="plain link small">
          Correct
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label="They really came for" aria-labelledby={undefined}>
        <Menu.Label aria-hidden>They really came for</Menu.Label>
        <Menu.RadioGroup value={value}>
          {INTENT_TYPES.map((type) => (
            <Menu.RadioItem key={type} value={type} closeMenuOnClick onClick={() => onCorrect(type)}>
              {type}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
