import { z } from 'zod';

const word = z.string().nullable().catch(null);

/** What a link is set to say and to count as, as `link.settings` keeps it. What is missing or of another shape takes its default. */
const LinkSettings = z.object({
  /** Count where the link's own address carries none. */
  utm: z
    .object({ source: word, medium: word, campaign: word, term: word, content: word })
    .catch({ source: null, medium: null, campaign: null, term: null, content: null }),
  greeting: word,
  heading: word,
  intro: word,
});
export type LinkSettings = z.infer<typeof LinkSettings>;

/** The settings inside `link.settings`; reading never fails. */
export function readLinkSettings(stored: unknown): LinkSettings {
  return LinkSettings.catch(() => LinkSettings.parse({})).parse(stored);
}
