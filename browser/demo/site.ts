/**
 * The demo website's template: a fragment per page, one layout, a few partials. Text in, text out; scripts/build-demo.ts
 * reads and writes the files. `{{name}}` is a slot, `{{> name}}` a partial; an unknown one throws, so a typo fails the build.
 */
import { navOf, wordsOf } from './words.ts';

export interface Templates {
  readonly layout: string;
  readonly partials: ReadonlyMap<string, string>;
}

export interface DemoPage {
  /** Where it is served: `/demo/pricing/`. */
  readonly path: string;
  readonly title: string;
  readonly html: string;
}

interface Fragment {
  readonly meta: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Renders `pages/<name>.html`; `index` becomes the folder's own page. Throws for a fragment without a title. */
export function renderPage(name: string, source: string, templates: Templates): DemoPage {
  const { meta, body } = readFragment(name, source);
  const lang = meta.get('lang') ?? 'en';
  const section = meta.get('section') ?? name.split('/')[0] ?? '';
  const title = meta.get('title') ?? missing(name, 'title');
  const slots = new Map<string, string>([
    ['lang', lang],
    ['section', section],
    ['title', escapeText(title)],
    ['description', escapeText(meta.get('description') ?? missing(name, 'description'))],
    ['nav', navOf(lang, section)],
    ['body', body],
  ]);
  for (const [key, word] of Object.entries(wordsOf(lang))) slots.set(`words.${key}`, escapeText(word));
  return { path: pathOf(name), title, html: fill(name, templates.layout, slots, templates.partials) };
}

/** `/demo/` for `index`, `/demo/docs/api/` for `docs/api`. */
export function pathOf(name: string): string {
  return name === 'index' ? '/demo/' : `/demo/${name}/`;
}

function readFragment(name: string, source: string): Fragment {
  const head = /^<!--\n([\s\S]*?)\n-->\n/.exec(source);
  if (!head) return missing(name, 'a comment with title and description at its start');
  const meta = new Map<string, string>();
  for (const line of (head[1] ?? '').split('\n')) {
    const colon = line.indexOf(':');
    meta.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  return { meta, body: source.slice(head[0].length).trim() };
}

function fill(
  name: string,
  template: string,
  slots: ReadonlyMap<string, string>,
  partials: ReadonlyMap<string, string>,
): string {
  return template.replaceAll(/\{\{(> )?([\w.-]+)\}\}/g, (_whole, partial: string | undefined, key: string) => {
    const found = partial ? partials.get(key) : slots.get(key);
    return fill(name, (found ?? missing(name, `{{${key}}}`)).trimEnd(), slots, partials);
  });
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function missing(name: string, what: string): never {
  throw new Error(`Demo page "${name}" has no ${what}`);
}
