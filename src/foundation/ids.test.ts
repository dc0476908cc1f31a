import { describe, expect, it } from 'vitest';
import { namedId, signalId } from './ids.ts';

const workspace = '6f0f7a1e-6f56-8d1c-8b1f-1d3f5a7c9e00';

describe('signalId', () => {
  it('is a version 8 UUID', () => {
    expect(signalId(workspace, 'e1', 1_760_000_000_000)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('is the same for a retry, another for another event, workspace or stated time', () => {
    const id = signalId(workspace, 'e1', 5);
    expect(signalId(workspace, 'e1', 5)).toBe(id);
    expect(signalId(workspace, 'e2', 5)).not.toBe(id);
    expect(signalId('other', 'e1', 5)).not.toBe(id);
    expect(signalId(workspace, 'e1', 6)).not.toBe(id);
  });

  it('sorts by stated time, and clamps what no clock says', () => {
    const times = [-5, 0, 1, 255, 256, 1_760_000_000_000, 1_760_000_000_001, 2 ** 60];
    const ids = times.map((at) => signalId(workspace, 'e', at));
    expect([...ids].sort()).toEqual(ids);
    expect(signalId(workspace, 'e', Number.NaN)).toBe(signalId(workspace, 'e', 0));
  });
});

describe('namedId', () => {
  it('depends on every part and on where the parts end', () => {
    expect(namedId(workspace, 'email', 'ab')).toBe(namedId(workspace, 'email', 'ab'));
    expect(namedId(workspace, 'email', 'ab')).not.toBe(namedId(workspace, 'emaila', 'b'));
  });
});
