import { ActionIcon, Button, Select, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { SIGNAL_KINDS, type SignalKind } from '../../../../wire/signal.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { Page, Panel } from '../../ui/shell/page.tsx';
import { KIND_NAMES } from '../../ui/words.ts';
import { previewIntent, STORIES, type Step } from './preview.ts';
import { Verdict } from './verdict.tsx';
import './simulator.css';

const KINDS = SIGNAL_KINDS.map((value) => ({ value, label: KIND_NAMES[value] }));
const AGES = [
  { value: '0', label: 'just now' },
  { value: '1', label: '1 hour ago' },
  { value: '24', label: 'yesterday' },
  { value: '72', label: '3 days ago' },
  { value: '168', label: '1 week ago' },
  { value: '336', label: '2 weeks ago' },
  { value: '720', label: '30 days ago' },
  { value: '1440', label: '60 days ago' },
];

/** Put a journey together and see the score it would get, and why. Stores nothing. */
export function SimulatorScreen() {
  const [steps, setSteps] = useState<readonly Step[]>(STORIES[0]?.steps ?? []);
  const [message, setMessage] = useState('');
  const [asked] = useDebouncedValue({ steps, message }, 200);
  const answer = useQuery({
    queryKey: ['simulator', asked],
    queryFn: () => previewIntent(asked.steps, asked.message, Date.now()),
    placeholderData: keepPreviousData,
  });
  const put = (index: number, change: Partial<Step>) =>
    setSteps(steps.map((step, i) => (i === index ? { ...step, ...change } : step)));
  return (
    <Page title="Intent simulator" note="nothing here is stored">
      <div className="simulator">
        <Panel title="A journey" action={<Stories onChoose={(chosen) => setSteps(chosen)} />}>
          <ol className="plain steps">
            {steps.map((step, index) => (
              <li key={step.id} className="step">
                <Select
                  aria-label="When"
                  w={124}
                  data={AGES}
                  value={String(step.hoursAgo)}
                  onChange={(value) => value && put(index, { hoursAgo: Number(value) })}
                />
                <Select
                  aria-label="Kind"
                  w={140}
                  data={KINDS}
                  value={step.kind}
                  onChange={(value) => value && put(index, { kind: value as SignalKind })}
                />
                <TextInput
                  aria-label={step.kind === 'track' ? 'Event name' : 'Path'}
                  className="grow"
                  placeholder={step.kind === 'track' ? 'Trial Started' : '/pricing'}
                  value={step.what}
                  onChange={(event) => put(index, { what: event.currentTarget.value })}
                />
                <ActionIcon
                  aria-label="Remove this signal"
                  onClick={() => setSteps(steps.filter((_, i) => i !== index))}
                >
                  <Icon name="close" size={14} />
                </ActionIcon>
              </li>
            ))}
          </ol>
          <Button
            variant="subtle"
            mt={6}
            leftSection={<Icon name="plus" size={14} />}
            onClick={() =>
              setSteps([...steps, { id: crypto.randomUUID(), hoursAgo: 0, kind: 'page_view', what: '/pricing' }])
            }
          >
            Add a signal
          </Button>
          <Textarea
            mt="md"
            label="A chat message"
            description="Optional: what they wrote"
            autosize
            minRows={2}
            maxLength={1000}
            value={message}
            onChange={(event) => setMessage(event.currentTarget.value)}
          />
        </Panel>
        <Verdict answer={answer.data} error={answer.error} retry={() => void answer.refetch()} />
      </div>
    </Page>
  );
}

function Stories({ onChoose }: { onChoose: (steps: readonly Step[]) => void }) {
  return (
    <Select
      aria-label="Start from an example"
      placeholder="Start from an example"
      w={190}
      data={STORIES.map((story) => story.name)}
      value={null}
      onChange={(name) => onChoose(STORIES.find((story) => story.name === name)?.steps ?? [])}
    />
  );
}
