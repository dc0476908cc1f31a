import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

// Each window of a whole Chromium draws an address bar, and keeps two more pages ready that no test looks at: more work than most of
// the pages under test are. The last list is the one that counts, so that Playwright's own stands here too. Unknown names do no harm.
const WITHOUT = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'PreloadTopChromeWebUI', 'SpareRendererForSitePerProcess'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'LensOverlay'],
  ...['HttpsFirstBalancedModeAutoEnable', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning'],
  ...['AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled'],
  ...['TcpPortRandomizationWin', 'PreconnectToSearch'],
];

let running: Promise<Browser> | null = null;

/**
 * The Chromium of this process, one test file after another: each visitor has a context of their own. It ends with the process.
 * Throws with what to install when there is none.
 */
export async function launchChromium(): Promise<Browser> {
  running ??= launch();
  const browser = await running;
  if (browser.isConnected()) return browser;
  running = null;
  return launchChromium();
}

/** Sends all visitors away, at the end of a file. */
export async function leaveChromium(): Promise<void> {
  const browser = await running;
  await Promise.all(browser?.contexts().map((context) => context.close()) ?? []);
}

/** The Chromium of `KNOCK_CHROMIUM`, or of the usual places. */
async function launch(): Promise<Browser> {
  const executablePath = [process.env['KNOCK_CHROMIUM'], ...PLACES].find((path) => path && existsSync(path));
  if (!executablePath) {
    throw new Error('No Chromium found. Install it (apt-get install chromium) or set KNOCK_CHROMIUM to its path.');
  }
  return chromium.launch({
    executablePath,
    // Quiet and offline: nothing but the pages under test is fetched.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-features=${WITHOUT.join(',')}`,
    ],
  });
}
