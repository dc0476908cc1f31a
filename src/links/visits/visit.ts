import { z } from 'zod';
import type { Touch } from '../../capture/draft.ts';
import { sameSecret } from '../../foundation/sign.ts';
import type { Millis } from '../../foundation/time.ts';
import type { Sign } from '../recipients/recipient-token.ts';
import type { VisitSign } from './proof.ts';

/** One request for a link's address. */
export interface Visit {
  readonly id: string;
  readonly workspaceId: string;
  readonly linkId: string;
  readonly at: Millis;
  /** Whom the address was made for, or null. */
  readonly recipientId: string | null;
  readonly touch: Touch;
  /** What speaks against a person, or null. */
  readonly sign: VisitSign | null;
  readonly context: VisitContext;
}

/** What a request carried, kept for the signal. The caller's address is not kept. */
export interface VisitContext {
  /** The link's address as asked for, without secrets. */
  readonly url: string;
  readonly userAgent: string | null;
  readonly country: string | null;
  /** The link's name then, which is the page's title. */
  readonly title: string;
  /** False for redirects to pages without our tag: nobody can be proven there. */
  readonly provable: boolean;
}

/** What a page's proof of its visit says. */
export interface VisitProof extends Pick<Visit, 'workspaceId' | 'linkId' | 'at' | 'recipientId' | 'touch' | 'sign'> {
  readonly visitId: string;
}

const nullable = z.string().nullable();
const Words = z.tuple([
  z.uuid(),
  z.uuid(),
  z.uuid(),
  z.number(),
  z.uuid().nullable(),
  nullable,
  z.object({
    source: z.string(),
    channel: z.string(),
    campaign: nullable,
    medium: nullable,
    referrer: nullable,
    entry: z.boolean(),
  }),
]);

/** The signed proof of a visit, text of at most 2,000 characters, for the page that was asked for. */
export function visitToken(visit: Visit, sign: Sign): string {
  const touch = { ...visit.touch, referrer: visit.touch.referrer?.slice(0, 200) ?? null };
  const { workspaceId, linkId, id, at, recipientId } = visit;
  const words = JSON.stringify([workspaceId, linkId, id, at, recipientId, visit.sign, touch]);
  return `${sign(words)}.${words}`;
}

/** What a proof says; null for a forged one. */
export function readVisitToken(token: string, sign: Sign): VisitProof | null {
  const dot = token.indexOf('.');
  const words = token.slice(dot + 1);
  if (dot < 1 || !sameSecret(token.slice(0, dot), sign(words))) return null;
  const read = Words.safeParse(JSON.parse(words));
  if (!read.success) return null;
  const [workspaceId, linkId, visitId, at, recipientId, visitSign, touch] = read.data;
  return { workspaceId, linkId, visitId, at, recipientId, sign: visitSign as VisitSign | null, touch };
}
