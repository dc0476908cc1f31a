import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Problem } from '../../wire/api/paging.ts';

interface Fault {
  readonly status: number;
  readonly code: string;
  readonly field: string | null;
}

const NO_HTTP: Fault = { status: 400, code: 'invalid', field: null };

/** By the parser's own word: Node's documentation of `clientError`, and llhttp's list of errors. */
const FAULTS: Readonly<Record<string, Fault>> = {
  HPE_HEADER_OVERFLOW: { status: 431, code: 'too_large', field: 'headers' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, code: 'too_large', field: 'body' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'timeout', field: null },
  HPE_INVALID_CONTENT_LENGTH: { ...NO_HTTP, field: 'Content-Length' },
  HPE_UNEXPECTED_CONTENT_LENGTH: { ...NO_HTTP, field: 'Content-Length' },
  HPE_INVALID_TRANSFER_ENCODING: { ...NO_HTTP, field: 'Transfer-Encoding' },
  HPE_INVALID_CHUNK_SIZE: { ...NO_HTTP, field: 'body' },
  HPE_INVALID_METHOD: { ...NO_HTTP, field: 'method' },
  HPE_INVALID_URL: { ...NO_HTTP, field: 'path' },
};

/**
 * Answers what is no request that Node can read, as a problem document like every other error, and ends the connection: where
 * the next request would begin is not known.
 */
export function answerUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, code, field } = FAULTS[error.code ?? ''] ?? NO_HTTP;
  const detail = `This cannot be read as an HTTP request: ${error.message.replace(/^Parse Error: /, '')}.`;
  const title = STATUS_CODES[status] ?? 'Error';
  const problem: Problem & { field?: string } = {
    ...{ type: 'about:blank', title, status, detail, code },
    ...(field !== null && { field, errors: [{ field, message: detail }] }),
  };
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
