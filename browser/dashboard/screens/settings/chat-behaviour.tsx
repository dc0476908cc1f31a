import { NumberInput, Radio, Switch } from '@mantine/core';
import type { ChatSetup } from '../../../../wire/api/conversations.ts';
import type { ChatFieldsProps } from './chat.tsx';

const ASK: Readonly<Record<ChatSetup['askEmail'], readonly [string, string]>> = {
  never: ['Never', 'They may still say it in the chat'],
  offline: ['When nobody is online', 'So that you can answer by e-mail'],
  always: ['After the first message', 'One can go on without it'],
};

export function ChatBehaviour({ draft, set, error, allowed }: ChatFieldsProps) {
  return (
    <div className="form">
      <Switch
        label="Chat on your website"
        description="The tag shows the launcher. Knock Links work in any case"
        checked={draft.enabled}
        disabled={!allowed}
        onChange={(event) => set({ enabled: event.currentTarget.checked })}
      />
      <Radio.Group
        label="Ask for an e-mail address"
        value={draft.askEmail}
        onChange={(askEmail) => allowed && set({ askEmail: askEmail as ChatSetup['askEmail'] })}
      >
        <div className="stack" style={{ gap: 8, marginTop: 6 }}>
          {(Object.keys(ASK) as ChatSetup['askEmail'][]).map((key) => (
            <Radio
              key={key}
              size="xs"
              value={key}
              label={ASK[key][0]}
              description={ASK[key][1]}
              disabled={!allowed && draft.askEmail !== key}
            />
          ))}
        </div>
      </Radio.Group>
      <Switch
        label="Ask once why they came"
        description="When the first message leaves it open, with answers to tap. Never after a person has joined"
        checked={draft.askType}
        disabled={!allowed}
        onChange={(event) => set({ askType: event.currentTarget.checked })}
      />
      <Switch
        label="Files"
        description="Pictures, PDF, office documents, text and ZIP, up to 10 MB"
        checked={draft.files}
        disabled={!allowed}
        onChange={(event) => set({ files: event.currentTarget.checked })}
      />
      <NumberInput
        label="Reply time to promise, minutes"
        description="Empty: what is measured, the median of the last replies"
        min={1}
        max={10_080}
        allowDecimal={false}
        readOnly={!allowed}
        value={draft.replyMinutes ?? ''}
        error={error?.fieldMessage('replyMinutes') ?? null}
        onChange={(value) => set({ replyMinutes: typeof value === 'number' ? value : null })}
      />
    </div>
  );
}
