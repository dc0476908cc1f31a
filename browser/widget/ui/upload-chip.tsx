import { CHAT_FILE_BYTES_MAX } from '../../../wire/chat-limits.ts';
import type { Upload } from '../chat/uploads.ts';
import { sizeWords } from '../view/files.ts';
import { fill, type Words } from '../words/words.ts';
import { CloseIcon, FileIcon, RetryIcon } from './icons.tsx';

interface ChipProps {
  readonly upload: Upload;
  readonly words: Words;
  readonly language: string;
  readonly retry: () => void;
  readonly remove: () => void;
}

/** A chosen file: how far it is, or what is wrong with it. */
export function UploadChip({ upload, words, language, retry, remove }: ChipProps) {
  const { name, size, fault, file, progress } = upload;
  return (
    <li class={fault ? 'chip bad' : 'chip'}>
      <FileIcon />
      <span class="chip-words">
        <span class="file-name" title={name}>
          {name}
        </span>
        <small role={fault ? 'alert' : undefined}>
          {fault ? faultWords(fault, words, language) : sizeWords(size, language)}
        </small>
        {!fault && !file && <progress value={progress} max={1} aria-label={name} />}
      </span>
      {fault === 'failed' && (
        <button type="button" class="quiet" aria-label={words.again} title={words.again} onClick={retry}>
          <RetryIcon />
        </button>
      )}
      <button type="button" class="quiet" aria-label={`${words.remove}: ${name}`} title={words.remove} onClick={remove}>
        <CloseIcon />
      </button>
    </li>
  );
}

function faultWords(fault: NonNullable<Upload['fault']>, words: Words, language: string): string {
  if (fault === 'too_large') return fill(words.tooLarge, { size: sizeWords(CHAT_FILE_BYTES_MAX, language) });
  return fault === 'failed' ? words.failed : words.wrongType;
}
