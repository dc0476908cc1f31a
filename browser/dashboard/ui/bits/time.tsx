import { ago, exactTime, useNow } from '../format.ts';

/** Relative, with the exact time on hover and for screen readers. A plain `title`: a table holds hundreds of these. */
export function Ago({ at, suffix = '' }: { at: string; suffix?: string }) {
  const now = useNow();
  const text = ago(at, now);
  const relative = /^\d+[mhd]$/.test(text);
  return (
    <time className="num" dateTime={at} title={exactTime(at)}>
      {relative ? `${text}${suffix}` : text}
    </time>
  );
}
