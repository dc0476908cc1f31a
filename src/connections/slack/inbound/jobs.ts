import type { Delivering, DeliveryOutcome } from '../../../machinery/outbox.ts';
import type { SlackDeps } from '../deps-store.ts';
import { type Incoming, meaningOf } from '../incoming.ts';
import { alone, DONE, usableTeam } from '../outcome-store.ts';
import { keepPerson } from '../people-store.ts';
import {
  changeTeam,
  findTeam,
  type SlackTeamConnection,
  setTeamState,
  type UsableTeam,
  unauthorizedWords,
} from '../team-store.ts';
import type { FromSlack } from '../told.ts';
import { pressed } from './press-store.ts';
import { deleted, edited, replied } from './reply-store.ts';
import { endEvent, findEvent } from './store.ts';

/** One event of a team, to be processed. */
export interface Work {
  readonly deps: SlackDeps;
  readonly team: UsableTeam;
  readonly delivery: Delivering;
}

/** Does what an event asks for, once: it is marked as processed only afterwards, and everything it does may be done again. */
export function processEvent(deps: SlackDeps, delivery: Delivering): Promise<DeliveryOutcome> {
  return alone(deps, `event ${delivery.workspaceId} ${delivery.lane}`, () => process(deps, delivery));
}

async function process(deps: SlackDeps, delivery: Delivering): Promise<DeliveryOutcome> {
  const { workspaceId } = delivery;
  const { teamId, eventId } = delivery.payload as FromSlack;
  const event = await deps.db.inWorkspace(workspaceId, (trx) => findEvent(trx, workspaceId, eventId));
  if (event === null) return DONE;
  const outcome = await processOne(deps, delivery, teamId, event);
  if (outcome.done) await deps.db.inWorkspace(workspaceId, (trx) => endEvent(trx, workspaceId, eventId, deps.clock()));
  return outcome;
}

async function processOne(
  deps: SlackDeps,
  delivery: Delivering,
  teamId: string,
  { payload, receivedAt }: { readonly payload: unknown; readonly receivedAt: number },
): Promise<DeliveryOutcome> {
  const { workspaceId } = delivery;
  const team = await deps.db.inWorkspace(workspaceId, (trx) => findTeam(trx, deps.secrets, workspaceId, teamId));
  if (!team) return DONE;
  const incoming = meaningOf(payload, team.settings);
  if (incoming.kind === 'gone') {
    // Of a connection that has been made anew since, it says nothing.
    if (receivedAt >= team.connectedAt) await endTeam(deps, team, incoming.why);
    return DONE;
  }
  const found = await usableTeam(deps, workspaceId, teamId);
  return 'outcome' in found ? found.outcome : act({ deps, team: found.team, delivery }, incoming);
}

async function endTeam(deps: SlackDeps, { workspaceId, key }: SlackTeamConnection, why: 'uninstalled' | 'revoked') {
  const problem = unauthorizedWords(why === 'uninstalled' ? 'uninstalled' : 'token_revoked');
  const state = { state: 'unauthorized', problem, at: deps.clock() } as const;
  await deps.db.inWorkspace(workspaceId, (trx) => setTeamState(trx, workspaceId, key, state));
}

async function act(work: Work, incoming: Exclude<Incoming, { kind: 'gone' }>): Promise<DeliveryOutcome> {
  const { deps, team } = work;
  const { workspaceId, key: teamId } = team;
  switch (incoming.kind) {
    case 'reply':
      return replied(work, incoming.channel, incoming.message);
    case 'edit':
      return edited(work, incoming.channel, incoming.message);
    case 'delete':
      return deleted(work, incoming.channel, incoming.ts);
    case 'press':
      return pressed(work, incoming.press);
    case 'person':
      await deps.db.inWorkspace(workspaceId, (trx) =>
        keepPerson(trx, workspaceId, teamId, incoming.person, deps.clock()),
      );
      return DONE;
    case 'channel':
      return channelChanged(work, incoming);
    case 'nothing':
      return DONE;
    default:
      return incoming satisfies never;
  }
}

async function channelChanged(
  { deps, team }: Work,
  changed: Extract<Incoming, { kind: 'channel' }>,
): Promise<DeliveryOutcome> {
  const { workspaceId, key: teamId, settings } = team;
  const { channel } = settings;
  if (channel?.id !== changed.channel) return DONE;
  const problem = changed.isOpen ? null : `#${channel.name} was archived in Slack: choose another channel.`;
  const name = changed.name ?? channel.name;
  await deps.db.inWorkspace(workspaceId, async (trx) => {
    await changeTeam(trx, workspaceId, teamId, { channel: { id: channel.id, name } });
    await setTeamState(trx, workspaceId, teamId, { state: team.state, problem, at: deps.clock() });
  });
  return DONE;
}
