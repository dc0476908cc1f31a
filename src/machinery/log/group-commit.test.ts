import { describe, expect, it } from 'vitest';
import { type GroupCommitSettings, groupCommit } from './group-commit.ts';

function make(overrides: Partial<GroupCommitSettings<string>> = {}) {
  const commits: string[][] = [];
  const log = groupCommit<string>({
    commit: async (_key, items) => {
      if (items.includes('poison')) throw new Error('poison');
      if (items.includes('away')) throw new Error('away');
      commits.push([...items]);
    },
    batchMax: 4,
    waitingMax: 10,
    overloaded: () => new Error('overloaded'),
    isStoreAway: (error) => error instanceof Error && error.message === 'away',
    ...overrides,
  });
  return { commits, log };
}

describe('groupCommit', () => {
  it('commits what arrives together as one batch, never splitting an append', async () => {
    const { commits, log } = make();
    await Promise.all([log.append('w', ['a', 'b', 'c']), log.append('w', ['d', 'e']), log.append('w', ['f'])]);
    expect(commits).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ]);
  });

  it('keeps keys apart', async () => {
    const { commits, log } = make();
    await Promise.all([log.append('v', ['a']), log.append('w', ['b'])]);
    expect(commits).toEqual([['a'], ['b']]);
  });

  it('takes an append larger than a batch whole', async () => {
    const { commits, log } = make();
    await log.append('w', ['a', 'b', 'c', 'd', 'e', 'f']);
    expect(commits).toEqual([['a', 'b', 'c', 'd', 'e', 'f']]);
  });

  it('fails the append with the fault alone, and commits its neighbours', async () => {
    const { commits, log } = make();
    const results = await Promise.allSettled([
      log.append('w', ['a']),
      log.append('w', ['poison']),
      log.append('w', ['c']),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(commits.flat().sort()).toEqual(['a', 'c']);
  });

  it('fails all of a batch when the store is away, without trying each', async () => {
    const { commits, log } = make();
    const results = await Promise.allSettled([log.append('w', ['a']), log.append('w', ['away'])]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
    expect(commits).toEqual([]);
    await log.append('w', ['b']);
    expect(commits).toEqual([['b']]);
  });

  it('refuses at once what it has no room to hold', async () => {
    const { log } = make();
    const first = log.append('w', Array(9).fill('x'));
    await expect(log.append('w', ['y', 'z'])).rejects.toThrow('overloaded');
    await first;
    await log.idle();
    await log.append('w', ['y', 'z']);
  });
});
