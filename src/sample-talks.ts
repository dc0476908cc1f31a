import { randomUUID } from 'node:crypto';
import type { SignalDraft } from './capture/draft.ts';
import type { ChatContext } from './chat/context.ts';
import { conduct, enter, SIGNAL_TOPIC } from './chat/enter-store.ts';
import { Floor } from './chat/floor.ts';
import { forgetConversations } from './chat/forget-store.ts';
import { listBefore } from './chat/message-store.ts';
import { NO_LINKS } from './chat/places.ts';
import { readUpTo } from './chat/read-store.ts';
import type { ChatRoom } from './chat/room-store.ts';
import type { ChatEvent, Choice } from './chat/state.ts';
import { teamChat } from './chat/team/team-store.ts';
import { readType } from './chat/type/read-type-store.ts';
import { begin, leaveEmail, say } from './chat/widget/lead-store.ts';
import type { ChatFacts } from './chat/widget/signals.ts';
import type { Context } from './context.ts';
import { namedId } from './foundation/ids.ts';
import { type Outcome, ok } from './foundation/outcome.ts';
import { MINUTE, type Millis } from './foundation/time.ts';
import { builtInTypeReader } from './intent/type/store.ts';
import type { Trx } from './machinery/database/database.ts';
import type { NewDelivery } from './machinery/outbox.ts';
import { REPS, type RepKey } from './sample/reps.ts';
import type { Talk, Turn } from './sample/talk/plan.ts';
import { findSampleLink, visitOf } from './sample-links.ts';
import type { RepIds } from './sample-team.ts';

export type SampleTalkDeps = Pick<Context, 'db' | 'signals' | 'config' | 'live' | 'log' | 'secrets'>;

/** How long after a message why its lead came is read. */
const READ_AFTER = 900;
/** Somebody who wrote so lately still looks at the chat. */
const STAYS = 8 * MINUTE;
const EVERYTHING = Number.MAX_SAFE_INTEGER;

/**
 * Holds conversations of the sample as the chat would have, had it been asked at the time: the same rules, the same reading of types, signals
 * by the same path. Only nobody outside hears of it. Safe to repeat: one that is there is held anew. Answers how many signals were recorded.
 */
export async function holdSampleTalks(
  deps: SampleTalkDeps,
  workspaceId: string,
  talks: readonly Talk[],
  { reps, now }: { readonly reps: RepIds; readonly now: Millis },
): Promise<number> {
  const drafts = await deps.db.inWorkspace(workspaceId, async (trx) => {
    const said: SignalDraft[] = [];
    for (const talk of talks) said.push(...(await new Stage(deps, trx, workspaceId, reps).hold(talk, now)));
    return said;
  });
  await deps.signals.append(workspaceId, drafts);
  return drafts.length;
}

/** A chat within one transaction, whose clock is set by hand and whose outbox is emptied by hand. */
class Stage {
  readonly #workspaceId: string;
  readonly #trx: Trx;
  readonly #reps: RepIds;
  readonly #room: ChatRoom;
  readonly #signals: SignalDraft[] = [];
  #waiting: NewDelivery[] = [];
  #now: Millis = 0;
  #leadAt: Millis = 0;

