import type { SignalDraft } from '../../src/capture/draft.ts';
import { signalId } from '../../src/foundation/ids.ts';
import { readMessage } from '../../src/intent/type/store.ts';
import { record } from '../../src/journey.ts';
import { compileRules } from '../../src/signals/categorize.ts';
import type { World } from '../world.ts';

/** What a test says of one signal; the rest is a page view of `/pricing` now. */
export interface Told extends Partial<Omit<SignalDraft, 'id' | 'identity' | 'page' | 'claim'>> {
  /** `browser:...`, or `user:...` for a server's call. */
  readonly by: string;
  readonly path?: string;
  readonly email?: string;
  readonly userId?: string;
  /** When the device said it was, if not `at`. */
  readonly statedAt?: number;
}

const categorize = compileRules([], readMessage);
let made = 0;

/** Records signals as one batch, as capture would have handed them over. Answers their ids. */
export async function records({ ctx, workspaceId }: World, ...told: readonly Told[]): Promise<readonly string[]> {
  const drafts = told.map((one) => draftOf(workspaceId, ctx.clock(), one));
  await record(ctx.db, workspaceId, drafts, categorize);
  return drafts.map((draft) => draft.id);
}

/** The signal as capture would have made it, for whoever hands it over in another way. */
export function draftOf(workspaceId: string, now: number, told: Told): SignalDraft {
  const { by, path = '/pricing', email = null, userId = null, statedAt, ...rest } = told;
  const at = told.at ?? now;
  const [kind, value = ''] = by.split(/:(.*)/s);
  made += 1;
  return {
    id: signalId(workspaceId, `event ${made}`, statedAt ?? at),
    at,
    receivedAt: now,
    kind: email || userId ? 'identify' : 'page_view',
    identity: { kind: kind as 'browser', value },
    claim: email || userId ? { email, userId, verified: false } : null,
    traits: null,
    page: { url: `https://shop.test${path}`, host: 'shop.test', path, title: null },
    name: null,
    text: null,
    props: null,
    touch: null,
    device: null,
    country: null,
    session: null,
    pageView: null,
    filtered: null,
    flags: [],
    ...rest,
  };
}
