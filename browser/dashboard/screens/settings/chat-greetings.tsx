import { Select, Textarea } from '@mantine/core';
import type { ChatSetup } from '../../../../wire/api/conversations.ts';
import { CHAT_LANGUAGES, type ChatLanguage } from '../../../../wire/chat-limits.ts';
import type { ChatFieldsProps } from './chat.tsx';

const NAMES = new Intl.DisplayNames(undefined, { type: 'language' });

interface GreetingsProps extends ChatFieldsProps {
  readonly language: ChatLanguage;
  readonly onLanguage: (language: ChatLanguage) => void;
}

/** The first words, in each language one cares to write them. */
export function ChatGreetings({ draft, set, allowed, error, language, onLanguage }: GreetingsProps) {
  const write = (text: string) => {
    const { [language]: _, ...others } = draft.greetings;
    set({ greetings: (text === '' ? others : { ...others, [language]: text }) as ChatSetup['greetings'] });
  };
  return (
    <div className="form">
      <Select
        label="Language"
        data={CHAT_LANGUAGES.map((code) => ({
          value: code,
          label: `${NAMES.of(code)}${draft.greetings[code] ? ' ✓' : ''}`,
        }))}
        value={language}
        onChange={(code) => code && onLanguage(code as ChatLanguage)}
      />
      <Textarea
        label={`Greeting in ${NAMES.of(language)}`}
        description={
          language === 'en'
            ? 'Also for languages without one. Empty: the widget’s own words'
            : 'Empty: the English one, or the widget’s own words in this language'
        }
        autosize
        minRows={2}
        maxLength={500}
        readOnly={!allowed}
        value={draft.greetings[language] ?? ''}
        error={error?.fieldMessage(language) ?? null}
        onChange={(event) => write(event.currentTarget.value)}
      />
    </div>
  );
}
