/**
 * The floor of the ingest benchmark: a bare HTTP handler that parses the same bodies and group-commits the same rows into one
 * table of the same database. No identity, no score, no checks: what any server on this machine and database must pay.
 */
import { createServer } from 'node:http';
import { openDatabase } from '../src/machinery/database/database.ts';
import { groupCommit } from '../src/machinery/log/group-commit.ts';

interface Page {
  url?: string;
  path?: string;
  title?: string;
}
interface Sent {
  messageId?: string;
  id?: string;
  anonymousId?: string;
  type?: string;
  kind?: string;
  timestamp?: string;
  at?: number;
  page?: Page;
  session?: string;
  pageView?: string;
  context?: { page?: Page };
}

const db = openDatabase({ url: process.env['DATABASE_URL'] ?? null, dataDir: process.argv[2] ?? 'memory://' });
// The columns of `signal` and what Knock writes into them: the same rows, with one key.
const COLUMNS = {
  id: 'uuid',
  identity: 'text',
  claim_id: 'uuid',
  claim_weak: 'boolean',
  at: 'timestamptz',
  received_at: 'timestamptz',
  kind: 'text',
  category: 'text',
  host: 'text',
  path: 'text',
  title: 'text',
  text: 'text',
  name: 'text',
  props: 'jsonb',
  context: 'jsonb',
  filtered: 'text',
};
// What Knock finds out about each event is given here.
const TOUCH = {
  source: 'Google',
  channel: 'Organic Search',
  campaign: null,
  medium: null,
  referrer: 'https://www.google.com/',
  entry: true,
};
const DEVICE = { browser: 'Chrome', os: 'Linux', type: 'desktop' };
const SHAPE = Object.entries(COLUMNS)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');
await db.pool.query(`create table if not exists floor (workspace_id uuid, ${SHAPE}, primary key (workspace_id, id))`);
const WORKSPACE = '6f0f7a1e-6f56-8d1c-8b1f-1d3f5a7c9e00';
const log = groupCommit<Sent>({
  batchMax: 1_000,
  waitingMax: 100_000,
  overloaded: () => new Error('overloaded'),
  patienceMs: 60_000,
  stuck: () => new Error('stuck'),
  isStoreAway: () => true,
  commit: async (_key, sent) => {
    const received_at = new Date().toISOString();
    const rows = sent.map((one) => {
      const page = one.context?.page ?? one.page;
      return {
        id: one.messageId ?? one.id,
        identity: one.anonymousId,
        claim_id: null,
        claim_weak: false,
        at: one.timestamp ?? new Date(one.at ?? 0).toISOString(),
        received_at,
        kind: one.type ?? one.kind,
        category: 'Other',
        host: 'www.acme.test',
        path: page?.path,
        title: page?.title,
        text: null,
        name: null,
        props: null,
        context: { url: page?.url, touch: TOUCH, device: DEVICE, session: one.session, pageView: one.pageView },
        filtered: null,
      };
    });
    await db.pool.query({
      name: 'floor',
      text: `insert into floor select $1::uuid, * from json_to_recordset($2::json) as r(${SHAPE}) on conflict do nothing`,
      values: [WORKSPACE, JSON.stringify(rows)],
    });
  },
});

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    const body = JSON.parse(Buffer.concat(chunks).toString()) as { batch?: Sent[]; events?: Sent[] };
    await log.append('w', body.batch ?? body.events ?? []);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"success":true}');
  });
});
server.listen(0, '127.0.0.1', () => console.log(`port ${(server.address() as { port: number }).port}`));
