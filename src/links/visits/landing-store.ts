import type { SignalDraft } from '../../capture/draft.ts';
import { LogUnavailable, type SignalLog } from '../../capture/log.ts';
import { isUnavailable } from '../../machinery/database/database.ts';
import { CLICK_PARAMETER, carriedVisit } from '../redirect.ts';
import { type ProveDeps, prove } from './prove-store.ts';

/**
 * A log that hears when a redirect arrived: a page view by the tag whose address carries the visit proves that a person's browser
 * was behind it. Others cost it one look for the parameter's name.
 */
export function hearingLandings(log: SignalLog, deps: ProveDeps): SignalLog {
  return {
    append: async (workspaceId, drafts) => {
      await log.append(workspaceId, drafts);
      for (const { visitId, browser } of landingsIn(drafts)) {
        try {
          await prove(deps, workspaceId, visitId, browser, { page: false, known: null });
        } catch (error) {
          // The sender comes again with the same ids, and this is tried again.
          if (isUnavailable(error)) throw new LogUnavailable('the database is away', { cause: error });
          throw error;
        }
      }
    },
  };
}

function landingsIn(drafts: readonly SignalDraft[]) {
  return drafts.flatMap(({ kind, filtered, identity, page, session }) => {
    if (kind !== 'page_view' || filtered !== null || identity.kind !== 'browser') return [];
    const visitId = page?.url.includes(CLICK_PARAMETER) ? carriedVisit(page.url) : null;
    return visitId === null ? [] : [{ visitId, browser: { id: identity.value, session } }];
  });
}
