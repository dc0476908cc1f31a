import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { CHAT_FILES_MAX, CHAT_TEXT_MAX } from '../../../wire/chat-limits.ts';
import type { Upload } from '../chat/uploads.ts';
import { ACCEPTED } from '../view/files.ts';
import { fill } from '../words/words.ts';
import { EmojiPicker } from './emoji-picker.tsx';
import { ClipIcon, SendIcon, SmileIcon } from './icons.tsx';
import type { Parts } from './props.ts';
import { UploadChip } from './upload-chip.tsx';

interface ComposerProps extends Parts {
  readonly autofocus: boolean;
  /** Further tools. */
  readonly children?: ComponentChildren;
}

/** Where one writes. Enter sends, Shift and Enter begin a line. */
export function Composer({ conversation, state, words, language, autofocus, children }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(conversation.draft);
  const [picking, setPicking] = useState(false);
  const takesFiles = state.settings?.files ?? false;
  const isTooLong = text.length > CHAT_TEXT_MAX;
  const canSend =
    !isTooLong && !state.uploads.some(isOnItsWay) && (text.trim() !== '' || state.uploads.some(hasArrived));

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it appears.
  useEffect(() => {
    if (autofocus) field.current?.focus();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the field grows with its text.
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, 140)}px`;
  }, [text]);

  const write = (next: string) => {
    setText(next);
    conversation.draft = next;
    conversation.writing(next);
  };
  const send = () => {
    if (!canSend) return;
    conversation.send(text);
    write('');
    field.current?.focus();
  };
  const keyed = (event: KeyboardEvent) => {
    // While an input method composes, Enter takes its suggestion. Safari says so by 229 alone.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };
  const pasted = (event: ClipboardEvent) => {
    const found = event.clipboardData?.files;
    if (!takesFiles || !found?.length) return;
    event.preventDefault();
    conversation.attach(found);
  };
  const pick = (emoji: string) => {
    const area = field.current;
    const at = area?.selectionStart ?? text.length;
    write(text.slice(0, at) + emoji + text.slice(area?.selectionEnd ?? at));
    setPicking(false);
    area?.focus();
  };
  const closePicker = () => {
    setPicking(false);
    field.current?.focus();
  };
  const problem = isTooLong
    ? fill(words.tooLong, { n: CHAT_TEXT_MAX })
    : state.tooManyFiles
      ? fill(words.tooMany, { n: CHAT_FILES_MAX })
      : state.offline
        ? words.offline
        : '';
  return (
    <div class="compose">
      {picking && <EmojiPicker label={words.emoji} pick={pick} close={closePicker} />}
      {problem && (
        <p class="fault" role="status">
          {problem}
        </p>
      )}
      {state.uploads.length > 0 && (
        <ul class="uploads">
          {state.uploads.map((upload) => (
            <UploadChip
              key={upload.key}
              upload={upload}
              words={words}
              language={language}
              retry={() => conversation.retryUpload(upload.key)}
              remove={() => conversation.removeUpload(upload.key)}
            />
          ))}
        </ul>
      )}
      <div class="compose-row">
        <textarea
          ref={field}
          rows={1}
          value={text}
          placeholder={words.write}
          aria-label={words.write}
          aria-invalid={isTooLong}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={keyed}
          onPaste={pasted}
          onBlur={() => conversation.writing('')}
        />
        <div class="tools">
          {children}
          <button
            type="button"
            class="quiet"
            aria-label={words.emoji}
            title={words.emoji}
            aria-expanded={picking}
            onClick={() => setPicking(!picking)}
          >
            <SmileIcon />
          </button>
          {takesFiles && (
            <button
              type="button"
              class="quiet"
              aria-label={words.attach}
              title={words.attach}
              onClick={() => files.current?.click()}
            >
              <ClipIcon />
            </button>
          )}
          <button
            type="button"
            class="send"
            aria-label={words.send}
            title={words.send}
            disabled={!canSend}
            onClick={send}
          >
            <SendIcon />
          </button>
        </div>
        <input
          ref={files}
          type="file"
          multiple
          hidden
          accept={ACCEPTED}
          onChange={({ currentTarget }) => {
            conversation.attach(currentTarget.files ?? []);
            currentTarget.value = '';
          }}
        />
      </div>
    </div>
  );
}

function isOnItsWay({ fault, file }: Upload): boolean {
  return !fault && !file;
}

function hasArrived({ file }: Upload): boolean {
  return file !== null;
}
