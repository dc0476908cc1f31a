import type { Category, SignalKind } from '../../wire/signal.ts';
import type { Device, JsonObject, SignalDraft, SignalFlag, Touch } from '../capture/draft.ts';
import type { Sighting } from '../identity/sighting.ts';
import type { Subject } from './subject.ts';

/** What a signal's `context` column holds. Absent keys are null. */
export interface SignalContext {
  readonly url?: string;
  readonly touch?: Touch;
  readonly device?: Device;
  readonly country?: string;
  readonly session?: string;
  readonly pageView?: string;
  readonly flags?: readonly SignalFlag[];
}

/** A row of the `signal` table, less its workspace. Times are ISO 8601. */
export interface SignalRow {
  readonly id: string;
  readonly identity_id: string;
  readonly claim_id: string | null;
  readonly claim_weak: boolean;
  readonly at: string;
  readonly received_at: string;
  readonly kind: SignalKind;
  readonly category: Category;
  readonly host: string | null;
  readonly path: string | null;
  readonly title: string | null;
  readonly text: string | null;
  readonly name: string | null;
  readonly props: JsonObject | null;
  readonly context: SignalContext;
  readonly filtered: string | null;
}

/** What the category rules look at. */
export function subjectOf(draft: SignalDraft): Subject {
  const { kind, page, text, name } = draft;
  return { kind, host: page?.host ?? null, path: page?.path ?? null, title: page?.title ?? null, text, name };
}

/** The row of a draft. Traits of an `identify` are its props: what was said is kept where it was said. */
export function rowOf(draft: SignalDraft, sighting: Sighting, category: Category): SignalRow {
  const { page } = draft;
  return {
    id: draft.id,
    identity_id: sighting.identity.id,
    claim_id: sighting.person?.id ?? null,
    claim_weak: sighting.weak,
    at: new Date(draft.at).toISOString(),
    received_at: new Date(draft.receivedAt).toISOString(),
    kind: draft.kind,
    category,
    host: page?.host ?? null,
    path: page?.path ?? null,
    title: page?.title ?? null,
    text: draft.text,
    name: draft.name,
    props: draft.kind === 'identify' ? draft.traits : draft.props,
    context: contextOf(draft),
    filtered: draft.filtered,
  };
}

function contextOf(draft: SignalDraft): SignalContext {
  return {
    ...(draft.page ? { url: draft.page.url } : {}),
    ...(draft.touch ? { touch: draft.touch } : {}),
    ...(draft.device ? { device: draft.device } : {}),
    ...(draft.country === null ? {} : { country: draft.country }),
    ...(draft.session === null ? {} : { session: draft.session }),
    ...(draft.pageView === null ? {} : { pageView: draft.pageView }),
    ...(draft.flags.length > 0 ? { flags: draft.flags } : {}),
  };
}
