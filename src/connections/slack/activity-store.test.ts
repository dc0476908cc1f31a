import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSlackHouse, type SlackHouse } from '../../../tests/slack/house.ts';
import { MINUTE } from '../../foundation/time.ts';
import { slackActivity } from './activity-store.ts';
import { openSlackClients } from './client.ts';

let house: SlackHouse;
let bob: string;
beforeAll(async () => {
  house = await openSlackHouse();
  bob = (await house.call('GET /reps')).body.items.find((one: { name: string }) => one.name === 'Bob').id;
});
afterAll(() => house.close());

describe('a rep in Slack', () => {
  it('is at work for ten minutes after they did something', () => {
    let now = 0;
    const activity = slackActivity(() => now);
    expect(activity.isActive('w', 'bob')).toBe(false);
    activity.saw('w', 'bob');
    now = 9 * MINUTE;
    expect([activity.isActive('w', 'bob'), activity.isActive('w', 'eve'), activity.isActive('v', 'bob')]).toEqual([
      true,
      false,
      false,
    ]);
    now = 10 * MINUTE;
    expect(activity.isActive('w', 'bob')).toBe(false);
  });

  it('is looked up when somebody asked for them, and not otherwise', async () => {
    const { ctx, slack, workspaceId } = house;
    const activity = slackActivity(ctx.clock);
    const deps = { ...ctx, clients: openSlackClients(slack.apiUrl, ctx.log) };
    const looks = () => slack.calls.filter(({ method }) => method === 'users.getPresence').length;
    house.bob.presence = 'active';
    await activity.look(deps);
    expect(looks()).toBe(0);
    expect(activity.isActive(workspaceId, bob)).toBe(false);
    await activity.look(deps);
    expect([looks(), activity.isActive(workspaceId, bob)]).toEqual([1, true]);
    house.bob.presence = 'away';
    house.pass(3 * MINUTE);
    await activity.look(deps);
    expect(activity.isActive(workspaceId, bob)).toBe(false);
    house.pass(6 * MINUTE);
    const before = looks();
    await activity.look(deps);
    expect(looks()).toBe(before);
  });
});
