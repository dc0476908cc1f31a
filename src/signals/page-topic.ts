import { HOST_LABELS, HOST_SUFFIXES } from './builtin-rules/hosts.ts';
import { LANGUAGES } from './builtin-rules/languages.ts';
import { BEATS, CONTAINERS, TOPICS, type Topic, type Words } from './builtin-rules/topics.ts';
import { findAll, type Hit, lexicon, plain, strongest } from './lexicon.ts';

/** What a page is about, and which word of which part says so. */
export interface Finding {
  readonly topic: Topic;
  readonly where: 'host' | 'path' | 'title' | 'text' | 'event name';
  readonly phrase: string;
}

const WHOLE = lexicon(LANGUAGES.map(({ code, whole }) => ({ language: code, words: whole })));
const WITHIN = lexicon(LANGUAGES.map(({ code, within }) => ({ language: code, words: within })));

/** The topic of a page by its host, then its path's segments from left to right, then its title. Null when nothing says. */
export function pageTopic(host: string | null, path: string | null, title: string | null): Finding | null {
  const byHost = host === null ? null : hostTopic(host);
  // A page known by its name only has an empty path, and is not the home page.
  const byPath = path === null || path === '' ? null : pathTopic(path, byHost);
  if (byPath !== null && byPath.topic !== 'about') return byPath;
  const byTitle = title === null ? null : titleTopic(title);
  // A title on its own is often only a name; the path's word, when there is one, is the better witness.
  return byPath ?? byTitle;
}

/** The topic of a host's first label or of a well-known service. */
export function hostTopic(host: string): Finding | null {
  const name = host.toLowerCase().split(':')[0] ?? '';
  for (const [suffix, topic] of SUFFIXES) {
    if (name === suffix || name.endsWith(`.${suffix}`)) return { topic, where: 'host', phrase: suffix };
  }
  const labels = name.split('.');
  const topic = labels.length >= 3 ? LABELS.get(labels[0] ?? '') : undefined;
  return topic === undefined ? null : { topic, where: 'host', phrase: labels[0] ?? '' };
}

const LABELS = new Map(pairs(HOST_LABELS));
const SUFFIXES = pairs(HOST_SUFFIXES);

function pairs(words: Words): [string, Topic][] {
  return TOPICS.flatMap((topic) =>
    (words[topic] ?? '').split(',').map((word): [string, Topic] => [word.trim(), topic]),
  ).filter(([word]) => word !== '');
}

// A slug this long is a sentence: an article's, unless it holds a phrase of two words or more.
const SENTENCE_WORDS = 5;
const SEGMENTS_READ = 6;

function pathTopic(path: string, host: Finding | null): Finding | null {
  const { segments, language } = pathSegments(path);
  if (segments.length === 0) return host ?? { topic: 'Home', where: 'path', phrase: '/' };
  if (host === null && /^(19|20)\d\d$/.test(segments[0] ?? '') && segments.length > 1) {
    return { topic: 'Blog', where: 'path', phrase: segments[0] ?? '' };
  }
  let current = host;
  let open = current === null || CONTAINERS.includes(current.topic);
  for (const segment of segments.slice(0, SEGMENTS_READ)) {
    const hit =
      wholeHit(segment, language, open ? null : (current?.topic ?? null)) ??
      (open ? (whyTopic(segment) ?? withinHit(segment, language) ?? eitherHit(segment, language)) : null);
    if (hit !== null && (open || beats(hit.key, current?.topic))) {
      current = { topic: hit.key, where: 'path', phrase: hit.phrase };
      open = CONTAINERS.includes(hit.key) || (language === null && maybeLibrary(segment));
    }
  }
  if (current !== null) return current;
  const last = segments.at(-1) ?? '';
  return last.split(' ').length >= SENTENCE_WORDS ? { topic: 'Blog', where: 'path', phrase: last } : null;
}

function wholeHit(segment: string, language: string | null, current: Topic | null): Hit | null {
  const hits = WHOLE.whole.get(segment);
  if (hits === undefined) return null;
  const useful =
    current === null || CONTAINERS.includes(current) ? hits : hits.filter((hit) => beats(hit.key, current));
  return strongest(useful, language);
}

