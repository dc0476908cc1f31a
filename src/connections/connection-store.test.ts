import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../tests/world.ts';
import { secretsFrom } from '../machinery/secrets.ts';
import {
  changeConnectionSettings,
  deleteConnection,
  findConnection,
  findConnectionsAnywhere,
  listConnections,
  saveConnection,
  setConnectionState,
} from './connection-store.ts';

let world: World;
const AT = Date.UTC(2026, 5, 15);
const MADE = {
  kind: 'slack',
  key: 'T1',
  name: 'Acme',
  settings: { mode: 'http' },
  hidden: { token: 'xoxb-very-secret' },
};

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const inTrx = <Result>(work: Parameters<typeof world.ctx.db.inWorkspace<Result>>[1]) =>
  world.ctx.db.inWorkspace(world.workspaceId, work);
const save = (key: string, hidden = MADE.hidden) =>
  inTrx((trx) =>
    saveConnection(trx, world.ctx.secrets, world.workspaceId, { ...MADE, key, hidden, by: 'Ana', at: AT }),
  );

describe('a connection', () => {
  it('is found as it was saved, its secrets unreadable in the table', async () => {
    await save('T1');
    expect(await inTrx((trx) => findConnection(trx, world.ctx.secrets, world.workspaceId, 'slack', 'T1'))).toEqual({
      ...{ workspaceId: world.workspaceId, kind: 'slack', key: 'T1', name: 'Acme', settings: { mode: 'http' } },
      ...{
        hidden: { token: 'xoxb-very-secret' },
        state: 'connected',
        problem: null,
        connectedBy: 'Ana',
        connectedAt: AT,
      },
    });
    const { rows } = await world.ctx.db.pool.query('select secrets from connection where workspace_id = $1', [
      world.workspaceId,
    ]);
    expect(JSON.stringify(rows)).not.toContain('very-secret');
  });

  it('says that its secrets are lost when the installation has another secret', async () => {
    await save('T2');
    const others = secretsFrom('another secret than before, as long as it has to be');
    const found = await inTrx((trx) => findConnection(trx, others, world.workspaceId, 'slack', 'T2'));
    expect(found).toMatchObject({ name: 'Acme', hidden: null });
  });

  it('is replaced by a second of its key, and is connected again', async () => {
    await save('T3');
    const name = { kind: 'slack', key: 'T3' };
    const off = { state: 'unauthorized', problem: 'revoked', at: AT } as const;
    expect(await inTrx((trx) => setConnectionState(trx, world.workspaceId, name, off))).toBe(true);
    expect(await inTrx((trx) => setConnectionState(trx, world.workspaceId, name, off))).toBe(false);
    await inTrx((trx) => changeConnectionSettings(trx, world.workspaceId, name, { channel: 'C1' }));
    const found = () => inTrx((trx) => findConnection(trx, world.ctx.secrets, world.workspaceId, 'slack', 'T3'));
    expect(await found()).toMatchObject({ state: 'unauthorized', settings: { mode: 'http', channel: 'C1' } });
    await save('T3', { token: 'new' });
    expect(await found()).toMatchObject({ state: 'connected', problem: null, hidden: { token: 'new' } });
  });

  it('is not another workspace’s, but is found by what comes in', async () => {
    await save('T4');
    const other = await createWorld();
    const list = (one: World) =>
      one.ctx.db.inWorkspace(one.workspaceId, (trx) => listConnections(trx, one.ctx.secrets, one.workspaceId, 'slack'));
    expect(await list(other)).toEqual([]);
    const anywhere = await findConnectionsAnywhere(other.ctx.db.system, other.ctx.secrets, 'slack', 'T4');
    expect(anywhere.map((one) => one.workspaceId)).toEqual([world.workspaceId]);
    expect(await inTrx((trx) => deleteConnection(trx, world.workspaceId, 'slack', 'T4'))).toBe('Acme');
    expect((await list(world)).map((one) => one.key)).not.toContain('T4');
    await other.close();
  });
});
