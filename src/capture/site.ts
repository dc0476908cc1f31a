import type { TagSettings } from '../../wire/tag-settings.ts';
import type { Millis } from '../foundation/time.ts';

/** A website tag as capture needs to know it. Its id is public: whoever reads the page's source has it. */
export interface Site {
  readonly workspaceId: string;
  readonly tagId: string;
  /** Origins that may send with this tag's id: `https://acme.example`, `https://*.acme.example`. Empty allows any. */
  readonly origins: readonly string[];
  /** Hosts of the customer whose referrers are no new visit; subdomains count. */
  readonly ownHosts: readonly string[];
  /** What the customer's server signs identity tokens with; null when signing is off. */
  readonly identitySecret: string | null;
  /** The secret before the last rotation, while tokens signed with it still count. */
  readonly formerIdentitySecret: string | null;
  /** GPC and DNT make a visitor's signals last for one session only. */
  readonly honourPrivacySignals: boolean;
  /** Automated and headless browsers count like people: for the customer's own tests. */
  readonly countAutomation: boolean;
  /** E-mail domains of the customer's own team, whose signals weigh nothing. */
  readonly staffDomains: readonly string[];
  /** What the tag reads at start; inserted where its script says `__KNOCK_SETTINGS__`. */
  readonly tagSettings: TagSettings;
}

/** Looked up once per request; answers should be cached by who implements it. */
export interface Sites {
  byTagId(tagId: string): Site | null | Promise<Site | null>;
  /** The site of the workspace that an API key may send signals to; null for an unknown or revoked key. */
  byApiKey(key: string): Site | 'lacks_scope' | null | Promise<Site | 'lacks_scope' | null>;
}

/** Facts of one HTTP request that events are judged by. */
export interface RequestFacts {
  readonly receivedAt: Millis;
  readonly userAgent: string | null;
  /** `Sec-Purpose`, else `Purpose` or `X-Moz`. */
  readonly purpose: string | null;
  /** `Sec-GPC: 1` or `DNT: 1`. */
  readonly privacySignal: boolean;
  /** Path asked for, for the debugger: `/collect`, `/v1/batch`. */
  readonly endpoint: string;
  /** The page's origin; null from servers. */
  readonly origin: string | null;
  /** By the local database, when there is one. The address itself goes no further than the look-up. */
  readonly country: string | null;
  /** True for a call with an API key. */
  readonly trusted: boolean;
  /** A new id for an event that brought none. */
  readonly mint: () => string;
}

/** Whether a page at `origin` may send with this site's tag. `*.` stands for one or more labels, not for none. */
export function allowsOrigin(site: Site, origin: string): boolean {
  if (site.origins.length === 0) return true;
  const asked = origin.toLowerCase();
  return site.origins.some((allowed) => matchesOrigin(allowed.toLowerCase().replace(/\/$/, ''), asked));
}

function matchesOrigin(allowed: string, asked: string): boolean {
  const star = allowed.indexOf('://*.');
  if (star < 0) return allowed === asked;
  const scheme = allowed.slice(0, star + 3);
  const suffix = allowed.slice(star + 4);
  const labels = asked.slice(scheme.length, asked.length - suffix.length);
  return asked.startsWith(scheme) && asked.endsWith(suffix) && /^[a-z0-9.-]+$/.test(labels);
}
