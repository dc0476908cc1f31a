import { request } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { startPostgres, whyNoPostgres } from '../postgres.ts';
import { API_KEY, forgetHome, get, newHome, start } from './knock-process.ts';

const RECOVERS = { timeout: 60_000, interval: 100 };
const CLICKS = 40;

/** A request as a browser's, which does not follow where it is led. */
function click(port: number, path: string): Promise<{ status: number; location: string | undefined; took: number }> {
  const headers = {
    'user-agent':
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'sec-fetch-mode': 'navigate',
  };
  const from = performance.now();
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, headers }, (answer) => {
      answer.resume();
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, location: answer.headers.location, took: performance.now() - from }),
      );
    });
    call.on('error', reject).end();
  });
}

async function makeLink(port: number, wanted: object) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ channel: 'email', ownerId: null, greeting: null, heading: null, intro: null, active: true, expiresAt: null },
      ...{ utm: { source: null, medium: null, campaign: null, term: null, content: null }, target: null, ...wanted },
    }),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as { id: string; slug: string };
}

// Side by side, each with a server of its own: one that hangs is mostly waited for.
describe.skipIf(whyNoPostgres() !== null)('while the database is away', { concurrent: true }, () => {
  it.for([
    ['it crashed', 'stop'],
    ['it hangs', 'signal'],
  ] as const)('redirects go on, and their clicks are counted once it is back: %s', async ([, way], test) => {
    const postgres = await startPostgres();
    test.onTestFinished(postgres.remove);
    const home = await newHome(postgres.url);
    test.onTestFinished(() => forgetHome(home));
    const knock = await start(home);
    test.onTestFinished(async () => {
      await knock.end('SIGKILL');
    });
    const link = await makeLink(home.port, { name: 'Away', kind: 'redirect', target: 'https://other.test/a' });
    const never = await makeLink(home.port, { name: 'Chat', kind: 'chat' });

    if (way === 'stop') await postgres.stop('immediate');
    else postgres.signal('SIGSTOP');
    for (let n = 0; n < CLICKS; n += 1) {
      const answer = await click(home.port, `/l/${link.slug}`);
      expect([answer.status, answer.location]).toEqual([302, 'https://other.test/a']);
    }
    // Nobody is led anywhere by guessing, and a page says that it will be back.
    expect((await click(home.port, '/l/guessed-by-somebody')).status).toBe(503);
    expect((await click(home.port, `/l/${never.slug}`)).status).toBe(503);

    if (way === 'stop') await postgres.start();
    else postgres.signal('SIGCONT');
    await vi.waitFor(async () => {
      const { body } = await get(home.port, `/api/v1/links/${link.id}/stats`);
      expect(body.bySource).toEqual([{ source: 'Email', opens: 0, clicks: CLICKS }]);
    }, RECOVERS);
    expect((await click(home.port, `/l/${never.slug}`)).status).toBe(200);
    expect(await knock.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });
});
