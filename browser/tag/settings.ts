import type { ServedSettings } from '../../wire/tag-settings.ts';

declare const __KNOCK_SETTINGS__: ServedSettings;
declare const __KNOCK_VERSION__: string;

declare global {
  interface Window {
    /** Written by the published SDK before it loads the tag. */
    __KNOCK_SDK__?: { debug?: boolean };
  }
}

export const VERSION = __KNOCK_VERSION__;
export const settings: ServedSettings = __KNOCK_SETTINGS__;

// Only readable while the script runs for the first time, hence here and not in a function.
const script = (document.currentScript ||
  document.querySelector('script[src*="knock-tag/"]')) as HTMLScriptElement | null;

/** True when the page asks to see refusals and answers in its console. */
export const debug: boolean | undefined = script?.hasAttribute('data-debug') || window.__KNOCK_SDK__?.debug;

/** `https://host/knock-tag/id.js` gives `https://host/collect`; a path before `knock-tag` is kept. */
export const collectUrl: string = settings.collectUrl || new URL('../collect', script?.src || location.href).href;
