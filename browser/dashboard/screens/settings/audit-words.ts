import type { AuditItem } from '../../../../wire/api/privacy.ts';

/** A sentence of the audit log in its order: words, and those it is about where their ids stand. */
export function summaryParts({
  summary,
  about,
}: Pick<AuditItem, 'summary' | 'about'>): readonly (string | AuditItem['about'][number])[] {
  return about
    .reduce<readonly (string | AuditItem['about'][number])[]>(
      (parts, one) =>
        parts.flatMap((part) =>
          typeof part === 'string' ? part.split(one.id).flatMap((text, n) => (n === 0 ? [text] : [one, text])) : [part],
        ),
      [summary],
    )
    .filter((part) => part !== '');
}
