import type { Outbox } from './machinery/outbox.ts';
import { SAMPLE_BROWSER_PREFIX } from './sample/people.ts';

/**
 * An outbox for who tells others of conversations: what is about one of the sample's is let go, also when somebody tries the inbox on it, or time
 * moves it on. One look, and only where there is something to tell.
 */
export function sparingSample(outbox: Pick<Outbox, 'add'>): Pick<Outbox, 'add'> {
  return {
    add: async (trx, workspaceId, deliveries) => {
      const ids = new Set(deliveries.flatMap(({ payload }) => conversationIn(payload) ?? []));
      const rows = await trx.run<{ id: string }>(
        {
          name: 'sample_among',
          text: `select id from conversation where workspace_id = $1 and id = any($2::uuid[]) and starts_with(context->>'visitorId', $3)`,
        },
        [workspaceId, [...ids], SAMPLE_BROWSER_PREFIX],
      );
      const spared = new Set(rows.map(({ id }) => id));
      const told = deliveries.filter(({ payload }) => !spared.has(conversationIn(payload) ?? ''));
      if (told.length > 0) await outbox.add(trx, workspaceId, told);
    },
  };
}

function conversationIn(payload: object): string | null {
  return 'conversationId' in payload && typeof payload.conversationId === 'string' ? payload.conversationId : null;
}
