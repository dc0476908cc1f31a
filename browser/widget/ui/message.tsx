import { useState } from 'preact/hooks';
import type { ChatFile, ChatMessage } from '../../../wire/chat.ts';
import { isImage, sizeWords } from '../view/files.ts';
import { linkify } from '../view/linkify.ts';
import { fill, type Words } from '../words/words.ts';
import { FileIcon } from './icons.tsx';

interface BubbleProps {
  readonly message: Pick<ChatMessage, 'text' | 'edited' | 'deleted'> & { readonly files: readonly ChatFile[] };
  readonly words: Words;
  readonly language: string;
  /** The exact moment, on hover. */
  readonly title: string;
}

/** What one message says. Text stays text, whatever is written in it. */
export function Bubble({ message, words, language, title }: BubbleProps) {
  if (message.deleted) return <p class="bubble gone">{words.deleted}</p>;
  const onlyEmoji = /^(?:\p{Extended_Pictographic}[\u{FE0F}\u{1F3FB}-\u{1F3FF}\u{200D}]*){1,3}$/u.test(message.text);
  return (
    <>
      {message.text !== '' && (
        <p class={onlyEmoji ? 'bubble big' : 'bubble'} title={title}>
          {linkify(message.text).map(({ text, href }, index) =>
            href ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts have nothing but their place.
              <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow">
                {text}
              </a>
            ) : (
              text
            ),
          )}
          {message.edited && <small> {words.edited}</small>}
        </p>
      )}
      {message.files.map((file) => (
        <Attached key={file.id} file={file} words={words} language={language} />
      ))}
    </>
  );
}

function Attached({
  file,
  words,
  language,
}: {
  readonly file: ChatFile;
  readonly words: Words;
  readonly language: string;
}) {
  const [broken, setBroken] = useState('');
  const name = fill(words.download, { name: file.name });
  const isShown = isImage(file.type) && broken !== file.url;
  return (
    <a
      class={isShown ? 'picture' : 'file'}
      href={file.url}
      target="_blank"
      rel="noopener noreferrer"
      download={file.name}
      aria-label={name}
      title={file.name}
    >
      {isShown ? (
        <img src={file.url} alt={file.name} loading="lazy" onError={() => setBroken(file.url)} />
      ) : (
        <>
          <FileIcon />
          <span class="file-name">{file.name}</span>
          <small>{sizeWords(file.size, language)}</small>
        </>
      )}
    </a>
  );
}
