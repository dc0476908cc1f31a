import { Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CategoryRule } from '../../../../wire/api/categories.ts';
import { SIGNAL_KINDS, type SignalKind } from '../../../../wire/signal.ts';
import { call } from '../../api/client.ts';
import { CategoryChip } from '../../ui/people/signal.tsx';
import { Panel } from '../../ui/shell/page.tsx';
import { KIND_NAMES } from '../../ui/words.ts';

const BY = { workspace: 'one of your rules', built_in: 'a built-in rule', fallback: 'no rule' } as const;
const KINDS = SIGNAL_KINDS.map((value) => ({ value, label: KIND_NAMES[value] }));
const BLANK = { url: '', title: '', text: '', event: '' };

/** Answers while one types, with the rules as they stand in the editor, saved or not. */
export function CategoryTester({ rules }: { rules: readonly CategoryRule[] }) {
  const [kind, setKind] = useState<SignalKind>('page_view');
  const [fields, setFields] = useState({ ...BLANK, url: '/pricing' });
  const usable = rules.filter((rule) => rule.value.trim() !== '');
  const [body] = useDebouncedValue({ rules: usable, kind, ...filled(fields) }, 200);
  const answer = useQuery({
    queryKey: ['category-test', body],
    queryFn: ({ signal }) => call('POST /categories/test', { body, signal }),
    placeholderData: keepPreviousData,
  });
  const set = (name: keyof typeof BLANK) => (event: React.ChangeEvent<HTMLInputElement>) =>
    setFields({ ...fields, [name]: event.currentTarget.value });
  return (
    <Panel title="Try it" note="with the rules above, saved or not">
      <div className="tester">
        <Select label="Kind" data={KINDS} value={kind} onChange={(value) => value && setKind(value as SignalKind)} />
        <TextInput label="Address or path" value={fields.url} onChange={set('url')} />
        <TextInput label="Page title" value={fields.title} onChange={set('title')} />
        <TextInput label="Clicked text" value={fields.text} onChange={set('text')} />
        <TextInput label="Event name" value={fields.event} onChange={set('event')} />
      </div>
      <p className="tester-answer" aria-live="polite">
        {answer.isError && <span style={{ color: 'var(--bad)' }}>{answer.error.message}</span>}
        {answer.data && (
          <>
            <CategoryChip value={answer.data.category} /> by {BY[answer.data.by]}: {answer.data.because}
          </>
        )}
      </p>
    </Panel>
  );
}

function filled(fields: typeof BLANK): Partial<typeof BLANK> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
}
