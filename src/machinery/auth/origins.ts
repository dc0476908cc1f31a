/**
 * Whether a page at `origin` is one of this installation's own, which may act for the signed-in member: it is at one of its
 * addresses, or at the very host the request went to where that is this machine or a bare IP address. Another host name is not
 * taken at its word, since anybody may point a name at a private address.
 */
export function isOwnOrigin(origin: string, host: string | undefined, publicUrls: readonly string[]): boolean {
  return publicUrls.includes(origin) || hostOrigins(host).includes(origin);
}

/** The origins that a request's `Host` stands for, when it is a loopback name or an IP address. */
export function hostOrigins(host: string | undefined): readonly string[] {
  if (!host || !URL.canParse(`http://${host}`)) return [];
  const { hostname } = new URL(`http://${host}`);
  const isTrusted =
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    /^\d{1,3}(\.\d{1,3}){3}$/.test(hostname) ||
    /^\[[0-9a-f:.]+\]$/.test(hostname);
  return isTrusted ? [`http://${host}`, `https://${host}`] : [];
}
