import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { createWorld } from '../../../tests/world.ts';
import { openDatabase } from '../../machinery/database/database.ts';
import type { Visit } from './visit.ts';
import { openVisitLog } from './visit-log-store.ts';

const world = await createWorld();
afterAll(world.close);
const linkId = randomUUID();

function visit(url = 'https://knock.test/l/x'): Visit {
  return {
    ...{
      id: randomUUID(),
      workspaceId: world.workspaceId,
      linkId,
      at: world.ctx.clock(),
      recipientId: null,
      sign: null,
    },
    touch: { source: 'Email', channel: 'Email', campaign: null, medium: null, referrer: null, entry: true },
    context: { url, userAgent: null, country: null, title: 'x', provable: true },
  };
}

function hearing() {
  const lines: { level: number; msg: string; lost?: number }[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { log, lines };
}

describe('visits on their way', () => {
  it('are written in one go, and one that the database refuses sinks no other', async () => {
    const { log, lines } = hearing();
    const visits = openVisitLog({ db: world.ctx.db, log });
    // The database holds no NUL.
    const [good, bad, better] = [visit(), visit('https://knock.test/\0'), visit()];
    for (const one of [good, bad, better]) visits.add(one);
    await visits.settled(better.id);
    const { rows } = await world.ctx.db.pool.query('select id from link_visit where workspace_id = $1', [
      world.workspaceId,
    ]);
    expect(rows.map((row) => row.id).sort()).toEqual([good.id, better.id].sort());
    expect(lines.map((line) => line.msg)).toEqual(['a visit of a link cannot be recorded']);
    const { rows: counts } = await world.ctx.db.pool.query('select clicks from link_count where link_id = $1', [
      linkId,
    ]);
    expect(counts).toEqual([{ clicks: 2 }]);
  });

  it('wait while the database is away, as many as there is room for; the first stay', async () => {
    const { log, lines } = hearing();
    const db = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', dataDir: '' });
    const visits = openVisitLog({ db, log });
    for (let n = 0; n < 100_002; n += 1) visits.add(visit());
    await visits.idle();
    await visits.stop();
    await db.close();
    const said = lines.map(({ msg, lost }) => [msg, lost]);
    expect(said[0]).toEqual(['too many visits of links wait for the database: new ones are lost', 1]);
    expect(said.at(-1)).toEqual(['visits of links are lost: the database was away to the end', 100_000]);
  });
});
