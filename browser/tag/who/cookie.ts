import { settings } from '../settings.ts';

const TRIAL = 'knock_try=1';
/** 13 months in seconds: the longest a visitor id may live by the guidance of European authorities. */
const LIFE_S = 34_128_000;

export function readCookie(): string {
  try {
    return document.cookie.match(/(^| )knock_id=([^;]*)/)?.[2] || '';
  } catch {
    return '';
  }
}

/** Writes the visitor's cookie for the whole site; an empty value removes it. Silent where cookies are blocked. */
export function writeCookie(value: string): void {
  try {
    put(`knock_id=${value}`, value && LIFE_S, settings.cookieDomain || topDomain());
  } catch {
    // Blocked: the copy in storage has to do.
  }
}

// The browser itself knows the public suffixes: the shortest domain for which it takes a cookie is the site's.
function topDomain(): string {
  const labels = location.hostname.split('.');
  for (let first = labels.length - 2; first >= 0; first--) {
    const domain = labels.slice(first).join('.');
    put(TRIAL, 9, domain);
    const taken = document.cookie.includes(TRIAL);
    put(TRIAL, 0, domain);
    if (taken) return domain;
  }
  return '';
}

function put(pair: string, seconds: number | '', domain: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous and not everywhere.
  document.cookie = `${pair};path=/;max-age=${seconds || 0};samesite=lax;domain=${domain}${
    location.protocol === 'https:' ? ';secure' : ''
  }`;
}
