import { useSyncExternalStore } from 'react';

const integers = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const shorts = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const dayNames = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const dayYears = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const utcDays = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const exacts = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
const clocks = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });

export const count = (n: number): string => integers.format(n);
export const compact = (n: number): string => (n < 10_000 ? integers.format(n) : shorts.format(n));
/** `900`, `8K`, `12.5K`: for numbers that stand in one column. */
export const short = (n: number): string => shorts.format(n);

/** Points to one decimal below 100, whole above: enough to compare, calm to read. */
export function points(n: number): string {
  return n >= 100 ? integers.format(n) : n.toFixed(1);
}

/** Points with both decimals, where they must visibly sum. */
export const exactPoints = (n: number): string => n.toFixed(2);

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

export const exactTime = (iso: string): string => exacts.format(new Date(iso));
export const clockTime = (iso: string): string => clocks.format(new Date(iso));

/** A UTC calendar day (`2026-07-15`) as a chart's label; empty for anything else, which charts pass while nothing is pointed at. */
export function dayLabel(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? '' : utcDays.format(at);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `now`, `4m`, `3h`, `6d`, then the date: at most seven characters this year. */
export function ago(iso: string, now: number): string {
  const at = Date.parse(iso);
  const past = now - at;
  if (past < 45_000) return 'now';
  if (past < HOUR) return `${Math.max(1, Math.round(past / MINUTE))}m`;
  if (past < DAY) return `${Math.round(past / HOUR)}h`;
  if (past < 14 * DAY) return `${Math.round(past / DAY)}d`;
  return date(iso, now);
}

/** `in 4h`, `in 6d`, `on 3 Aug`. */
export function until(iso: string, now: number): string {
  const left = Date.parse(iso) - now;
  if (left < HOUR) return `in ${Math.max(1, Math.round(left / MINUTE))}m`;
  if (left < 2 * DAY) return `in ${Math.round(left / HOUR)}h`;
  if (left < 21 * DAY) return `in ${Math.round(left / DAY)}d`;
  return `on ${date(iso, now)}`;
}

export function date(iso: string, now: number): string {
  const at = new Date(iso);
  return (at.getFullYear() === new Date(now).getFullYear() ? dayNames : dayYears).format(at);
}

/** `Today`, `Yesterday`, `Mon 13 Jul`: heading of a day in the timeline. */
export function dayHeading(iso: string, now: number): string {
  const at = new Date(iso);
  const days = Math.round((startOfDay(now) - startOfDay(at.getTime())) / DAY);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return at.toLocaleDateString(undefined, { weekday: 'short', day: 'numeric', month: 'short' });
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** `38s`, `4m 10s`, `1h 5m`. */
export function duration(seconds: number): string {
  const s = Math.round(seconds);
  if (s < 60) return `${s}s`;
  if (s < 3600) return s % 60 === 0 ? `${s / 60}m` : `${Math.floor(s / 60)}m ${s % 60}s`;
  const minutes = Math.round((s % 3600) / 60);
  return minutes === 0 ? `${Math.floor(s / 3600)}h` : `${Math.floor(s / 3600)}h ${minutes}m`;
}

const TICK_MS = 20_000;
let tickNow = Date.now();
const tickers = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;

function subscribeTick(ticker: () => void): () => void {
  tickers.add(ticker);
  ticking ??= setInterval(() => {
    tickNow = Date.now();
    for (const one of tickers) one();
  }, TICK_MS);
  return () => {
    tickers.delete(ticker);
    if (tickers.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

/** The time, refreshed every 20 s for every relative time on the page at once. */
export function useNow(): number {
  return useSyncExternalStore(subscribeTick, () => tickNow);
}

let regions: Intl.DisplayNames | undefined;
export function countryName(code: string): string {
  try {
    regions ??= new Intl.DisplayNames(undefined, { type: 'region' });
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}
