import { Tooltip } from '@mantine/core';
import type { LinkChannel, LinkItem, LinkKind } from '../../../../wire/api/links.ts';
import { exactTime, until, useNow } from '../../ui/format.ts';

export const CHANNEL_WORDS: Readonly<Record<LinkChannel, string>> = {
  email: 'E-mail',
  pdf: 'PDF',
  social: 'Social',
  qr: 'QR code',
  marketplace: 'Marketplace',
  ad: 'Ad',
  event: 'Event',
  other: 'Other',
};

export const KIND_WORDS: Readonly<Record<LinkKind, readonly [name: string, what: string]>> = {
  chat: ['Chat', 'A page of yours on which they can write to you at once'],
  meeting: ['Meeting', 'A page to book a meeting on; until meetings are there it says that they are coming'],
  redirect: ['Redirect', 'Leads on to a fixed page, and counts who came by it'],
};

const STATE_WORDS: Readonly<Record<LinkItem['state'], readonly [name: string, what: string]>> = {
  active: ['Active', 'Works'],
  paused: ['Paused', 'Its page says, kindly, that it is not in use now'],
  expired: ['Expired', 'Its time is over; its page says so'],
  archived: ['Archived', 'Out of use; its slug stays taken'],
};

export function LinkState({ link }: { link: Pick<LinkItem, 'state' | 'expiresAt'> }) {
  const now = useNow();
  const [name, what] = STATE_WORDS[link.state];
  const ends = link.state === 'active' && link.expiresAt ? link.expiresAt : null;
  return (
    <Tooltip label={ends ? `Works until ${exactTime(ends)}` : what}>
      <span className="link-state" data-state={link.state}>
        {name}
        {ends && <span className="dim">, ends {until(ends, now)}</span>}
      </span>
    </Tooltip>
  );
}

/** An address without its scheme: what one reads out. */
export const spoken = (url: string): string => url.replace(/^https?:\/\//, '');
