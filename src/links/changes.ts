import type { LinkPatch, LinkPut } from '../../wire/api/links.ts';
import { type Outcome, ok, refused } from '../foundation/outcome.ts';
import type { Link } from './link.ts';

/** What a member asks a link to be: everything, or for a change only some of it. */
export type Wanted = LinkPatch & Partial<Pick<LinkPut, 'kind'>>;

/**
 * The link after a change, its slug apart. A redirect needs a page to lead to, other kinds have none; one that leads back to a Knock
 * Link is refused, since it could go in circles.
 */
export function changed(
  link: Link,
  wanted: Wanted,
  knockHosts: readonly string[],
): Outcome<Link, 'no_target' | 'target' | 'loop'> {
  const { settings } = link;
  const next: Link = {
    ...link,
    name: wanted.name ?? link.name,
    channel: wanted.channel ?? link.channel,
    target: wanted.target === undefined ? link.target : wanted.target,
    ownerId: wanted.ownerId === undefined ? link.ownerId : wanted.ownerId,
    active: wanted.active ?? link.active,
    expiresAt: wanted.expiresAt === undefined ? link.expiresAt : instantOrNull(wanted.expiresAt),
    settings: {
      utm: wanted.utm ? withoutBlanks(wanted.utm) : settings.utm,
      greeting: wanted.greeting === undefined ? settings.greeting : wanted.greeting || null,
      heading: wanted.heading === undefined ? settings.heading : wanted.heading || null,
      intro: wanted.intro === undefined ? settings.intro : wanted.intro || null,
    },
  };
  if (next.kind !== 'redirect') {
    return next.target === null ? ok(next) : refused('target', 'target', 'Only a redirect leads to another page.');
  }
  if (next.target === null) return refused('no_target', 'target', 'Give the page that this link leads to.');
  const { host, pathname } = new URL(next.target);
  return knockHosts.includes(host) && /^\/[lq]\//.test(pathname)
    ? refused('loop', 'target', 'A link cannot lead to a Knock Link.')
    : ok(next);
}

function instantOrNull(instant: string | null): number | null {
  return instant === null ? null : Date.parse(instant);
}

function withoutBlanks(utm: LinkPut['utm']): LinkPut['utm'] {
  const { source, medium, campaign, term, content } = utm;
  return {
    ...{ source: source || null, medium: medium || null, campaign: campaign || null },
    ...{ term: term || null, content: content || null },
  };
}
