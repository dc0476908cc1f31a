import { useRef, useState } from 'react';
import type { ChatFile } from '../../../../wire/chat.ts';
import { CHAT_FILE_BYTES_MAX, CHAT_FILES_MAX } from '../../../../wire/chat-limits.ts';

/** A file on its way to the server, or there. */
export interface Upload {
  readonly key: number;
  readonly name: string;
  /** 0 to 1. */
  readonly done: number;
  readonly file: ChatFile | null;
  readonly problem: string | null;
}

export interface Uploads {
  readonly list: readonly Upload[];
  readonly busy: boolean;
  readonly ready: readonly ChatFile[];
  readonly add: (files: Iterable<File>) => void;
  readonly remove: (key: number) => void;
  readonly clear: () => void;
}

/** Files go up as soon as they are chosen, so that sending the message is quick. */
export function useUploads(conversation: string): Uploads {
  const [list, setList] = useState<readonly Upload[]>([]);
  const serial = useRef(0);
  const running = useRef(new Map<number, XMLHttpRequest>());
  const change = (key: number, fields: Partial<Upload>) =>
    setList((old) => old.map((one) => (one.key === key ? { ...one, ...fields } : one)));
  const stop = (key: number) => {
    running.current.get(key)?.abort();
    running.current.delete(key);
  };
  return {
    list,
    busy: list.some((one) => one.file === null && one.problem === null),
    ready: list.flatMap((one) => one.file ?? []),
    add: (files) => {
      const fresh = [...files].slice(0, Math.max(0, CHAT_FILES_MAX - list.length));
      for (const file of fresh) {
        serial.current += 1;
        const key = serial.current;
        const problem = file.size > CHAT_FILE_BYTES_MAX ? 'Larger than 10 MB' : null;
        setList((old) => [...old, { key, name: file.name, done: 0, file: null, problem }]);
        if (problem === null)
          running.current.set(
            key,
            upload(conversation, file, (fields) => change(key, fields)),
          );
      }
    },
    remove: (key) => {
      stop(key);
      setList((old) => old.filter((one) => one.key !== key));
    },
    clear: () => {
      for (const key of running.current.keys()) stop(key);
      setList([]);
    },
  };
}

/** `fetch` cannot tell how far an upload is, so this is the older kind of request. */
function upload(conversation: string, file: File, tell: (fields: Partial<Upload>) => void): XMLHttpRequest {
  const request = new XMLHttpRequest();
  const name = encodeURIComponent(file.name.slice(-200) || 'file');
  request.open('POST', `/api/v1/conversations/${encodeURIComponent(conversation)}/files?name=${name}`);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.setRequestHeader('accept', 'application/json');
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) tell({ done: event.loaded / event.total });
  };
  request.onload = () => {
    const answer = parsed(request.responseText);
    if (request.status < 300) tell({ done: 1, file: answer as ChatFile });
    else tell({ problem: (answer as { detail?: string; title?: string } | null)?.detail ?? 'The server refused it' });
  };
  request.onerror = () => tell({ problem: 'The server could not be reached' });
  request.send(file);
  return request;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
