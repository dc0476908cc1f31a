import type { LinkChannel } from '../../../wire/api/links.ts';
import { touchOf } from '../../capture/attribution.ts';
import type { Touch } from '../../capture/draft.ts';
import type { Link } from '../link.ts';

/** What a request for a link's address says of where it came from. */
export interface VisitArrival {
  readonly link: Pick<Link, 'channel' | 'settings'>;
  /** The address asked for, with its parameters. */
  readonly url: URL;
  readonly referrer: string | null;
  /** Hosts of the workspace and of Knock: a referrer there is the same visit. */
  readonly ownHosts: readonly string[];
  /** Asked for by the address that only the link's QR code has. */
  readonly scanned: boolean;
  /** A click on the website that carried its visitor here: the visit there goes on. */
  readonly carried: boolean;
}

/**
 * Where an off-site visit came from: 1 UTM parameters or a click id on the link's address, 2 its QR code, 3 the link's own UTM
 * defaults, 4 the referring host, 5 the link's channel. Carried visits are no new ones and take what the first and fourth say.
 * Source: parity.md section 4; the QR code stands before the defaults, since nobody scans the link of an e-mail.
 */
export function touchOfVisit({ link, url, referrer, ownHosts, scanned, carried }: VisitArrival): Touch {
  const base = { url, ownHosts, begins: false };
  const addressed = touchOf({ ...base, referrer: null, campaign: null });
  if (addressed.entry) return addressed;
  const referred = touchOf({ ...base, referrer, campaign: null });
  if (carried) return referred;
  if (scanned) return { ...OWN_CHANNEL.qr, ...NOTHING_ELSE };
  const { source, medium, campaign } = link.settings.utm;
  if (source !== null || medium !== null || campaign !== null) {
    const tagged = touchOf({ ...base, referrer, campaign: { source, medium, name: campaign } });
    const isNamed = source !== null || referred.source !== 'Direct';
    return { ...tagged, ...(!isNamed && OWN_CHANNEL[link.channel]), entry: true };
  }
  return referred.source === 'Direct'
    ? { ...OWN_CHANNEL[link.channel], ...NOTHING_ELSE }
    : { ...referred, entry: true };
}

const NOTHING_ELSE = { campaign: null, medium: null, referrer: null, entry: true } as const;

/** What a link's channel is called where visits are told apart. */
export const OWN_CHANNEL: Readonly<Record<LinkChannel, Pick<Touch, 'source' | 'channel'>>> = {
  email: { source: 'Email', channel: 'Email' },
  pdf: { source: 'PDF', channel: 'PDF' },
  social: { source: 'Social', channel: 'Organic Social' },
  qr: { source: 'QR code', channel: 'QR code' },
  marketplace: { source: 'Marketplace', channel: 'Marketplace' },
  ad: { source: 'Ad', channel: 'Paid Other' },
  event: { source: 'Event', channel: 'Event' },
  other: { source: 'Knock Link', channel: 'Other' },
};
