import type { SignalKind } from '../../wire/signal.ts';
import { pageAt, pageWithoutUrl, webUrl } from '../capture/page.ts';
import { textOrNull } from '../capture/text.ts';
import type { Subject } from './subject.ts';

/** What somebody typed to try the rules on. */
export interface Tried {
  readonly kind?: SignalKind | undefined;
  /** A whole address, one without its `https://`, or a path. */
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  readonly text?: string | undefined;
  readonly event?: string | undefined;
}

const TEXT_LENGTH_MAX = 1_000;

/** What the rules would look at if a signal like this were recorded. */
export function triedSubject({ kind, url, title, text, event }: Tried): Subject {
  const typed = url?.trim() ?? '';
  const address =
    webUrl(typed) ?? (/^[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)/.test(typed) ? webUrl(`https://${typed}`) : null);
  const page = address ? pageAt(address, title) : pageWithoutUrl(typed, title);
  return {
    kind: kind ?? (event ? 'track' : text ? 'link_click' : 'page_view'),
    host: page?.host ? page.host : null,
    path: page?.path ? page.path : null,
    title: page?.title ?? null,
    text: textOrNull(text, TEXT_LENGTH_MAX),
    name: textOrNull(event, TEXT_LENGTH_MAX),
  };
}
