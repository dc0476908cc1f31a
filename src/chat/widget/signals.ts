import type { FilterReason } from '../../../wire/signal.ts';
import { touchOf } from '../../capture/attribution.ts';
import type { Claim, Device, Page, SignalDraft, Touch } from '../../capture/draft.ts';
import { pageAt, webUrl } from '../../capture/page.ts';
import { textOrNull } from '../../capture/text.ts';
import { signalId } from '../../foundation/ids.ts';
import type { Millis } from '../../foundation/time.ts';
import type { ChatContext } from '../context.ts';

/** What a request of the chat shows of who sent it. */
export interface ChatFacts {
  readonly claim: Claim | null;
  readonly page: { readonly url: string; readonly title?: string | null | undefined } | null;
  readonly session: string | null;
  readonly device: Device | null;
  readonly country: string | null;
  readonly filtered: FilterReason | null;
  /** Hosts of the customer whose referrers are no new visit. */
  readonly ownHosts: readonly string[];
}

interface Place {
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly surface: 'website' | 'link';
  readonly context: ChatContext;
}

const TEXT_LENGTH_MAX = 1_000;

/**
 * The signal of a message that a lead wrote. Its id is made of the conversation, the message's own id and when it was taken, all of which stay:
 * recording it again changes nothing.
 */
export function messageSignal(
  place: Place,
  message: { readonly clientId: string; readonly at: Millis; readonly text: string },
  facts: ChatFacts,
): SignalDraft {
  const { clientId, at, text } = message;
  return draft(place, { clientId, at, kind: 'chat_message' }, facts, {
    text: textOrNull(text, TEXT_LENGTH_MAX),
    props: { conversation: place.conversationId },
  });
}

/** The signal of an address that a lead left in the chat: a claim, like that of any form. */
export function emailSignal(
  place: Place,
  said: { readonly clientId: string; readonly at: Millis; readonly name: string | null },
  facts: ChatFacts,
): SignalDraft {
  const { clientId, at, name } = said;
  return draft(place, { clientId, at, kind: 'identify' }, facts, { traits: name === null ? null : { name } });
}

function draft(
  { workspaceId, conversationId, surface, context }: Place,
  event: { readonly clientId: string; readonly at: Millis; readonly kind: SignalDraft['kind'] },
  facts: ChatFacts,
  said: Partial<Pick<SignalDraft, 'text' | 'props' | 'traits'>>,
): SignalDraft {
  const url = webUrl(facts.page?.url ?? context.page?.url);
  const page: Page | null = url && pageAt(url, facts.page?.title ?? context.page?.title);
  return {
    id: signalId(workspaceId, `${conversationId} ${event.clientId}`, event.at),
    at: event.at,
    receivedAt: event.at,
    kind: event.kind,
    identity: { kind: 'browser', value: context.visitorId },
    claim: facts.claim,
    traits: null,
    page,
    name: null,
    text: null,
    props: null,
    touch: surface === 'link' ? linkTouch(context) : url && websiteTouch(url, facts.ownHosts),
    device: facts.device ?? context.device,
    country: facts.country ?? context.country,
    session: facts.session ?? context.session,
    pageView: null,
    filtered: facts.filtered,
    flags: [],
    ...said,
  };
}

// What began the visit was recorded when the link's page was seen: a message goes on with it.
function linkTouch({ touch }: ChatContext): Touch | null {
  return touch && { ...touch, entry: false };
}

// The page view knows what led to the page.
function websiteTouch(url: URL, ownHosts: readonly string[]): Touch {
  return touchOf({ url, referrer: undefined, campaign: null, ownHosts, begins: false });
}
