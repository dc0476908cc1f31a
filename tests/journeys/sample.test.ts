import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignalDraft } from '../../src/capture/draft.ts';
import { begun } from '../../src/chat/machine/receive.ts';
import { insertConversation } from '../../src/chat/store.ts';
import { saveCanned } from '../../src/chat/team/canned-store.ts';
import { signalId } from '../../src/foundation/ids.ts';
import { record } from '../../src/journey.ts';
import { type KeptLinks, keepLinks } from '../../src/links/kept-links-store.ts';
import { linkState } from '../../src/links/link.ts';
import type { Tables } from '../../src/machinery/tables.ts';
import { openRules } from '../../src/rules.ts';
import { generateSample } from '../../src/sample/generate.ts';
import { sampleRoutes, startSampleJobs } from '../../src/sample-data.ts';
import { sparingSample } from '../../src/sample-silence.ts';
import { CHAT_STATUSES } from '../../wire/api/words.ts';
import { INTENT_TYPES } from '../../wire/signal.ts';
import { createWorld, type World } from '../world.ts';
import { draftOf } from './order/history.ts';

let world: World;
let links: KeptLinks;
let appends = 0;
/** Appends after which the process dies, and what follows them is not done. */
const deaths = new Set<number>();

beforeAll(async () => {
  world = await createWorld({
    signals: ({ db, clock }) => {
      const rules = openRules({ db, clock });
      return {
        append: async (workspaceId, drafts) => {
          appends += 1;
          if (deaths.delete(-appends)) throw new Error('died before a record');
          await record(db, workspaceId, drafts, await rules.categorizeFor(workspaceId));
          if (deaths.delete(appends)) throw new Error('died after a record');
        },
      };
    },
    rooms: (ctx) => [(app) => sampleRoutes(app, ctx)],
  });
  links = keepLinks(world.ctx);
  await startSampleJobs({ ...world.ctx, links });
});
afterAll(() => world.close());

const HOUR = 3_600_000;

/** Real visitors; one states an e-mail that the sample has too, as somebody trying things out does. */
function real(from: number, sampleEmail: string): SignalDraft[] {
  const { workspaceId, ctx } = world;
  const visit = (n: number, browser: string, email: string | null, path: string, kind: 'page_view' | 'identify') => ({
    ...draftOf(workspaceId, {
      ...{
        n,
        at: ctx.clock() - n * HOUR,
        identity: { kind: 'browser', value: browser },
        email,
        userId: null,
        recipient: null,
      },
      ...{ kind, path, source: n % 2 ? 'Google' : null, entry: true, bot: false },
    }),
    traits: kind === 'identify' ? { company: 'Globex Ltd', plan: `p${n}` } : null,
    id: signalId(workspaceId, `real ${n}`, ctx.clock() - n * HOUR),
  });
  return [
    visit(from, 'real-1', null, '/pricing', 'page_view'),
    visit(from + 1, 'real-2', 'ann@acme.com', '/docs', 'identify'),
    visit(from + 2, 'real-3', 'eve@our-own.example', '/pricing', 'page_view'),
    visit(from + 3, 'real-4', sampleEmail, '/product', 'identify'),
    visit(from + 4, 'real-4', null, '/careers', 'page_view'),
  ];
}

