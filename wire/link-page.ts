import { z } from 'zod';
import { ChatSettings, ChatVisitor } from './chat.ts';

/**
 * What the server writes into a Knock Link's page (`<script type="application/json" id="knock-page">`) and hears back from it.
 * The page is useful without its script: heading, text and the team are in its HTML.
 */
export const LinkPageBoot = z.object({
  slug: z.string(),
  kind: z.enum(['chat', 'meeting']),
  /** Signed: link, visit id, time, recipient, and what the request showed. Sent back as proof of the visit, and with `chat/start`. */
  visit: z.string(),
  /** The browser id that the address carried at click time (`knock_v`), still fresh; null: the page uses its own. */
  visitor: z.string().nullable(),
  settings: ChatSettings,
});
export type LinkPageBoot = z.infer<typeof LinkPageBoot>;

/**
 * `POST /l/<slug>/seen`, JSON as `text/plain`: the page was visible to somebody, once per visit. Sent after the page was visible and
 * focused for a second, or at the first pointer, touch or key; not before.
 */
export const LinkSeen = z.object({
  visit: z.string().max(2_000),
  visitor: ChatVisitor,
  proof: z.enum(['visible', 'input']),
  title: z.string().max(512).nullish(),
});
export type LinkSeen = z.infer<typeof LinkSeen>;
/** `proven: false` after `visible`: it takes a touch of the page; sent again with `input` at the first one. */
export const LinkSeenAnswer = z.object({ ok: z.literal(true), proven: z.boolean() });
export type LinkSeenAnswer = z.infer<typeof LinkSeenAnswer>;