  constructor(deps: SampleTalkDeps, trx: Trx, workspaceId: string, reps: RepIds) {
    this.#workspaceId = workspaceId;
    this.#trx = trx;
    this.#reps = reps;
    this.#room = {
      ...deps,
      db: { ...deps.db, inWorkspace: (_, work) => work(trx) },
      clock: () => this.#now,
      outbox: {
        add: async (_trx, _workspaceId, added) => {
          this.#waiting.push(...added);
        },
        ...{ kick: () => {}, handle: () => {}, start: () => {} },
        ...{ idle: () => Promise.resolve(), stop: () => Promise.resolve() },
      },
      ...{ types: builtInTypeReader, links: NO_LINKS, floor: new Floor() },
      ...{ announce: () => Promise.resolve(), isActiveElsewhere: () => false, told: () => {} },
    };
  }

  /** From the first word until now. Answers the signals of what the lead said. */
  async hold(talk: Talk, now: Millis): Promise<readonly SignalDraft[]> {
    const clientId = `sample-${talk.name}`;
    const id = namedId(this.#workspaceId, 'conversation', clientId);
    await forgetConversations(this.#trx, this.#workspaceId, [id]);
    this.#now = talk.startedAt;
    const place = await this.#placeOf(talk);
    // Nobody keeps the secret: a conversation of the sample is open to the team alone.
    await begin(this.#room, { ...place, workspaceId: this.#workspaceId, clientId, secret: randomUUID() });
    for (const [n, turn] of talk.turns.entries()) {
      this.#now = turn.at;
      await this.#take(talk, id, turn, `sample-${talk.name}-${n}`);
      await this.#sendOn(id);
    }
    this.#now = now;
    await this.#enter(id, { kind: 'time' });
    return this.#signals;
  }

  async #placeOf({ browser, country, language, session, page, link }: Talk) {
    const kept = link && (await findSampleLink(this.#trx, this.#workspaceId, link.key));
    const visit = link && kept && visitOf(this.#room, kept, link.visit, 'chat');
    const context: ChatContext = {
      page: visit ? { url: visit.context.url, title: visit.context.title } : page,
      ...{ language, visitorId: browser.id, session, device: browser.device, country },
      ...{ touch: visit?.touch ?? null, verified: [], filtered: null },
    };
    return { linkId: kept?.id ?? null, ownerId: kept?.ownerId ?? null, context };
  }

  async #take(talk: Talk, id: string, turn: Turn, clientId: string): Promise<void> {
    switch (turn.kind) {
      case 'lead':
        return this.#say(talk, id, { clientId, text: turn.text, choice: null });
      case 'tap': {
        const choice = (await this.#choicesIn(id)).find(({ value }) => value === turn.type);
        return choice && this.#say(talk, id, { clientId, text: choice.label, choice });
      }
      case 'email':
        if (!talk.leaves) throw new Error('somebody without an address leaves it');
        return done(await leaveEmail(this.#room, this.#workspaceId, id, { ...talk.leaves, facts: factsOf(talk) }));
      case 'rep':
      case 'note':
        return this.#answer(id, turn, clientId);
      default:
        await this.#enter(id, this.#actOf(turn));
        return this.#read(id, 'team');
    }
  }

  async #say(talk: Talk, id: string, said: { clientId: string; text: string; choice: Choice | null }): Promise<void> {
    const { clientId, text, choice } = said;
    const post = { clientId, text, files: [], answer: choice?.value ?? null, verified: [], facts: factsOf(talk) };
    done(await say(this.#room, this.#workspaceId, id, post));
    this.#leadAt = this.#now;
    await this.#read(id, 'lead');
  }

  async #answer(id: string, turn: Extract<Turn, { kind: 'rep' | 'note' | 'lead' }>, clientId: string): Promise<void> {
    const isHere = this.#now - this.#leadAt < STAYS;
    const leave = isHere ? this.#room.floor.open(this.#workspaceId, id, 0, () => {}) : () => {};
    const post = {
      ...{ repId: this.#reps[turn.by], authorName: REPS[turn.by].name },
      ...{ clientId, text: turn.text, internal: turn.kind === 'note', files: [], via: 'inbox' as const },
    };
    done(await teamChat(this.#room).postFromRep(this.#workspaceId, id, post));
    leave();
    await this.#read(id, 'team');
    if (isHere) await this.#read(id, 'lead');
  }

  // The inbox's own acts are in the audit log, where what never happened has no place.
  #actOf(turn: Exclude<Turn, { kind: 'lead' | 'tap' | 'email' | 'rep' | 'note' }>): ChatEvent {
    const doer = (key: RepKey) => ({ repId: this.#reps[key], name: REPS[key].name });
    const by = doer(turn.by);
    switch (turn.kind) {
      case 'assign':
        return { kind: 'assign', to: doer(turn.to), by };
      case 'type':
        return { kind: 'type', type: turn.type, by };
      default:
        return { kind: turn.kind, by };
    }
  }

  async #enter(id: string, event: ChatEvent): Promise<void> {
    const entered = await conduct(this.#room, this.#workspaceId, id, async (held) => {
      const outcome = await enter(this.#room, held, event, { actor: 'Sample data' });
      return outcome.ok ? ok({ entered: outcome.value, result: null }) : outcome;
    });
    done(entered);
  }

  async #read(id: string, who: 'lead' | 'team'): Promise<void> {
    await readUpTo(this.#room, this.#workspaceId, id, who, EVERYTHING);
  }

  async #choicesIn(id: string): Promise<readonly Choice[]> {
    const messages = await listBefore(this.#trx, this.#workspaceId, id, null, 10);
    return messages.at(-1)?.extra?.choices ?? [];
  }

  // What the outbox would do: keep the signals for when this transaction is over, read the types.
  async #sendOn(id: string): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { topic, payload } of waiting) {
      if (topic === SIGNAL_TOPIC) this.#signals.push((payload as { draft: SignalDraft }).draft);
      else {
        this.#now += READ_AFTER;
        await readType(this.#room, this.#workspaceId, id, (payload as { seq: number }).seq);
      }
    }
  }
}

function factsOf({ browser, country, session, page }: Talk): ChatFacts {
  return { claim: null, page, session, device: browser.device, country, filtered: null, ownHosts: [] };
}

function done(outcome: Outcome<unknown, string>): void {
  if (!outcome.ok) throw new Error(`a conversation of the sample was refused: ${outcome.message}`);
}