describe('the sample data', () => {
  it('loads once, is counted, and goes without a trace of itself or a loss of anything real', async () => {
    const { workspaceId, ctx } = world;
    const { signals: drafts, talks } = generateSample({ seed: 1, now: ctx.clock(), workspaceId, contacts: 320 });
    // Somebody who also talked, so that what was said is taken out of a contact that stays.
    const talkers = new Set(talks.map(({ browser }) => browser.id));
    const email = drafts.find((draft) => draft.claim?.email && talkers.has(draft.identity.value))?.claim
      ?.email as string;
    expect((await world.call('GET /sample')).body).toMatchObject({ state: 'absent', contacts: 0, progress: null });
    await ctx.signals.append(workspaceId, real(1, email));

    expect((await world.call('POST /sample')).body).toMatchObject({ state: 'loading' });
    expect((await world.call('DELETE /sample')).status).toBe(409);
    await world.runJobs();
    const loaded = (await world.call('GET /sample')).body;
    expect(loaded).toMatchObject({ state: 'present', progress: { state: 'done', job: 'sample' } });
    expect(loaded.progress.done).toBe(loaded.progress.total);
    expect(loaded.signals).toBeGreaterThan(drafts.length + 800);
    expect(loaded.contacts).toBeGreaterThan(300);
    expect(await count('signal')).toBe(loaded.signals + 5);
    expect(await count('bucket_count')).toBe(90);
    await world.call('POST /sample');
    await world.runJobs();
    expect(await count('signal')).toBe(loaded.signals + 5);

    await ctx.signals.append(workspaceId, real(11, email));
    const [link] = await rows('link');
    expect(await links.find(link?.slug ?? '')).not.toBeNull();
    expect((await world.call('DELETE /sample')).body).toMatchObject({ state: 'removing' });
    await world.runJobs();
    expect((await world.call('GET /sample')).body).toMatchObject({ state: 'absent', signals: 0 });
    // A printed code must not go on counting for a link that is no more.
    const known = links.known(link?.slug ?? '');
    expect(known && linkState(known.link, ctx.clock())).toBe('archived');
    const left = await everything();
    expect(left.signal).toHaveLength(10);

    await wipe();
    await ctx.signals.append(workspaceId, real(1, email));
    await ctx.signals.append(workspaceId, real(11, email));
    expect(left).toEqual(await everything());
  }, 120_000);

  it('has conversations in every status, types that the rules decided, and links with visits, and waits with nothing to send', async () => {
    await wipe();
    await world.call('POST /sample');
    await world.runJobs();
    const talks = await rows('conversation');
    expect(new Set(talks.map(({ status }) => status))).toEqual(new Set(CHAT_STATUSES));
    expect(talks.length).toBeGreaterThanOrEqual(40);
    const now = world.ctx.clock();
    const hoursAgo = talks.map(({ active_at }) => (now - active_at.getTime()) / HOUR);
    expect(Math.min(...hoursAgo)).toBeLessThan(0.1);
    expect(Math.max(...hoursAgo)).toBeGreaterThan(70 * 24);
    for (const type of INTENT_TYPES) expect(talks.map(({ intent_type }) => intent_type)).toContain(type);
    const contacts = await rows('contact');
    expect(contacts.filter(({ intent_type }) => intent_type === 'Buying').length).toBeGreaterThan(10);
    const said = (await rows('message')).filter(({ author }) => author === 'lead');
    const signals = (await rows('signal')).filter(({ kind }) => kind === 'chat_message');
    expect(signals.map(({ text }) => text).sort()).toEqual(said.map(({ text }) => text).sort());

    const links = await rows('link');
    const counts = await rows('link_count');
    for (const { id } of links) expect(counts.filter(({ link_id }) => link_id === id).length).toBeGreaterThan(3);
    expect(links.filter(({ expires_at }) => expires_at && expires_at.getTime() < now)).toHaveLength(1);
    const probably = (await rows('ledger')).filter(({ weak }) => weak);
    const opened = (await rows('link_recipient')).filter(({ opened_at }) => opened_at);
    expect(probably.length).toBe(opened.length);
    expect(opened.length).toBeGreaterThan(2);
    expect(await rows('delivery')).toEqual([]);
    // Nobody real can be given to the made-up team, or is shown it.
    expect((await rows('rep')).map(({ active }) => active)).toEqual([false, false, false]);
  }, 120_000);

  it('is told to nobody outside', async () => {
    const { workspaceId, ctx } = world;
    const [talk] = await rows('conversation');
    const told = (conversationId: string) => ({
      ...{ topic: 'test.elsewhere', lane: conversationId, key: conversationId, payload: { conversationId } },
    });
    const real = '11111111-1111-4111-8111-111111111111';
    await ctx.db.inWorkspace(workspaceId, (trx) =>
      sparingSample(ctx.outbox).add(trx, workspaceId, [told(talk?.id ?? ''), told(real)]),
    );
    expect((await rows('delivery')).map(({ key }) => key)).toEqual([real]);
    await ctx.db.system.deleteFrom('delivery').where('workspace_id', '=', workspaceId).execute();
  });

  it('leaves what was made one’s own: an edited reply, a rep whom a real conversation names', async () => {
    const { workspaceId, ctx } = world;
    const [reply] = await rows('canned_reply');
    const [rep, other] = await rows('rep');
    const at = ctx.clock();
    const context = { visitorId: 'real-1', ...NOWHERE };
    await ctx.db.inWorkspace(workspaceId, async (trx) => {
      const edited = { id: reply?.id ?? '', title: 'Our own', text: 'Now ours.', by: 'Ann' };
      await saveCanned(trx, workspaceId, edited, at + 1);
      const state = begun(at, rep?.id ?? '');
      await insertConversation(trx, workspaceId, {
        ...{
          id: randomUUID(),
          identityId: randomUUID(),
          linkId: null,
          surface: 'website',
          context,
          state,
          dueAt: null,
        },
      });
    });
    await world.call('DELETE /sample');
    await world.runJobs();
    expect((await rows('canned_reply')).map(({ title }) => title)).toEqual(['Our own']);
    expect((await rows('rep')).map(({ id }) => id)).toEqual([rep?.id]);
    expect(rep?.id).not.toBe(other?.id);
    expect((await rows('conversation')).map(({ owner_id }) => owner_id)).toEqual([rep?.id]);
  }, 120_000);

  it('goes on with a load that was interrupted, without loading anything twice', async () => {
    const { workspaceId, ctx } = world;
    await wipe();
    await world.call('POST /sample');
    const before = appends;
    await world.runJobs();
    const loaded = (await world.call('GET /sample')).body;
    const whole = await everything();
    const all = appends - before;
    await world.call('DELETE /sample');
    await world.runJobs();
    await wipe();

    // In the middle of the website's signals; of a link; between what is said in conversations and its signals.
    for (const death of [7, all - 17, -(all - 12), all - 3]) deaths.add(Math.sign(death) * (appends + Math.abs(death)));
    await world.call('POST /sample');
    while (deaths.size > 0) {
      await expect(world.runJobs()).rejects.toThrow('died');
      await ctx.db.system
        .updateTable('job_run')
        .set({ state: 'running' })
        .where('workspace_id', '=', workspaceId)
        .where('job', '=', 'sample')
        .execute();
      await startSampleJobs({ ...ctx, links });
    }
    await world.runJobs();
    expect((await world.call('GET /sample')).body).toMatchObject({ state: 'present', signals: loaded.signals });
    expect(await everything()).toEqual(whole);
  }, 120_000);

  it('is for those who may: a rep sees its state and neither loads nor removes it', async () => {
    const rep = await world.signIn('rep');
    expect((await world.call('GET /sample', { as: rep })).status).toBe(200);
    expect((await world.call('POST /sample', { as: rep })).status).toBe(403);
    expect((await world.call('DELETE /sample', { as: rep })).status).toBe(403);
  });
});

