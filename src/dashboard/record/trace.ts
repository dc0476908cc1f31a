import type { ContactRecord, SeenDevice } from '../../../wire/api/contacts.ts';
import type { Device } from '../../capture/draft.ts';
import type { Millis } from '../../foundation/time.ts';
import { instant } from '../intent.ts';
import { deviceOf } from './signal-item.ts';

/** What a recent signal tells of where and with what somebody is. */
export interface Glimpse {
  readonly at: Millis;
  readonly kind: string;
  readonly path: string | null;
  readonly title: string | null;
  readonly device: Device | null;
  readonly country: string | null;
}

export interface Trace {
  /** Most recently used first, at most 20. */
  readonly devices: SeenDevice[];
  /** Most recent first. */
  readonly countries: string[];
  /** The page viewed last. */
  readonly page: ContactRecord['onlineOn'];
}

/** Devices, countries and the latest page from recent signals in any order. */
export function traceOf(glimpses: readonly Glimpse[]): Trace {
  const newest = [...glimpses].sort((a, b) => b.at - a.at);
  const devices = new Map<string, SeenDevice>();
  const countries = new Set<string>();
  for (const { at, device, country } of newest) {
    if (country !== null) countries.add(country);
    const seen = deviceOf(device);
    const key = JSON.stringify(seen);
    if (seen && !devices.has(key)) devices.set(key, { ...seen, lastAt: instant(at) });
  }
  const view = newest.find((one) => one.kind === 'page_view' && one.path !== null);
  return {
    devices: [...devices.values()].slice(0, 20),
    countries: [...countries],
    page: view?.path != null ? { title: view.title, path: view.path, since: instant(view.at) } : null,
  };
}
