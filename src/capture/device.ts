import { remember } from '../foundation/remember.ts';
import type { Device } from './draft.ts';

type Rule = readonly [name: string, pattern: RegExp];

// Order matters: most browsers also claim to be Chrome and Safari, so who names itself comes first.
const BROWSERS: readonly Rule[] = [
  ['Edge', /\bEdgA?\/|\bEdgiOS\/|\bEdge\//],
  ['Opera', /\bOPR\/|\bOPiOS\/|\bOpera\b/],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Vivaldi', /\bVivaldi\//],
  ['Yandex', /\bYaBrowser\//],
  ['UC Browser', /\bUCBrowser\//],
  ['DuckDuckGo', /\bDuckDuckGo\/|\bDdg\//],
  ['Facebook', /\bFBAN\/|\bFBAV\//],
  ['Instagram', /\bInstagram\b/],
  ['LinkedIn', /\bLinkedInApp\b/],
  ['Firefox', /\bFirefox\/|\bFxiOS\//],
  ['Chrome', /\bChrome\/|\bCriOS\/|\bChromium\/|\bHeadlessChrome\//],
  ['Internet Explorer', /\bMSIE |\bTrident\//],
  ['Safari', /\bVersion\/[\d.]+.*\bSafari\/|\b(?:iPhone|iPad).*AppleWebKit/],
];

const SYSTEMS: readonly Rule[] = [
  ['Windows', /\bWindows\b/],
  ['iOS', /\biPhone\b|\biPod\b/],
  ['iPadOS', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['macOS', /\bMac OS X\b|\bMacintosh\b/],
  ['Linux', /\bLinux\b|\bX11\b/],
];

/** What a browser's User-Agent says of the device. An iPad asking for desktop pages says it is a Mac and is taken as one. */
export const deviceOf: (userAgent: string) => Device = remember(5_000, (userAgent) => {
  const os = firstMatch(SYSTEMS, userAgent);
  return { type: deviceType(userAgent, os), browser: firstMatch(BROWSERS, userAgent), os };
});

/** The device of a call made by a server library. */
export const SERVER_DEVICE: Device = { type: 'server', browser: null, os: null };

/** Whether a User-Agent is a browser's at all. Every browser since 1998 begins so; HTTP libraries do not. */
export function isBrowserAgent(userAgent: string): boolean {
  return /^(?:Mozilla|Opera)\//.test(userAgent);
}

function deviceType(userAgent: string, os: string | null): Device['type'] {
  if (os === 'iPadOS' || /\bTablet\b|\bKindle\b|\bSilk\/(?!.*\bMobile\b)/.test(userAgent)) return 'tablet';
  if (os === 'Android') return /\bMobile\b/.test(userAgent) ? 'phone' : 'tablet';
  return os === 'iOS' || /\bMobile\b|\bPhone\b/.test(userAgent) ? 'phone' : 'desktop';
}

function firstMatch(rules: readonly Rule[], text: string): string | null {
  for (const [name, pattern] of rules) if (pattern.test(text)) return name;
  return null;
}
