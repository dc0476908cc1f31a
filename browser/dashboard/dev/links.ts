import { renderSVG } from 'uqr';
import type { LinkItem, LinkPut, Recipient } from '../../../wire/api/links.ts';
import { repRef } from './conversations.ts';
import { iso, NOW, random } from './people.ts';

/** Made-up Knock Links. Never shipped. */

const DAY = 86_400_000;
type Query = Record<string, string>;
const NO_UTM = { source: null, medium: null, campaign: null, term: null, content: null };

const MADE: readonly [string, LinkItem['channel'], LinkItem['kind'], LinkItem['state'], number, string | null][] = [
  ['Spring newsletter', 'email', 'chat', 'active', 412, null],
  ['Oskar’s signature', 'email', 'chat', 'active', 96, 'r2'],
  ['Trade fair Hanover, stand B14', 'qr', 'chat', 'active', 188, null],
  ['Pricing one-pager', 'pdf', 'chat', 'active', 64, null],
  ['G2 profile', 'marketplace', 'redirect', 'active', 231, null],
  ['LinkedIn launch post', 'social', 'chat', 'paused', 77, 'r1'],
  ['Autumn webinar', 'event', 'meeting', 'expired', 143, 'r3'],
];
const slugOf = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);

export const links: LinkItem[] = MADE.map(([name, channel, kind, state, opens, owner], n) =>
  make(
    n + 1,
    {
      name,
      channel,
      kind,
      target: kind === 'redirect' ? 'https://chimeboard.example/reviews' : null,
      ownerId: owner,
      utm: { ...NO_UTM, source: channel === 'email' ? 'newsletter' : null, medium: channel },
      greeting: n === 0 ? 'Hi! You came from our spring newsletter. What would you like to know?' : null,
      heading: null,
      intro: null,
      active: state !== 'paused',
      expiresAt: state === 'expired' ? iso(NOW - 3 * DAY) : null,
    },
    opens,
    state,
  ),
);

function make(n: number, put: LinkPut, opens: number, state: LinkItem['state']): LinkItem {
  const slug = put.slug ?? slugOf(put.name);
  const { slug: _, ...rest } = put;
  return {
    ...rest,
    id: `l${n}`,
    slug,
    url: `https://knock.example.com/l/${slug}`,
    urls: [`https://knock.example.com/l/${slug}`, `https://talk.chimeboard.example/l/${slug}`],
    owner: repRef(put.ownerId),
    state,
    recipients: n === 1 ? 3 : 0,
    totals: {
      opens,
      people: Math.round(opens * 0.71),
      conversations: Math.round(opens * 0.12),
      meetings: 0,
      highLeads: Math.round(opens * 0.05),
      filtered: Math.round(opens * 0.4),
    },
    createdAt: iso(NOW - n * 9 * DAY),
  };
}

const recipients: Recipient[] = ['lena@northwind.example', 'tomas@halden.example', 'p.haddad@kestrel.example'].map(
  (email, n) => ({
    id: `p${n}`,
    email,
    name: ['Lena Brandt', 'Tomás Duarte', null][n] ?? null,
    url: `https://knock.example.com/l/spring-newsletter?r=1a${n}f.9XkQ2vLm0pT`,
    openedAt: n === 0 ? iso(NOW - 2 * DAY) : null,
  }),
);

const find = (id: string) => links.find((one) => one.id === id);

export const qrOf = (id: string): string =>
  renderSVG(find(id)?.url ?? 'https://knock.example.com', { ecc: 'Q', border: 4 });

export const LINK_ANSWERS: Record<string, (id: string, query: Query, body: never) => unknown> = {
  'GET /links': (_, query) => ({
    items:
      process.env['EMPTY'] === '1'
        ? []
        : links.filter(
            (one) =>
              (!query['state'] || one.state === query['state']) &&
              `${one.name} ${one.slug}`.toLowerCase().includes((query['q'] ?? '').toLowerCase()),
          ),
    nextCursor: null,
  }),
  'POST /links': (_, __, body: LinkPut) => {
    const link = make(links.length + 1, body, 0, 'active');
    links.unshift(link);
    return link;
  },
  'POST /links/slug': (_, __, body: { name: string; linkId: string | null }) => {
    const slug = slugOf(body.name) || 'chat';
    const taken = links.some((one) => one.slug === slug && one.id !== body.linkId);
    return { slug: taken ? `${slug}-2` : slug, free: !taken };
  },
  'GET /links/:id': find,
  'PATCH /links/:id': (id, _, body: Partial<LinkItem>) => {
    const link = find(id);
    return (
      link &&
      Object.assign(link, body, {
        owner: repRef(body.ownerId ?? link.ownerId),
        state: body.active === false ? 'paused' : 'active',
      })
    );
  },
  'DELETE /links/:id': (id) => {
    const link = find(id);
    if (link) link.state = 'archived';
    return { ok: true };
  },
  'GET /links/:id/stats': (id, query) => {
    const link = find(id);
    if (!link) return undefined;
    const days = Number(query['days'] ?? 30);
    return {
      totals: link.totals,
      byDay: Array.from({ length: days }, (_, n) => {
        const opens = Math.round(((link.totals.opens * 2) / days) * random() * (1 + Math.sin(n / 4)));
        return {
          day: iso(NOW - (days - 1 - n) * DAY).slice(0, 10),
          opens,
          clicks: Math.round(opens * 1.3),
          conversations: Math.round(opens * 0.12),
          filtered: Math.round(opens * 0.4),
        };
      }),
      bySource: [
        {
          source: 'newsletter',
          opens: Math.round(link.totals.opens * 0.7),
          clicks: Math.round(link.totals.opens * 0.9),
        },
        {
          source: 'linkedin.com',
          opens: Math.round(link.totals.opens * 0.2),
          clicks: Math.round(link.totals.opens * 0.25),
        },
        { source: 'Direct', opens: Math.round(link.totals.opens * 0.1), clicks: Math.round(link.totals.opens * 0.1) },
      ],
    };
  },
  'GET /links/:id/recipients': (id) => ({ items: id === 'l1' ? recipients : [], nextCursor: null }),
  'POST /links/:id/recipients': () => ({
    added: 2,
    known: 1,
    refused: [{ row: 4, reason: '“tom@” is not an e-mail address' }],
  }),
};
