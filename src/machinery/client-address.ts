import type { FastifyInstance } from 'fastify';
import addresses from 'ipaddr.js';

const IPV6_NETWORK_PARTS = 4;

/**
 * What to count a sender by: an IPv4 address, also one that is written as IPv6; of other IPv6 addresses the /64, which one host
 * may have to itself. What is no address stands for itself.
 */
export function networkOf(ip: string): string {
  if (!ip.includes(':') || !addresses.isValid(ip)) return ip;
  const address = addresses.process(ip);
  if (!('parts' in address)) return address.toString();
  const network = address.parts.slice(0, IPV6_NETWORK_PARTS).map((part) => part.toString(16));
  return `${network.join(':')}::/64`;
}

/** Some proxies write the port to the address in `X-Forwarded-For`; read as part of it, every connection would be another sender. */
export function readAddressesWithoutPorts(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { headers } = request.raw;
    const forwarded = headers['x-forwarded-for'];
    if (typeof forwarded === 'string') headers['x-forwarded-for'] = withoutPorts(forwarded);
    done();
  });
}

/** The entries of `X-Forwarded-For` as bare addresses: `203.0.113.9:4444`, `[2001:db8::1]:443` and `[2001:db8::1]` lose what is around. */
export function withoutPorts(forwarded: string): string {
  if (!/[:[]/.test(forwarded)) return forwarded;
  return forwarded
    .split(',')
    .map((entry) =>
      entry
        .trim()
        .replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
        .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1'),
    )
    .join(', ');
}