const TABLES = [
  ...(['signal', 'activity', 'daily_count', 'contact_heat', 'account_heat', 'ledger', 'claim', 'identity'] as const),
  ...(['contact', 'account', 'account_domain', 'possible_duplicate'] as const),
  ...(['rep', 'link', 'link_slug', 'link_recipient', 'link_visit', 'link_count', 'link_visitor'] as const),
  ...(['conversation', 'conversation_key', 'message', 'type_label', 'canned_reply', 'delivery'] as const),
];

const NOWHERE = {
  ...{ page: null, language: null, session: null, touch: null, device: null, country: null, verified: [] },
  filtered: null,
} as const;

async function rows<Table extends (typeof TABLES)[number]>(table: Table) {
  const found = await world.ctx.db.system
    .selectFrom(table as (typeof TABLES)[number])
    .selectAll()
    .where('workspace_id', '=', world.workspaceId)
    .execute();
  return found as unknown as Selectable<Tables[Table]>[];
}

async function count(table: 'signal' | 'bucket_count'): Promise<number> {
  const found = await world.ctx.db.system
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('workspace_id', '=', world.workspaceId)
    .execute();
  return Number(found[0]?.n);
}

/** All rows less what says when they were written and how chance called them. */
async function everything(): Promise<Record<(typeof TABLES)[number], string[]>> {
  const names = new Map<string, string>();
  for (const { id, email } of [...(await rows('rep')), ...(await rows('link_recipient'))]) names.set(id, `${email}`);
  const dumps = TABLES.map(async (table) => {
    const found = await rows(table);
    const open = found.filter((row) => !('closed_at' in row) || row.closed_at === null);
    const texts = open.map((row) => JSON.stringify(lasting(table, row)));
    return [table, texts.map((text) => text.replace(UUID, (id) => names.get(id) ?? id)).sort()] as const;
  });
  return Object.fromEntries(await Promise.all(dumps)) as Record<(typeof TABLES)[number], string[]>;
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

function lasting(table: string, row: object): object {
  const { created_at, opened_at, updated_at, sums, heat, secret_hash, ...rest } = row as Record<string, unknown> & {
    sums?: number[];
    heat?: number;
  };
  if ('rule' in rest || table === 'message' || table === 'canned_reply') delete rest['id'];
  return {
    ...rest,
    sums: sums?.map((sum) => Number(sum.toFixed(9))),
    heat: heat == null ? null : Number(heat.toFixed(9)),
  };
}

async function wipe(): Promise<void> {
  for (const table of TABLES) {
    await world.ctx.db.system.deleteFrom(table).where('workspace_id', '=', world.workspaceId).execute();
  }
}
