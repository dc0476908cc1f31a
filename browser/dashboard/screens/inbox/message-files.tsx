import type { ChatFile } from '../../../../wire/chat.ts';
import { Icon } from '../../ui/bits/icon.tsx';

/** Pictures are shown, everything else is downloaded. Addresses are good for an hour: `onStale` fetches new ones. */
export function MessageFiles({ files, onStale }: { files: readonly ChatFile[]; onStale?: () => void }) {
  return (
    <div className="msg-files">
      {files.map((file) =>
        file.type.startsWith('image/') ? (
          <a key={file.id} href={file.url} target="_blank" rel="noreferrer" download={file.name} className="msg-image">
            <img src={file.url} alt={file.name} loading="lazy" {...(onStale ? { onError: onStale } : {})} />
          </a>
        ) : (
          <a key={file.id} href={file.url} download={file.name} className="msg-file">
            <Icon name="page" size={18} />
            <span className="grow">
              <span className="cut msg-file-name">{file.name}</span>
              <span className="dim small">{fileSize(file.size)}</span>
            </span>
            <Icon name="download" size={14} />
          </a>
        ),
      )}
    </div>
  );
}

export function fileSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
