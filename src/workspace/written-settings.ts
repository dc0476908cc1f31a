import { type Outcome, ok, refused } from '../foundation/outcome.ts';

const HOST = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(:\d{1,5})?$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/**
 * Origins as people write them, as browsers send them: lower case, no slash at the end, no default port, `https://` added
 * where the scheme is left out, twins dropped. A first label `*` stands for any subdomain.
 */
export function originList(written: readonly string[]): Outcome<string[], 'bad_origin'> {
  const origins = new Set<string>();
  for (const [index, text] of written.entries()) {
    const origin = originFrom(text);
    if (!origin) {
      return refused('bad_origin', `origins.${index}`, 'Write it as https://www.example.com or https://*.example.com.');
    }
    origins.add(origin);
  }
  return ok([...origins]);
}

function originFrom(text: string): string | null {
  const bare = text.trim().toLowerCase().replace(/\/+$/, '');
  const [scheme, host] = bare.includes('://') ? bare.split('://', 2) : ['https', bare];
  if ((scheme !== 'https' && scheme !== 'http') || !host || !HOST.test(host)) return null;
  return `${scheme}://${host.replace(scheme === 'https' ? /:443$/ : /:80$/, '')}`;
}

/** Hosts named by the origins of a website, without ports; `*.example.com` gives `example.com`, whose subdomains count. */
export function hostsOf(origins: readonly string[]): string[] {
  const hosts = origins.map((origin) =>
    origin
      .replace(/^https?:\/\//, '')
      .replace(/^\*\./, '')
      .replace(/:\d+$/, ''),
  );
  return [...new Set(hosts)];
}

/** E-mail domains of the own team, lower case, without `@`, twins dropped. */
export function staffDomainList(written: readonly string[]): Outcome<string[], 'bad_domain'> {
  const domains = new Set<string>();
  for (const [index, text] of written.entries()) {
    const domain = text.trim().toLowerCase().replace(/^@/, '');
    if (!DOMAIN.test(domain))
      return refused('bad_domain', `staffDomains.${index}`, 'Write a domain such as example.com.');
    domains.add(domain);
  }
  return ok([...domains]);
}

/** An IANA time zone name in its usual spelling. */
export function timeZoneName(written: string): Outcome<string, 'bad_time_zone'> {
  try {
    return ok(new Intl.DateTimeFormat('en', { timeZone: written.trim() }).resolvedOptions().timeZone);
  } catch {
    return refused('bad_time_zone', 'timeZone', 'Write a time zone such as Europe/Berlin or UTC.');
  }
}
