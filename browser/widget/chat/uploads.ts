import type { ChatFile } from '../../../wire/chat.ts';
import { CHAT_FILES_MAX } from '../../../wire/chat-limits.ts';
import { type FileFault, faultOf } from '../view/files.ts';
import { fateOf } from './outbox.ts';
import { failureOf } from './post.ts';

/** A file on its way into the next message. */
export interface Upload {
  readonly key: number;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** 0 to 1. */
  readonly progress: number;
  readonly fault: FileFault | 'failed' | null;
  /** Once the server has it. */
  readonly file: ChatFile | null;
}

interface UploadParts {
  /** The address to send the bytes to and the secret, once there is a conversation; null when there cannot be one now. */
  readonly target: (name: string) => Promise<{ readonly url: string; readonly secret: string } | null>;
  readonly changed: (uploads: readonly Upload[]) => void;
  readonly tooMany: () => void;
}

let keys = 0;

/** The files chosen for the next message: each is sent at once, and can be tried again or taken away. */
export class Uploads {
  readonly #parts: UploadParts;
  readonly #sources = new Map<number, { readonly file: File; request?: XMLHttpRequest }>();
  list: readonly Upload[] = [];

  constructor(parts: UploadParts) {
    this.#parts = parts;
  }

  add(files: Iterable<File>): void {
    for (const file of files) {
      if (this.list.length >= CHAT_FILES_MAX) {
        this.#parts.tooMany();
        return;
      }
      const key = ++keys;
      const { name, type, size } = file;
      const fault = faultOf(file);
      this.#sources.set(key, { file });
      this.#set([...this.list, { key, name: name || 'image.png', type, size, progress: 0, fault, file: null }]);
      if (!fault) void this.#send(key);
    }
  }

  retry(key: number): void {
    this.#patch(key, { fault: null, progress: 0 });
    void this.#send(key);
  }

  remove(key: number): void {
    this.#sources.get(key)?.request?.abort();
    this.#sources.delete(key);
    this.#set(this.list.filter((upload) => upload.key !== key));
  }

  /** Those that have arrived, which leave with a message. The others stay. */
  take(): readonly ChatFile[] {
    const done = this.list.filter(({ file }) => file);
    for (const { key } of done) this.remove(key);
    return done.map(({ file }) => file as ChatFile);
  }

  clear(): void {
    for (const { key } of this.list) this.remove(key);
  }

  async #send(key: number): Promise<void> {
    const source = this.#sources.get(key);
    const upload = this.list.find((some) => some.key === key);
    if (!source || !upload) return;
    const target = await this.#parts.target(upload.name);
    if (!this.#sources.has(key)) return;
    if (!target) {
      this.#patch(key, { fault: 'failed' });
      return;
    }
    // `fetch` cannot tell how much has been sent.
    const request = new XMLHttpRequest();
    source.request = request;
    request.upload.onprogress = ({ loaded, total }) => this.#patch(key, { progress: total ? loaded / total : 0 });
    request.onloadend = () => this.#ended(key, request);
    request.open('POST', target.url);
    request.setRequestHeader('authorization', `Bearer ${target.secret}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(source.file);
  }

  #ended(key: number, { status, responseText }: XMLHttpRequest): void {
    if (fateOf(status) === 'done') {
      const file = JSON.parse(responseText) as ChatFile;
      this.#patch(key, { file, name: file.name, progress: 1 });
      return;
    }
    const failure = failureOf(status, null, responseText);
    const code = failure.ok ? '' : failure.code;
    this.#patch(key, { fault: code === 'too_large' || code === 'unsupported_type' ? code : 'failed' });
  }

  #patch(key: number, change: Partial<Upload>): void {
    this.#set(this.list.map((upload) => (upload.key === key ? { ...upload, ...change } : upload)));
  }

  #set(list: readonly Upload[]): void {
    this.list = list;
    this.#parts.changed(list);
  }
}
