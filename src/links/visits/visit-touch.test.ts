import { describe, expect, it } from 'vitest';
import { readLinkSettings } from '../settings.ts';
import { touchOfVisit, type VisitArrival } from './visit-touch.ts';

const plain = readLinkSettings({});
const tagged = readLinkSettings({
  utm: { source: 'newsletter', medium: 'email', campaign: 'autumn', term: null, content: null },
});
const arrival = (difference: Partial<VisitArrival> & { query?: string }): VisitArrival => ({
  link: { channel: 'pdf', settings: plain },
  url: new URL(`https://knock.test/l/x${difference.query ?? ''}`),
  referrer: null,
  ownHosts: ['acme.test', 'knock.test'],
  scanned: false,
  carried: false,
  ...difference,
});
const LINKEDIN = 'https://www.linkedin.com/feed/';

describe('where an off-site visit came from', () => {
  it.each<[string, Parameters<typeof arrival>[0], string, string, boolean]>([
    [
      'the address’s own UTMs first',
      {
        query: '?utm_source=linkedin&utm_medium=social',
        referrer: 'https://t.co/a',
        link: { channel: 'pdf', settings: tagged },
      },
      'LinkedIn',
      'Organic Social',
      true,
    ],
    [
      'a click id on the address',
      { query: '?gclid=abc', link: { channel: 'pdf', settings: tagged } },
      'Google',
      'Paid Search',
      true,
    ],
    [
      'then the link’s UTM defaults',
      { referrer: LINKEDIN, link: { channel: 'pdf', settings: tagged } },
      'newsletter',
      'Email',
      true,
    ],
    ['then the referrer', { referrer: LINKEDIN }, 'LinkedIn', 'Organic Social', true],
    ['then the link’s own channel', {}, 'PDF', 'PDF', true],
    [
      'the link’s channel too, where the referrer is the own website',
      { referrer: 'https://www.acme.test/pricing' },
      'PDF',
      'PDF',
      true,
    ],
    [
      'its QR code, whatever the link’s defaults say',
      { scanned: true, link: { channel: 'email', settings: tagged } },
      'QR code',
      'QR code',
      true,
    ],
    [
      'a click on the website goes on with the visit there',
      { carried: true, referrer: 'https://www.acme.test/pricing' },
      'Direct',
      'Direct',
      false,
    ],
    [
      'a campaign default alone leaves the source to the link',
      { link: { channel: 'ad', settings: readLinkSettings({ utm: { campaign: 'spring' } }) } },
      'Ad',
      'Paid Other',
      true,
    ],
    [
      'a medium default alone too',
      { link: { channel: 'ad', settings: readLinkSettings({ utm: { medium: 'email' } }) } },
      'Ad',
      'Paid Other',
      true,
    ],
  ])('%s', (_case, difference, source, channel, entry) => {
    expect(touchOfVisit(arrival(difference))).toMatchObject({ source, channel, entry });
  });
});