/** A library in one language and something else in another, as `recursos` is: what comes beneath decides. */
function maybeLibrary(segment: string): boolean {
  return WHOLE.whole.get(segment)?.some(({ key }) => key === 'library') ?? false;
}

/** The first known word of `packages-and-rates`. */
function eitherHit(segment: string, language: string | null): Hit | null {
  const parts = segment.split(CONJUNCTION);
  if (parts.length === 1 || segment.split(' ').length >= SENTENCE_WORDS) return null;
  return parts.map((part) => wholeHit(part, language, null)).find((hit) => hit !== null) ?? null;
}

const CONJUNCTION = / (?:and|und|et|y|e|en|oder|or|ou|o|of) /;

/** `why-acme`, `warum-acme`: one's own name against the others'. */
function whyTopic(segment: string): Pick<Hit, 'key' | 'phrase'> | null {
  return WHY.test(segment) ? { key: 'Comparison', phrase: segment } : null;
}

const WHY =
  /^(?:why|why choose|warum|pourquoi|pourquoi choisir|por que|por que elegir|por que escolher|perche|perche scegliere|waarom) (?!us$|nous$|wir$|uns$|wij$|noi$|nosotros$|nos$|you$|choose$)\S+$/;

function withinHit(segment: string, language: string | null): Hit | null {
  const hits = findAll(segment, WITHIN);
  if (segment.split(' ').length < SENTENCE_WORDS) return strongest(hits, language);
  return strongest(
    hits.filter((hit) => hit.phrase.includes(' ')),
    language,
  );
}

function beats(topic: Topic, current: Topic | undefined): boolean {
  return current !== undefined && (BEATS[topic]?.includes(current) ?? false);
}

/**
 * The words of each segment of a path, percent-decoded, without language prefix, link prefix, file ending and ids.
 * A single-page application's `/#/pricing` and a one-page website's `/#pricing` count as paths.
 */
export function pathSegments(path: string): { readonly segments: readonly string[]; readonly language: string | null } {
  const [before = '', fragment = ''] = path.split('#', 2);
  const main = before.split('?', 1)[0] ?? '';
  const bare = main.replaceAll('/', '') === '' || /^\/[a-z]{2}\/?$/i.test(main);
  const raw = (bare ? `${main}/${fragment.split('?', 1)[0]}` : main).split('/').filter((segment) => segment !== '');
  const first = (raw[0] ?? '').toLowerCase();
  const locale = LOCALE.exec(first);
  const named = locale !== null && LOCALES.has(locale[1] ?? '');
  const rest = named ? raw.slice(1) : raw;
  const content = LINK_PREFIX.has((rest[0] ?? '').toLowerCase()) ? rest.slice(1) : rest;
  const segments = content
    .map((segment) => plain(decoded(segment).replace(FILE_ENDING, '')))
    .filter((words) => words !== '');
  return { segments, language: named ? (locale?.[1] ?? null) : null };
}

const LOCALE = /^([a-z]{2})(?:[-_][a-z]{2,4})?$/;
const LOCALES = new Set(
  'en de fr es pt nl it ja us uk gb at ch be br mx ar ca au nz ie in za sg jp kr cn tw hk zh ko pl cs cz sk hu ro bg el sv se da dk no nb fi et lv lt tr ru ua he eu la'.split(
    ' ',
  ),
);
const LINK_PREFIX = new Set(['k', 'l']);
const FILE_ENDING = /\.(html?|php|aspx?|jsp|cfm)$/i;

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** A title's parts ("Pricing | Acme") are read like segments: exactly, then within the first part. */
function titleTopic(title: string): Finding | null {
  const parts = title
    .split(/[|–—·»:｜]| - /)
    .map(plain)
    .filter((part) => part !== '');
  for (const part of parts) {
    const hit = wholeHit(part, null, null);
    if (hit !== null && !CONTAINERS.includes(hit.key)) return { topic: hit.key, where: 'title', phrase: hit.phrase };
  }
  const hit = withinHit(parts[0] ?? '', null);
  return hit === null ? null : { topic: hit.key, where: 'title', phrase: hit.phrase };
}
