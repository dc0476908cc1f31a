import type { InstallState } from '../../../wire/api/tag.ts';
import { DAY, type Millis } from '../../foundation/time.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { idAt } from '../../machinery/database/partitions.ts';
import { instant } from '../intent.ts';

// Hosts are told from this many newest signals: enough to see every site that sends, whatever the traffic.
const HOSTS_FROM = 20_000;

/** Whether anything arrived, and from where. Counts by host are those of the newest 20,000 signals of 30 days. */
export async function installState(trx: Trx, workspaceId: string, now: Millis): Promise<InstallState> {
  const [ends] = await trx.run<{ first: Date | null; last: Date | null }>(
    {
      name: 'dashboard_install_ends',
      text: `select (select at from signal where workspace_id = $1 order by id limit 1) as first,
          coalesce((select last_signal_at from contact_heat where workspace_id = $1 order by last_signal_at desc limit 1),
            (select at from signal where workspace_id = $1 order by id desc limit 1)) as last`,
    },
    [workspaceId],
  );
  const hosts = await trx.run<{ host: string; signals: number; lastAt: Date }>(
    {
      name: 'dashboard_install_hosts',
      text: `select host, count(*) as signals, max(at) as "lastAt" from (
          select host, at from signal where workspace_id = $1 and id >= $2 order by id desc limit ${HOSTS_FROM}) s
        where host is not null group by host order by signals desc, host limit 10`,
    },
    [workspaceId, idAt(now - 30 * DAY)],
  );
  return {
    firstSignalAt: ends?.first ? instant(ends.first) : null,
    lastSignalAt: ends?.last ? instant(ends.last) : null,
    hosts: hosts.map((row) => ({ ...row, lastAt: instant(row.lastAt) })),
  };
}
