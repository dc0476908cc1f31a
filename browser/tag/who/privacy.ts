import { settings } from '../settings.ts';

type Browser = Navigator & { globalPrivacyControl?: unknown };

/** What the visitor's browser asks for, in the words of the wire. */
export const privacy: ('gpc' | 'dnt')[] = [];
if ((navigator as Browser).globalPrivacyControl) privacy.push('gpc');
if (navigator.doNotTrack === '1') privacy.push('dnt');

/** True when the visitor must not be recognised after this tab: no cookie, nothing durable. */
export const ephemeral: boolean = settings.cookieless || (!settings.ignoreDoNotTrack && !!privacy[0]);
