import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROUTES } from '../../../wire/api/routes.ts';
import { ANSWERS } from './answers.ts';
import { CONNECTION_ANSWERS } from './connections.ts';
import { CONVERSATION_ANSWERS, chatter, uploads } from './conversation-answers.ts';
import { listeners } from './conversations.ts';
import { LINK_ANSWERS, qrOf } from './links.ts';
import { explain, people, settle, signalOf } from './people.ts';

/** Serves the built dashboard with made-up data, for looking at it: `node browser/dashboard/dev/serve.ts`. Never shipped. */

const BUILD = process.env['BUILD'] ?? fileURLToPath(new URL('../../../build/dashboard', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const CSP = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";
const EVERY = { ...ANSWERS, ...CONVERSATION_ANSWERS, ...LINK_ANSWERS, ...CONNECTION_ANSWERS };
const port = Number(process.env['PORT'] ?? 4100);

createServer((request, answer) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/api/v1/stream') stream(answer);
  else if (url.pathname.startsWith('/api/')) void api(request, answer, url);
  else void file(answer, url.pathname);
}).listen(port, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${port}\n`));

async function api(request: IncomingMessage, answer: ServerResponse, url: URL): Promise<void> {
  const path = url.pathname.replace('/api/v1', '');
  const qr = /^\/links\/([^/]+)\/qr\.svg$/.exec(path);
  if (qr) {
    answer.writeHead(200, { 'content-type': 'image/svg+xml' }).end(qrOf(qr[1] ?? ''));
    return;
  }
  if (/^\/conversations\/[^/]+\/files$/.test(path)) {
    await upload(request, answer, url.searchParams.get('name') ?? 'file');
    return;
  }
  let text = '';
  for await (const chunk of request) text += chunk;
  if (path === '/intent/preview') {
    const score = explain(people[0]?.signals ?? []);
    send(answer, 200, {
      score,
      type: {
        value: 'Buying',
        final: true,
        confidence: 0.82,
        ask: false,
        probabilities: { Buying: 0.82, Partnership: 0.06, Support: 0.08, 'Job seeker': 0.01, Unknown: 0.03 },
        evidence: [{ kind: 'words', text: 'how much', type: 'Buying', weight: 2.1 }],
      },
    });
    return;
  }
  for (const [name, make] of Object.entries(EVERY)) {
    const [method, shape = ''] = name.split(' ');
    const match = new RegExp(`^${shape.replace(':id', '([^/]+)')}$`).exec(path);
    if (method !== request.method || !match) continue;
    const value = make(match[1] ?? '', Object.fromEntries(url.searchParams), (text ? JSON.parse(text) : {}) as never);
    if (value === undefined) break;
    const checked = ROUTES[name as keyof typeof ROUTES].answer.safeParse(value);
    if (!checked.success) process.stderr.write(`${name}: ${JSON.stringify(checked.error.issues.slice(0, 3))}\n`);
    send(answer, 200, value);
    return;
  }
  send(answer, 404, { type: 'about:blank', title: 'Not found', status: 404, code: 'not_found' });
}

async function upload(request: IncomingMessage, answer: ServerResponse, name: string): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const image = /\.(png|jpe?g|gif|webp)$/i.exec(name)?.[1];
  const type = image ? `image/${image.replace('jpg', 'jpeg')}` : 'application/pdf';
  const file = {
    id: `up${uploads.size + 1}`,
    name,
    type,
    size: bytes.length,
    url: image ? `data:${type};base64,${bytes.toString('base64')}` : '#',
  };
  uploads.set(file.id, file);
  send(answer, 200, file);
}

function send(answer: ServerResponse, status: number, value: unknown): void {
  answer.writeHead(status, { 'content-type': 'application/json' });
  answer.end(JSON.stringify(value));
}

function stream(answer: ServerResponse): void {
  answer.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  answer.write(': hello\n\n');
  const tell = (event: string, data: unknown) =>
    answer.write(`id: ${Date.now()}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  listeners.add(tell);
  let n = 0;
  const timer = setInterval(
    () => {
      const person = people[(n * 5) % 40];
      n += 1;
      if (n % 8 === 0) chatter(n / 8);
      if (!person) return;
      const signal = signalOf(person.item, Date.now(), `now-${person.item.id}`, false);
      person.signals.unshift(signal);
      settle(person);
      const { item } = person;
      const change = {
        id: item.id,
        name: item.name,
        email: item.email,
        identified: item.identified,
        account: item.account,
        intentScore: item.intentScore,
        intentType: item.intentType,
        intentTypeFinal: item.intentTypeFinal,
        points: item.points,
        next: item.next,
        lastSignalAt: signal.at,
        signalCount: item.signalCount,
        gone: null,
      };
      answer.write(
        `id: ${n}\nevent: signal\ndata: ${JSON.stringify(signal)}\n\nid: ${n}\nevent: contact\ndata: ${JSON.stringify(change)}\n\n`,
      );
    },
    Number(process.env['EVERY_MS'] ?? 2500),
  );
  answer.on('close', () => {
    clearInterval(timer);
    listeners.delete(tell);
  });
}

async function file(answer: ServerResponse, path: string): Promise<void> {
  const name = extname(path) ? path : '/index.html';
  try {
    const body = await readFile(join(BUILD, name));
    answer.writeHead(200, {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      'content-security-policy': CSP,
    });
    answer.end(body);
  } catch {
    answer.writeHead(404).end();
  }
}
