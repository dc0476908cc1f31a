import type { InstallState } from '../../../wire/api/tag.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { SAMPLE_BROWSER_PREFIX } from '../../sample/people.ts';
import { instant } from '../intent.ts';

// Looked for among this many newest and oldest signals: enough to see every site that sends, and the cost does not grow with the rest.
const LOOKED_AT = 20_000;

/**
 * Whether browsers' signals arrive from real pages, and from where. What a server reports, the sample data and the pages of links do not
 * count: they would arrive without the tag. Times are those of receipt, since a stated time may be any. Exact as long as the first of
 * them is among the 20,000 oldest or newest signals; counts by host are those of the newest 20,000.
 */
export async function installState(trx: Trx, workspaceId: string): Promise<InstallState> {
  const values = [workspaceId, `${SAMPLE_BROWSER_PREFIX}%`];
  const hosts = await trx.run<{ host: string; signals: number; first: Date; last: Date }>(
    {
      name: 'dashboard_install_hosts',
      text: `select host, count(*)::int as signals, min(received_at) as first, max(received_at) as last
        from (${endOf('desc')}) s where ${BY_A_BROWSER} group by host order by signals desc, host`,
    },
    values,
  );
  const [oldest] = await trx.run<{ first: Date | null }>(
    {
      name: 'dashboard_install_first',
      text: `select min(received_at) as first from (${endOf('asc')}) s where ${BY_A_BROWSER}`,
    },
    values,
  );
  const times = hosts.flatMap((row) => [row.first.getTime(), row.last.getTime()]);
  const first = Math.min(...times, oldest?.first?.getTime() ?? Number.POSITIVE_INFINITY);
  return {
    firstSignalAt: Number.isFinite(first) ? instant(first) : null,
    lastSignalAt: times.length > 0 ? instant(Math.max(...times)) : null,
    hosts: hosts.slice(0, 10).map(({ host, signals, last }) => ({ host, signals, lastAt: instant(last) })),
  };
}

// By their key, so that only these rows are read.
const endOf = (order: 'asc' | 'desc') => `select host, received_at, kind, context from signal
  where workspace_id = $1 order by id ${order} limit ${LOOKED_AT}`;

// The sample's sessions are named after its browsers.
const BY_A_BROWSER = `host is not null and kind not in ('knock_link_open', 'knock_link_click')
  and context->'device'->>'type' is distinct from 'server' and coalesce(context->>'session', '') not like $2`;
