import { deviceOf } from '../../capture/device.ts';
import type { Claim, IdentityKey, SignalDraft } from '../../capture/draft.ts';
import { pageAt } from '../../capture/page.ts';
import { signalId } from '../../foundation/ids.ts';
import type { Millis } from '../../foundation/time.ts';
import { filterOf } from './proof.ts';
import type { Visit } from './visit.ts';

/** Who was proven to be behind a visit. */
export interface Visitor {
  readonly identity: IdentityKey;
  /** E-mail of the recipient whom the address was made for: they are probably this browser's user. */
  readonly recipientEmail: string | null;
  readonly session: string | null;
}

/** The click: the request that a person was proven behind, at its time. The same id however often it is proven. */
export function clickSignal(visit: Visit, visitor: Visitor, now: Millis, isFiled: boolean): SignalDraft {
  // A visit that was filed as nobody's has a signal by its id already.
  const name = isFiled ? `${visit.id} proven` : visit.id;
  const id = signalId(visit.workspaceId, `knock_link_click ${name}`, visit.at);
  return { ...signalOf(visit, visitor, now), id, kind: 'knock_link_click', at: visit.at };
}

/** The open: somebody saw the link's page, now. It goes on with the visit that the click began. */
export function openSignal(visit: Visit, visitor: Visitor, now: Millis): SignalDraft {
  const id = signalId(visit.workspaceId, `knock_link_open ${visit.id}`, visit.at);
  const touch = { ...visit.touch, entry: false };
  return { ...signalOf(visit, visitor, now), id, kind: 'knock_link_open', at: Math.max(now, visit.at + 1), touch };
}

/** The click that nobody was proven behind: shown as filtered, of nobody. */
export function unprovenSignal(visit: Visit, now: Millis): SignalDraft {
  const nobody = {
    identity: { kind: 'link', value: visit.id },
    recipientEmail: null,
    session: null,
  } as const;
  const draft = clickSignal(visit, nobody, now, false);
  return { ...draft, filtered: filterOf(visit.sign), props: { sign: visit.sign ?? 'not_proven' } };
}

function signalOf(visit: Visit, visitor: Visitor, now: Millis): Omit<SignalDraft, 'id' | 'kind' | 'at'> {
  const { url, title, userAgent, country } = visit.context;
  return {
    receivedAt: now,
    identity: visitor.identity,
    claim: likely(visitor.recipientEmail),
    traits: null,
    page: pageAt(new URL(url), title),
    name: null,
    text: null,
    props: null,
    touch: visit.touch,
    device: userAgent === null ? null : deviceOf(userAgent),
    country,
    session: visitor.session,
    pageView: null,
    filtered: null,
    flags: [],
  };
}

function likely(email: string | null): Claim | null {
  return email === null ? null : { email, userId: null, verified: false, strength: 'weak' };
}
