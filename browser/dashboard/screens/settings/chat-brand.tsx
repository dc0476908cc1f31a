import { Button, ColorInput, FileButton, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '../../ui/bits/icon.tsx';
import { contrast, onColor, READABLE } from '../../ui/chat/contrast.ts';
import type { ChatFieldsProps } from './chat.tsx';

const LOGO_BYTES_MAX = 100 * 1024;
const SWATCHES = ['#12564a', '#2f6fed', '#6d3fc8', '#b3261e', '#a35a00', '#1e1c19'];

/** Name, logo and colour, with a word on whether people can read it. */
export function ChatBrand({ draft, set, error, allowed }: ChatFieldsProps) {
  return (
    <div className="form">
      <TextInput
        label="Name"
        maxLength={60}
        value={draft.brandName}
        readOnly={!allowed}
        error={error?.fieldMessage('brandName') ?? null}
        onChange={(event) => set({ brandName: event.currentTarget.value })}
      />
      <LogoField draft={draft} set={set} error={error} allowed={allowed} />
      <ColorInput
        size="xs"
        label="Colour"
        eyeDropperButtonProps={{ 'aria-label': 'Pick a colour from the screen' }}
        format="hex"
        swatches={SWATCHES}
        swatchesPerRow={6}
        value={draft.color}
        readOnly={!allowed}
        error={error?.fieldMessage('color') ?? null}
        onChange={(color) => {
          if (/^#[0-9a-f]{6}$/i.test(color)) set({ color });
        }}
      />
      <ContrastNote color={draft.color} />
      <div>
        <div className="mantine-InputWrapper-label" id="chat-side">
          Side of the launcher
        </div>
        <SegmentedControl
          aria-labelledby="chat-side"
          data={[
            { value: 'left', label: 'Left' },
            { value: 'right', label: 'Right' },
          ]}
          value={draft.side}
          disabled={!allowed}
          onChange={(side) => set({ side: side as 'left' | 'right' })}
        />
      </div>
    </div>
  );
}

function ContrastNote({ color }: { color: string }) {
  const text = onColor(color);
  const ratio = contrast(color, text);
  const onPage = contrast(color, '#ffffff');
  const good = ratio >= READABLE && onPage >= 3;
  const words =
    ratio < READABLE
      ? 'Neither white nor black is easy to read on it. Take it a little darker or lighter.'
      : onPage < 3
        ? 'The launcher hardly stands out from a white page. Take it a little darker.'
        : `${text === '#ffffff' ? 'White' : 'Black'} on it is easy to read.`;
  return (
    <p className="contrast-note small" data-good={good || undefined}>
      <Icon name={good ? 'check' : 'warning'} size={13} />
      <span>
        {words} <span className="num">Contrast {ratio.toFixed(1)} : 1</span>
      </span>
    </p>
  );
}

function LogoField({ draft, set, error, allowed }: ChatFieldsProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const take = (file: File | null) => {
    if (!file) return;
    if (file.size > LOGO_BYTES_MAX) return setProblem('Larger than 100 KB. Take a smaller picture.');
    const reader = new FileReader();
    reader.onload = () => {
      setProblem(null);
      set({ logoUrl: String(reader.result) });
    };
    reader.readAsDataURL(file);
  };
  const shown = problem ?? error?.fieldMessage('logoUrl');
  return (
    <div>
      <div className="mantine-InputWrapper-label">Logo</div>
      <div className="row">
        {draft.logoUrl && <img className="logo-shown" src={draft.logoUrl} alt="The present logo" />}
        {allowed && (
          <FileButton accept="image/png,image/jpeg,image/webp,image/gif" onChange={take}>
            {(props) => (
              <Button {...props} variant="default">
                {draft.logoUrl ? 'Change' : 'Choose a picture'}
              </Button>
            )}
          </FileButton>
        )}
        {allowed && draft.logoUrl && (
          <Button variant="subtle" color="gray" onClick={() => set({ logoUrl: null })}>
            Remove
          </Button>
        )}
      </div>
      {shown && (
        <p className="field-problem small" role="alert">
          {shown}
        </p>
      )}
    </div>
  );
}
