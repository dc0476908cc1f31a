import { describe, expect, it } from 'vitest';
import { networkOf, withoutPorts } from './client-address.ts';

describe('networkOf', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['::FFFF:cb00:7109', '203.0.113.9'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0DB8:0:0:ffff:1:2:3', '2001:db8:0:0::/64'],
    ['2001:db8:0:1::1', '2001:db8:0:1::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
    ['a:b', 'a:b'],
    ['', ''],
  ])('counts %s by %s', (ip, network) => expect(networkOf(ip)).toBe(network));
});

describe('withoutPorts', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['203.0.113.9:4444', '203.0.113.9'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['198.51.100.7:1, [2001:db8::1]:443,203.0.113.9', '198.51.100.7, 2001:db8::1, 203.0.113.9'],
    ['unknown, _hidden:80', 'unknown, _hidden:80'],
  ])('reads %s as %s', (forwarded, addresses) => expect(withoutPorts(forwarded)).toBe(addresses));
});
