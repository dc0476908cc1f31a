import { ActionIcon, FileButton, Popover, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { CHAT_FILE_TYPES, CHAT_FILES_MAX } from '../../../../wire/chat-limits.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { fileSize } from './message-files.tsx';
import type { Upload, Uploads } from './uploads.ts';

const EMOJI: readonly (readonly [string, string])[] = [
  ['🙂', 'smile'],
  ['😀', 'grin'],
  ['😄', 'laugh'],
  ['😉', 'wink'],
  ['😊', 'blush'],
  ['😍', 'love it'],
  ['🤔', 'thinking'],
  ['😅', 'phew'],
  ['😂', 'tears of joy'],
  ['🙈', 'oops'],
  ['😢', 'sad'],
  ['🙏', 'thank you'],
  ['👍', 'thumbs up'],
  ['👎', 'thumbs down'],
  ['👏', 'clapping'],
  ['🙌', 'hooray'],
  ['👋', 'wave'],
  ['🤝', 'handshake'],
  ['💪', 'strong'],
  ['👀', 'looking'],
  ['🎉', 'party'],
  ['🚀', 'rocket'],
  ['✨', 'sparkles'],
  ['🔥', 'fire'],
  ['❤️', 'heart'],
  ['💚', 'green heart'],
  ['✅', 'done'],
  ['❌', 'no'],
  ['❓', 'question'],
  ['💡', 'idea'],
  ['📎', 'attached'],
  ['📅', 'calendar'],
  ['⏰', 'alarm'],
  ['☕', 'coffee'],
  ['📈', 'growth'],
  ['💬', 'speech'],
];

export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="top-start" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon aria-label="Emoji" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="smile" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label="Emoji">
        <div className="emoji-grid">
          {EMOJI.map(([emoji, word]) => (
            <button
              key={emoji}
              type="button"
              className="plain emoji"
              aria-label={word}
              title={word}
              onClick={() => {
                setOpen(false);
                onPick(emoji);
              }}
            >
              {emoji}
            </button>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

export function AttachButton({ uploads }: { uploads: Uploads }) {
  const full = uploads.list.length >= CHAT_FILES_MAX;
  return (
    <FileButton multiple accept={CHAT_FILE_TYPES.join(',')} onChange={(files) => uploads.add(files)} disabled={full}>
      {(props) => (
        <Tooltip label={full ? 'At most five files in one message' : 'Attach files, up to 10 MB each'}>
          <ActionIcon {...props} aria-label="Attach files" aria-disabled={full || undefined}>
            <Icon name="clip" />
          </ActionIcon>
        </Tooltip>
      )}
    </FileButton>
  );
}

export function UploadChips({ uploads }: { uploads: Uploads }) {
  if (uploads.list.length === 0) return null;
  return (
    <ul className="plain upload-chips">
      {uploads.list.map((one) => (
        <UploadChip key={one.key} one={one} onRemove={() => uploads.remove(one.key)} />
      ))}
    </ul>
  );
}

function UploadChip({ one, onRemove }: { one: Upload; onRemove: () => void }) {
  const percent = Math.round(one.done * 100);
  return (
    <li className="upload-chip small" data-bad={one.problem !== null || undefined}>
      <Icon name={one.problem ? 'warning' : 'page'} size={13} />
      <span className="cut">{one.name}</span>
      <span className="dim num" aria-live="polite">
        {one.problem ?? (one.file ? fileSize(one.file.size) : `${percent}%`)}
      </span>
      <button type="button" className="plain" aria-label={`Remove ${one.name}`} onClick={onRemove}>
        <Icon name="close" size={12} />
      </button>
      {!one.file && !one.problem && <span className="upload-bar" style={{ width: `${percent}%` }} />}
    </li>
  );
}
