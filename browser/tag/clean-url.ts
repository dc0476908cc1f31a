const SECRET_KEY =
  /token|secret|pass|pwd|jwt|mail|session|nonce|key$|signature|^(auth|code|state|sid|sig|otp|knock_v)$/i;
const SECRET_VALUE = /@|^eyJ/;

/**
 * The URL as it may be recorded, at most 2,048 characters: no fragment, no user or password, no query parameter
 * whose name or value looks like a secret or an e-mail. `mailto:` and the like keep only the address.
 * Empty for what is not a URL.
 */
export function cleanUrl(raw: string, base?: string): string {
  try {
    const url = new URL(raw, base);
    url.hash = '';
    if (!/^http/.test(url.protocol)) return (url.protocol + url.pathname).slice(0, 2048);
    url.username = url.password = '';
    for (const [key, value] of [...url.searchParams]) {
      if (SECRET_KEY.test(key) || SECRET_VALUE.test(value)) url.searchParams.delete(key);
    }
    return url.href.slice(0, 2048);
  } catch {
    return '';
  }
}
