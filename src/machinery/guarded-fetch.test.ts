import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardedFetch, isPublic } from './guarded-fetch.ts';

let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: 'http://10.0.0.1/' }).end();
    else if (request.url === '/large') response.end('x'.repeat(5000));
    else if (request.url === '/never') return;
    else request.pipe(response.writeHead(201, { 'x-method': request.method ?? '' }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const open = guardedFetch({ privateTargets: true, bytesMax: 1000 });
const guarded = guardedFetch({ privateTargets: false, bytesMax: 1000 });

describe('a guarded fetch', () => {
  it('asks and answers like fetch', async () => {
    const answer = await open(`${origin}/echo`, {
      method: 'POST',
      body: 'é',
      headers: { 'content-type': 'text/plain' },
    });
    expect([answer.status, answer.headers.get('x-method'), await answer.text()]).toEqual([201, 'POST', 'é']);
  });

  it('follows no redirect and reads no more than it may', async () => {
    await expect(open(`${origin}/moved`)).rejects.toMatchObject({ code: 'redirected' });
    await expect(open(`${origin}/large`)).rejects.toMatchObject({ code: 'too_large' });
  });

  it('stops when it is told to', async () => {
    await expect(open(`${origin}/never`, { signal: AbortSignal.timeout(30) })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it.each([
    ['https://127.0.0.1/', 'private_address'],
    ['https://[::1]/', 'private_address'],
    ['https://[::ffff:10.0.0.1]/', 'private_address'],
    ['https://169.254.169.254/latest/meta-data', 'private_address'],
    ['https://2130706433/', 'private_address'],
    ['https://localhost/', 'private_address'],
    ['http://example.com/', 'no_tls'],
  ])('never asks %s: %s', async (url, code) => {
    await expect(guarded(url)).rejects.toMatchObject({ code });
  });

  it.each([
    ['93.184.216.34', true],
    ['2606:2800:220:1::1', true],
    ['100.64.0.1', false],
    ['172.31.255.255', false],
    ['172.32.0.1', true],
    ['fe80::1', false],
    ['fd00::1', false],
    ['64:ff9b::a00:1', false],
    ['2002:a00:1::', false],
    ['not an address', false],
  ])('knows whether %s is public: %s', (address, expected) => {
    expect(isPublic(address)).toBe(expected);
  });
});
