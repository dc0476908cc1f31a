import type { LinkItem, LinkPatch, LinkPut } from '../../../../wire/api/links.ts';

const UTM_KEYS = ['source', 'medium', 'campaign', 'term', 'content'] as const;
export type UtmKey = (typeof UTM_KEYS)[number];
export const UTMS: readonly UtmKey[] = UTM_KEYS;

/** What the form holds: empty texts for what the API says null to. */
export interface LinkDraft {
  readonly name: string;
  readonly kind: LinkPut['kind'];
  readonly channel: LinkPut['channel'];
  readonly slug: string;
  readonly target: string;
  readonly ownerId: string | null;
  readonly utm: Readonly<Record<UtmKey, string>>;
  readonly greeting: string;
  readonly heading: string;
  readonly intro: string;
  readonly active: boolean;
  /** A calendar day in the reader's zone, `2026-08-01`; the link works until its end. Empty: for ever. */
  readonly lastDay: string;
}

export function draftOf(link: LinkItem | null): LinkDraft {
  return {
    name: link?.name ?? '',
    kind: link?.kind ?? 'chat',
    channel: link?.channel ?? 'email',
    slug: link?.slug ?? '',
    target: link?.target ?? '',
    ownerId: link?.ownerId ?? null,
    utm: {
      source: link?.utm.source ?? '',
      medium: link?.utm.medium ?? '',
      campaign: link?.utm.campaign ?? '',
      term: link?.utm.term ?? '',
      content: link?.utm.content ?? '',
    },
    greeting: link?.greeting ?? '',
    heading: link?.heading ?? '',
    intro: link?.intro ?? '',
    active: link?.active ?? true,
    lastDay: link?.expiresAt ? localDay(new Date(Date.parse(link.expiresAt) - 1)) : '',
  };
}

export function putOf(draft: LinkDraft): LinkPut {
  return {
    name: draft.name.trim(),
    kind: draft.kind,
    channel: draft.channel,
    ...(draft.slug === '' ? {} : { slug: draft.slug }),
    target: draft.kind === 'redirect' ? draft.target.trim() : null,
    ownerId: draft.ownerId,
    utm: {
      source: orNull(draft.utm.source),
      medium: orNull(draft.utm.medium),
      campaign: orNull(draft.utm.campaign),
      term: orNull(draft.utm.term),
      content: orNull(draft.utm.content),
    },
    greeting: orNull(draft.greeting),
    heading: orNull(draft.heading),
    intro: orNull(draft.intro),
    active: draft.active,
    expiresAt: draft.lastDay === '' ? null : endOfDay(draft.lastDay),
  };
}

/** A link's kind never changes; everything else may. */
export function patchOf(draft: LinkDraft): LinkPatch {
  const { kind: _, ...patch } = putOf(draft);
  return patch;
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

function endOfDay(day: string): string {
  const at = new Date(`${day}T00:00:00`);
  at.setDate(at.getDate() + 1);
  return at.toISOString();
}

function localDay(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
