import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { forgetKept, lockKept, pauseKept, resumeKept } from './capture/backlog-store.ts';
import type { SignalDraft } from './capture/draft.ts';
import { conversationsOfPerson, forgetConversations } from './chat/forget-store.ts';
import { forgetSlack } from './connections/slack/forget-store.ts';
import type { Context } from './context.ts';
import { oneSpelling } from './foundation/email.ts';
import { type Millis, SECOND } from './foundation/time.ts';
import {
  forgetEmptyAccounts,
  forgetIdentities,
  forgetStatements,
  type Person,
  personOf,
} from './identity/forget-store.ts';
import { identityIdOf, isId } from './identity/keys.ts';
import { contactsOfMailbox } from './identity/mailbox-store.ts';
import { lockGrouping, openLedger } from './identity/store.ts';
import { recomputeAccounts } from './intent/account-store.ts';
import { forgetScores, forgetTouches } from './intent/forget-store.ts';
import { forgetLinkVisits, forgetRecipients } from './links/forget-store.ts';
import { actorName } from './machinery/auth/principal.ts';
import type { Trx } from './machinery/database/database.ts';
import { notFound, Refusal } from './machinery/refusal.ts';
import { route } from './machinery/route.ts';
import { settleRegrouped } from './settle-regrouped.ts';
import { forgetSignals } from './signals/forget-store.ts';
import { recordAudit } from './workspace/audit-store.ts';

/** Who is to be forgotten: by any id the contact ever had, or by an e-mail address. */
export type Who = { readonly contactId: string } | { readonly email: string };

/** What was removed. */
export interface Forgotten {
  readonly contacts: number;
  readonly identities: number;
  readonly signals: number;
  /** Contacts that remain and changed: they shared a browser with the person. */
  readonly contactIds: readonly string[];
  readonly gone: readonly { readonly id: string; readonly into: null }[];
  /** Conversations that are no more. */
  readonly conversationIds: readonly string[];
}

/**
 * Erases a person: one transaction over everything Knock stored or derived, in all rooms. What stays are counts that name nobody,
 * and a hash for each of the person's own identities, so that an event which arrives later does not bring them back.
 * Null when nobody matches. @throws `StillRecording` when acknowledged signals are just being recorded: to be asked again.
 */
export async function forget(
  trx: Trx,
  workspaceId: string,
  who: Who,
  doer: { readonly actor: string; readonly at: Millis },
): Promise<Forgotten | null> {
  if (!(await lockKept(trx, workspaceId, doer.at))) throw new StillRecording();
  await lockGrouping(trx, workspaceId, 'alone');
  const contactId = 'email' in who ? await contactOfEmail(trx, workspaceId, who.email) : who.contactId;
  const person = contactId === null ? null : await personOf(trx, workspaceId, contactId);
  // Whom a link was made for, and who never came, is nobody else here.
  const recipients = 'email' in who ? await forgetRecipients(trx, workspaceId, [oneSpelling(who.email)]) : 0;
  if (!person) {
    if (recipients === 0) return null;
    const summary = 'Erased a recipient of links who never came.';
    await recordAudit(trx, workspaceId, { ...doer, action: 'person.erased', summary });
    return { contacts: 0, identities: 0, signals: 0, contactIds: [], gone: [], conversationIds: [] };
  }
  await forgetKept(trx, workspaceId, isBy(workspaceId, person));
  await forgetLinkVisits(trx, workspaceId, person);
  const conversationIds = await conversationsOfPerson(trx, workspaceId, person);
  await forgetSlack(trx, workspaceId, conversationIds, doer.at);
  await forgetConversations(trx, workspaceId, conversationIds);
  const signals = await forgetSignals(trx, workspaceId, person);
  const regrouped = await forgetIdentities(trx, workspaceId, person);
  const others = [...regrouped.recompute];
  await forgetStatements(trx, workspaceId, others, signals.ofShared);
  await forgetTouches(trx, workspaceId, others, signals.ofShared);
  const accountIds = await forgetEmptyAccounts(trx, workspaceId, person.accountIds);
  await forgetScores(trx, workspaceId, { contactIds: person.contactIds, accountIds });
  const changed = await settleRegrouped(trx, workspaceId, regrouped);
  await recomputeAccounts(
    trx,
    workspaceId,
    person.accountIds.filter((id) => !accountIds.includes(id)),
  );
  const counts = { contacts: person.homes, identities: person.identityIds.length, signals: signals.count };
  const summary = `Erased a person: contacts ${counts.contacts}, identities ${counts.identities}, signals ${counts.signals}.`;
  await recordAudit(trx, workspaceId, { ...doer, action: 'person.erased', summary });
  const gone = person.contactIds.map((id) => ({ id, into: null }));
  return { ...counts, contactIds: [...changed], gone, conversationIds };
}

