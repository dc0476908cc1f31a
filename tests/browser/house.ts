import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { BrowserContext, Page } from 'playwright-core';
import { readConfig } from '../../src/config.ts';
import { openKnock } from '../../src/knock.ts';
import type { Database } from '../../src/machinery/database/database.ts';
import { copyMadeDatabase } from '../made-database.ts';

/** A whole Knock as `npm start` runs it, on an embedded database of its own and a free port. */
export interface House {
  readonly url: string;
  readonly apiKey: string;
  readonly tagId: string;
  readonly admin: { readonly email: string; readonly password: string };
  /** For what no request brings about. */
  readonly db: Database;
  readonly api: (path: string, init?: RequestInit) => Promise<Response>;
  /** Signs the admin in and answers the session's cookies. */
  readonly session: () => Promise<{ name: string; value: string }[]>;
  readonly close: () => Promise<void>;
}

export async function openHouse(
  env: Readonly<Record<string, string>> = {},
  { slackApiUrl }: { readonly slackApiUrl?: string } = {},
): Promise<House> {
  const dataDir = mkdtempSync(join(tmpdir(), 'knock-house-'));
  await copyMadeDatabase(join(dataDir, 'database'));
  const admin = { email: 'ada@knock.test', password: 'correct horse battery' };
  const apiKey = `key_${randomUUID()}`;
  const tagId = 'house-tag';
  const config = readConfig({
    PORT: '0',
    KNOCK_DATA_DIR: dataDir,
    KNOCK_ADMIN_EMAIL: admin.email,
    KNOCK_ADMIN_PASSWORD: admin.password,
    KNOCK_API_KEY: apiKey,
    KNOCK_TAG_ID: tagId,
    KNOCK_LOG_LEVEL: 'error',
    ...env,
  });
  if ('problems' in config) throw new Error(config.problems.join('\n'));
  const log = pino({ level: config.logLevel }, pino.destination(2));
  const knock = await openKnock({
    config,
    log,
    clock: Date.now,
    run: randomUUID(),
    ...(slackApiUrl && { slackApiUrl }),
  });
  // Visitors come from a network that no other house knows: sign-ins are limited by it, for the whole process.
  const network = `fd00:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}`;
  const visitors = `${network}::1`;
  knock.app.server.on('connection', (socket) => Object.defineProperty(socket, 'remoteAddress', { value: visitors }));
  await knock.app.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(knock.app.server.address() as AddressInfo).port}`;
  return {
    url,
    apiKey,
    tagId,
    admin,
    db: knock.ctx.db,
    api: (path, init) =>
      fetch(`${url}/api/v1${path}`, { ...init, headers: { authorization: `Bearer ${apiKey}`, ...init?.headers } }),
    session: async () => {
      const answer = await knock.app.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        headers: { host: new URL(url).host, origin: url },
        remoteAddress: visitors,
        payload: admin,
      });
      if (answer.statusCode !== 200) throw new Error(`sign-in answered ${answer.statusCode}: ${answer.body}`);
      return answer.cookies.map(({ name, value }) => ({ name, value: encodeURIComponent(value) }));
    },
    close: async () => {
      await knock.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A page on the overview, the admin signed in. */
export async function signIn(context: BrowserContext, house: House): Promise<Page> {
  const cookies = await house.session();
  await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: house.url })));
  const page = await context.newPage();
  await page.goto(house.url);
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  return page;
}

/** The same by the sign-in screen of which ten a minute are let in. */
export async function signInByHand(
  context: BrowserContext,
  { url, admin }: Pick<House, 'url' | 'admin'>,
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel('E-mail').fill(admin.email);
  await page.getByLabel('Password').first().fill(admin.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  return page;
}
