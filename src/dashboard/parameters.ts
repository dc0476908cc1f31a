/** The words of a comma-separated parameter whose schema has checked them; null when it was not given. */
export function wordsOf<Word extends string>(parameter: string | undefined): readonly Word[] | null {
  return parameter === undefined ? null : (parameter.split(',') as Word[]);
}

/** A text to look for, without what no stored text has (PostgreSQL refuses NUL); null when nothing is left of it. */
export function searchable(parameter: string | undefined): string | null {
  const text = parameter?.replaceAll('\0', '').trim() ?? '';
  return text === '' ? null : text;
}