/** Signals that were acknowledged are being recorded right now, and could be the person's. */
export class StillRecording extends Error {
  override readonly name = 'StillRecording';
}

function isBy(workspaceId: string, { identityIds, stretches }: Person) {
  const own = new Set(identityIds);
  return ({ identity, at }: SignalDraft) => {
    const id = identityIdOf(workspaceId, identity);
    const isIn = ({ identityId, since, until }: Person['stretches'][number]) =>
      identityId === id && since <= at && (until === null || at < until);
    return own.has(id) || stretches.some(isIn);
  };
}

async function contactOfEmail(trx: Trx, workspaceId: string, email: string): Promise<string | null> {
  const value = oneSpelling(email);
  const id = identityIdOf(workspaceId, { kind: 'email', value });
  const owner = (await openLedger(trx, workspaceId, [id])).get(id)?.[0]?.contactId;
  if (owner !== undefined) return owner;
  // A role mailbox is whoever wrote as it, as long as that is one.
  const [writer = null, another] = await contactsOfMailbox(trx, workspaceId, value, 2);
  if (another !== undefined) throw new Refusal(409, 'conflict', SEVERAL_WROTE, 'email');
  return writer;
}

const SEVERAL_WROTE = 'Several people wrote from this mailbox. Erase each of them by the id of their contact.';

/** `POST /privacy/erase`. `changed` hears of every commit, for open dashboards; `wait` passes the time between two tries. */
export function forgetRoutes(
  app: FastifyInstance,
  ctx: Pick<Context, 'db' | 'clock'>,
  changed: (workspaceId: string, change: Pick<Forgotten, 'contactIds' | 'gone' | 'conversationIds'>) => void,
  wait: (ms: number) => Promise<unknown> = (ms) => pause(ms),
): void {
  route(app, ctx, 'POST /privacy/erase', async ({ workspaceId, principal, body }) => {
    if ('contactId' in body && !isId(body.contactId)) throw notFound('contact');
    const attempt = () => {
      const doer = { actor: actorName(principal), at: ctx.clock() };
      return ctx.db.inWorkspace(workspaceId, (trx) => forget(trx, workspaceId, body, doer));
    };
    const forgotten = await onceRecorded({ ...ctx, wait }, workspaceId, attempt);
    if (!forgotten) throw notFound('contact');
    changed(workspaceId, forgotten);
    const { contacts, identities, signals } = forgotten;
    return { contacts, identities, signals };
  });
}

// A row of a thousand signals takes a moment; who recorded it and ended has let it go after 15 s.
const TRIES = 100;
const WAIT_MS = 200;
// Longer than all tries; it lapses by itself when this process ends.
const PAUSED_MS = 30 * SECOND;

async function onceRecorded<Result>(
  { db, clock, wait }: Pick<Context, 'db' | 'clock'> & { readonly wait: (ms: number) => Promise<unknown> },
  workspaceId: string,
  attempt: () => Promise<Result>,
): Promise<Result> {
  let isPaused = false;
  try {
    for (let tried = 1; ; tried += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof StillRecording)) throw error;
        if (tried === TRIES) throw new Refusal(503, 'unavailable', STILL_RECORDING, null, 60);
        // In a crowd without end something is always being recorded, unless no more of it is taken up.
        await pauseKept(db, workspaceId, clock() + PAUSED_MS);
        isPaused = true;
        await wait(WAIT_MS);
      }
    }
  } finally {
    if (isPaused) await resumeKept(db, workspaceId);
  }
}

const STILL_RECORDING = 'Many signals are being recorded right now. Nothing was erased; try again in a minute.';
