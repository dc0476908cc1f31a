import { Tooltip } from '@mantine/core';
import type { SignalItem } from '../../../../wire/api/timeline.ts';
import type { Category, SignalKind } from '../../../../wire/signal.ts';
import { Icon, type IconName } from '../bits/icon.tsx';
import { FILTER_WORDS, KIND_VERBS, signalObject } from '../words.ts';
import './signal.css';

export const KIND_ICONS: Readonly<Record<SignalKind, IconName>> = {
  page_view: 'page',
  link_click: 'cursor',
  button_click: 'cursor',
  cta_tap: 'event',
  form_start: 'form',
  form_submit: 'form',
  knock_link_open: 'link',
  knock_link_click: 'link',
  chat_message: 'chat',
  meeting_booked: 'calendar',
  identify: 'person',
  track: 'event',
};

/** Strong intent stands out a little; the rest stays quiet. */
const LOUD: ReadonlySet<Category> = new Set(['Pricing', 'Demo', 'Comparison', 'Meeting', 'Chat']);

export function CategoryChip({ value }: { value: Category }) {
  return (
    <span className="category" data-loud={LOUD.has(value) || undefined}>
      {value}
    </span>
  );
}

type Shown = Pick<SignalItem, 'kind' | 'page' | 'text' | 'name' | 'category' | 'filtered' | 'mailbox'>;

/** One signal as a sentence: "Viewed **Pricing – Chimeboard**". */
export function SignalLine({ signal }: { signal: Shown }) {
  const verb = KIND_VERBS[signal.kind];
  return (
    <span className="signal-line cut">
      <span className="dim">{verb}</span> <span className="signal-object">{signalObject(signal)}</span>
      {signal.mailbox && <span className="dim"> as {signal.mailbox}</span>}
    </span>
  );
}

export function SignalIcon({ kind }: { kind: SignalKind }) {
  return (
    <span className="signal-icon">
      <Icon name={KIND_ICONS[kind]} size={14} />
    </span>
  );
}

export function FilteredNote({ reason }: { reason: NonNullable<SignalItem['filtered']> }) {
  const [title, why] = FILTER_WORDS[reason];
  return (
    <Tooltip label={`${why} Recorded, but worth no points.`}>
      <span className="filtered-note">
        {title}
        <span className="sr">, no points</span>
      </span>
    </Tooltip>
  );
}
