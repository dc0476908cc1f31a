const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const RECENT_MS = 45_000;

/** When something was said, as people say it: `now`, `5 min. ago`, then the time of day. In the language's own words. */
export function timeWords(at: number, now: number, language: string): string {
  const age = now - at;
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  if (age < RECENT_MS) return relative.format(0, 'second');
  if (age < HOUR_MS) return relative.format(-Math.max(1, Math.round(age / MINUTE_MS)), 'minute');
  return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(at);
}

/** The day of a message: today, yesterday, a weekday within the week, else a date. */
export function dayWords(at: number, now: number, language: string): string {
  const days = daysBetween(at, now);
  if (days < 2)
    return capital(new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-days, 'day'), language);
  const form: Intl.DateTimeFormatOptions =
    days < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'long', ...(days > 300 && { year: 'numeric' }) };
  return capital(new Intl.DateTimeFormat(language, form).format(at), language);
}

/** The exact moment, for those who ask. */
export function exactWords(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' }).format(at);
}

/** `3 minutes`, `2 hours`, `1 day`: rounded up, since it is a promise. */
export function lengthWords(minutes: number, language: string): string {
  const [value, unit] =
    minutes < 60
      ? [Math.max(1, Math.ceil(minutes)), 'minute']
      : minutes < 24 * 60
        ? [Math.ceil(minutes / 60), 'hour']
        : [Math.ceil(minutes / 1_440), 'day'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** Calendar days of the reader's clock, also over a change of the clock; 0 for the same day and for the future. */
export function daysBetween(at: number, now: number): number {
  return Math.max(0, Math.round((startOfDay(now) - startOfDay(at)) / (24 * HOUR_MS)));
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

function capital(words: string, language: string): string {
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
}
