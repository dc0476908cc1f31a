import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld } from '../world.ts';

const world = await createWorld();
beforeAll(() => world.app.listen({ port: 0, host: '127.0.0.1' }));
afterAll(world.close);

/** What the server answers to these bytes before it ends the connection. */
async function exchange(bytes: string): Promise<{ readonly head: string; readonly body: string }> {
  const socket = connect((world.app.server.address() as AddressInfo).port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  socket.write(bytes);
  await once(socket, 'close');
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return { head, body };
}

const post = (headers: string, body = '') =>
  `POST /api/v1/setup HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${body}`;

it.each<[string, string, object]>([
  ['a length that is no number', post('Content-Length: abc', '{}'), { status: 400, field: 'Content-Length' }],
  ['two lengths', post('Content-Length: 2\r\nContent-Length: 3', '{}'), { status: 400, field: 'Content-Length' }],
  ['a length beside chunks', post('Content-Length: 2\r\nTransfer-Encoding: chunked', '0\r\n\r\n'), { status: 400 }],
  [
    'a chunk without a size',
    post('Transfer-Encoding: chunked', 'ZZ\r\n{}\r\n0\r\n\r\n'),
    { status: 400, field: 'body' },
  ],
  ['no method', 'FOO /api/v1/setup HTTP/1.1\r\nHost: x\r\n\r\n', { status: 400, field: 'method' }],
  ['too much of a header', post(`X: ${'a'.repeat(20_000)}`), { status: 431, code: 'too_large', field: 'headers' }],
])('answers %s with a problem document, and ends the connection', async (_, bytes, problem) => {
  const { head, body } = await exchange(bytes);
  expect(head).toMatch(/^HTTP\/1\.1 4\d\d \w/);
  expect(head).toContain('Content-Type: application/problem+json');
  expect(head).toContain('Connection: close');
  expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
  expect(JSON.parse(body)).toMatchObject({ type: 'about:blank', detail: expect.any(String), ...problem });
});
