// Parameters that say where a visit came from, also from which of our links. The server reads these, then drops those that stand for a mail's recipient.
const CAMPAIGN =
  /^(utm_\w+|\w+clk?id|[gw]braid|gad_\w+|li_fat_id|\w+_cid|sccid|igsh(id)?|epik|mc_eid|_hs\w+|mkt_tok|_kx|knock_click)$/i;
// Parameters that name a page or a part of it; short values only.
const NAVIGATION =
  /^(page|p|tab|view|step|plan|billing|product|category|topic|type|sort|lang|locale|ref|source|via|v|version)$/i;
// An e-mail address, a token, a UUID. No lookbehind: older Safaris refuse the whole script for it.
const PERSONAL = /.(@|%40)[^@%]*\.[a-z]|(^|[^a-z\d])(?=[a-z\d]{16})[a-z]*\d+[a-z]+\d|(-[\da-f]{4}){3}-/i;

/**
 * The URL as it may be recorded, at most 2,048 characters: no fragment, no user or password, of the query only what is
 * known to be harmless, `*` for parts of the path that look like an e-mail or a token. `mailto:` and the like keep their
 * address alone. Empty for what is not a URL. The server does the same (`src/capture/page.ts`).
 */
export function cleanUrl(raw: string, base?: string): string {
  try {
    const url = new URL(raw, base);
    const route = url.hash.match(/^#[!/]\/?([^?]+)/);
    if (route) url.pathname = url.pathname.replace(/\/?$/, '/') + route[1];
    url.hash = url.username = url.password = '';
    url.pathname = url.pathname.replace(/[^/]+/g, (part) => (PERSONAL.test(part) ? '*' : part));
    for (const [key, value] of [...url.searchParams]) {
      const isKept = CAMPAIGN.test(key)
        ? !/@/.test(value)
        : NAVIGATION.test(key) && value.length < 41 && !PERSONAL.test(value);
      if (!isKept) url.searchParams.delete(key);
    }
    return url.href.slice(0, 2048);
  } catch {
    return '';
  }
}
