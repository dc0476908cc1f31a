import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepDrafts, pauseKept, resumeKept } from '../../src/capture/backlog-store.ts';
import { HOUR } from '../../src/foundation/time.ts';
import { draftOf } from '../journeys/signals.ts';
import { launchChromium, leaveChromium } from './chromium.ts';
import { seriousFaults } from './dashboard-world.ts';
import { type House, openHouse, signIn } from './house.ts';

let house: House;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  house = await openHouse();
  browser = await launchChromium();
});
beforeEach(async () => {
  page = await signIn(await browser.newContext({ viewport: { width: 390, height: 844 } }), house);
  return () => page.context().close();
});
afterAll(async () => {
  await leaveChromium();
  await house?.close();
});

describe('while the server is away', () => {
  it('screens that were never opened open, and words say what is the matter, on a phone too', async () => {
    await expect.poll(fetchedScreens).toContain('simulator-screen');
    await page.context().setOffline(true);
    await page.getByText('Offline, trying again').waitFor();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('link', { name: 'Simulator' }).click();
    await page.getByRole('heading', { name: 'Simulator' }).waitFor();
    await page.context().setOffline(false);
    await page.getByText('Offline, trying again').waitFor({ state: 'detached' });
  });

  it('what went wrong is not said over the way to try again', async () => {
    const phone = page.viewportSize() ?? { width: 390, height: 844 };
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.context().setOffline(true);
    const again = page.getByRole('button', { name: 'Try now' });
    await again.waitFor();
    await page.getByRole('button', { name: 'admin' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByText('That did not work').hover();
    await again.click({ trial: true, timeout: 5_000 });
    await page.setViewportSize(phone);
    await again.click({ trial: true, timeout: 5_000 });
    await page.context().setOffline(false);
  });

  it('a screen whose code is not here leaves the navigation standing, and comes when it can', async () => {
    await page.route(/simulator-screen-.*js$/, (route) => route.abort());
    await page.reload();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.evaluate('window.stillThere = true');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('link', { name: 'Simulator' }).click();
    await page.getByText('This screen could not be loaded').waitFor();
    await page.getByRole('link', { name: 'Contacts' }).click();
    await page.getByRole('heading', { name: 'Contacts' }).waitFor();
    // The panel tries once by itself when it comes, and ends in vain by asking whether there is another build.
    const tried = page.waitForEvent(
      'requestfinished',
      (request) => request.resourceType() === 'fetch' && request.url() === `${house.url}/`,
    );
    await page.goBack();
    await page.getByText('This screen could not be loaded').waitFor();
    await tried;
    await page.unroute(/simulator-screen-.*js$/);
    // It may also come by itself before the button is reached.
    const simulator = page.getByRole('heading', { name: 'Simulator' });
    const asked = page.getByRole('button', { name: 'Try again' }).click();
    await Promise.race([asked.catch(() => simulator.waitFor()), simulator.waitFor()]);
    await simulator.waitFor();
    expect(await page.evaluate('window.stillThere')).toBe(true);
  });
});

it('in a crowd, words say how far lists and scores are behind, until they are not', async () => {
  const { rows } = await house.db.pool.query<{ id: string }>('select id from workspace');
  const workspaceId = rows[0]?.id ?? '';
  const drafts = Array.from({ length: 1_200 }, (_, n) =>
    draftOf(workspaceId, Date.now(), { by: `browser:crowd-${n}` }),
  );
  // Before there is anything to take: the process looks for it at any moment.
  await pauseKept(house.db, workspaceId, Date.now() + HOUR);
  await keepDrafts(house.db, workspaceId, drafts);
  await page.getByText('1,200 signals are received and safe').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await resumeKept(house.db, workspaceId);
  await page.getByText('Many visitors at once').waitFor({ state: 'detached', timeout: 60_000 });
  expect((await (await house.api('/contacts?limit=1')).json()).items).toHaveLength(1);
});

async function fetchedScreens(): Promise<string> {
  return String(await page.evaluate("performance.getEntriesByType('resource').map((one) => one.name).join(' ')"));
}
