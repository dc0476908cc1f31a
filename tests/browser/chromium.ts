import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/** Starts the Chromium of `KNOCK_CHROMIUM`, or of the usual places. Throws with what to install when there is none. */
export async function launchChromium(): Promise<Browser> {
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
    ],
  });
}
