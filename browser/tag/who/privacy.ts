import { settings } from '../settings.ts';

type Browser = Navigator & { globalPrivacyControl?: unknown };

const asked = (navigator as Browser).globalPrivacyControl || navigator.doNotTrack === '1';

/** True when the visitor must not be recognised after this tab: no cookie, nothing durable. */
export const ephemeral: boolean = !!(settings.cookieless || (asked && !settings.ignoreDoNotTrack));
