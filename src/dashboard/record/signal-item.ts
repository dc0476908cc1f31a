import type { ContactRef } from '../../../wire/api/contacts.ts';
import type { SignalItem } from '../../../wire/api/timeline.ts';
import { DEVICE_TYPES, IDENTITY_KINDS } from '../../../wire/api/words.ts';
import { CATEGORIES, FILTER_REASONS, SIGNAL_KINDS } from '../../../wire/signal.ts';
import type { Device, JsonObject, Touch } from '../../capture/draft.ts';
import type { Millis } from '../../foundation/time.ts';
import { instant } from '../intent.ts';

/** What surrounds a signal, as it is stored. */
export interface SignalContext {
  readonly url?: string | null;
  readonly touch?: Touch | null;
  readonly device?: Device | null;
  readonly country?: string | null;
  readonly session?: string | null;
  readonly pageView?: string | null;
  readonly flags?: readonly string[] | null;
}

/** A recorded signal with whose it is. */
export interface ShownSignal {
  readonly id: string;
  readonly at: Millis;
  readonly kind: string;
  readonly category: string;
  readonly host: string | null;
  readonly path: string | null;
  readonly title: string | null;
  readonly text: string | null;
  readonly name: string | null;
  readonly props: JsonObject | null;
  readonly context: SignalContext | null;
  readonly filtered: string | null;
  readonly identity: { readonly id: string; readonly kind: string; readonly value: string };
  /** The role mailbox that it was sent as. */
  readonly mailbox: string | null;
}

/** A signal as the timeline and the live feed show it. */
export function signalItemOf(
  signal: ShownSignal,
  contact: ContactRef,
  session: string | null,
  engagedSeconds: number | null,
): SignalItem {
  const { context, path } = signal;
  const url = context?.url ?? (signal.host === null ? null : `https://${signal.host}${path ?? ''}`);
  return {
    id: signal.id,
    at: instant(signal.at),
    kind: wordOf(SIGNAL_KINDS, signal.kind) ?? 'track',
    category: wordOf(CATEGORIES, signal.category) ?? 'Other',
    page: path === null ? null : { url: url ?? path, path, title: signal.title },
    text: signal.text,
    name: signal.name,
    props: signal.props,
    device: deviceOf(context?.device),
    country: context?.country ?? null,
    identity: {
      id: signal.identity.id,
      kind: wordOf(IDENTITY_KINDS, signal.identity.kind) ?? 'browser',
      value: signal.identity.value,
    },
    contact,
    mailbox: signal.mailbox,
    session,
    source: context?.touch?.entry ? context.touch.source : null,
    engagedSeconds,
    filtered: wordOf(FILTER_REASONS, signal.filtered),
    flags: [...(context?.flags ?? [])],
  };
}

export function deviceOf(device: Device | null | undefined): SignalItem['device'] {
  const type = wordOf(DEVICE_TYPES, device?.type);
  return device && type ? { type, browser: device.browser ?? null, os: device.os ?? null } : null;
}

/** `Chrome on macOS`, as far as it is known; null when nothing is. */
export function deviceWords(device: Device | null | undefined): string | null {
  if (!device) return null;
  if (device.browser && device.os) return `${device.browser} on ${device.os}`;
  return device.browser ?? device.os ?? null;
}

/** A stored word when it is still one of the list. */
export function wordOf<const Word extends string>(
  words: readonly Word[],
  stored: string | null | undefined,
): Word | null {
  return words.find((word) => word === stored) ?? null;
}
