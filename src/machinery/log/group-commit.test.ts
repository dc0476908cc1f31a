import { afterEach, describe, expect, it, vi } from 'vitest';
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
    patienceMs: 60_000,
    stuck: () => new Error('stuck'),
    overloaded: () => new Error('overloaded'),
    isStoreAway: (error) => error instanceof Error && error.message === 'away',
    ...overrides,
  });
  return { commits, log };
}

const WITHIN = { timeout: 15_000 };

afterEach(() => {
  vi.useRealTimers();
});

describe('groupCommit', () => {
  it('commits what arrives together as one batch, never splitting an append', async () => {
    const { commits, log } = make();
    await Promise.all([log.append('w', ['a', 'b', 'c']), log.append('w', ['d', 'e']), log.append('w', ['f'])]);
    expect(commits).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ]);
  });

  it('begins the next batch when the one before hands over, and is idle when both are answered', async () => {
    const steps: string[] = [];
    const answers = new Map<string, () => void>();
    const { log } = make({
      commit: async (_key, [item = ''], handOver) => {
        steps.push(`${item} begins`);
        if (item === 'a') handOver();
        await new Promise<void>((answer) => answers.set(item, answer));
        steps.push(`${item} is answered`);
      },
    });
    const first = log.append('w', ['a']);
    await vi.waitFor(() => expect(answers.has('a')).toBe(true), WITHIN);
    const second = log.append('w', ['b']);
    const third = vi.waitFor(() => expect(answers.has('b')).toBe(true), WITHIN).then(() => log.append('w', ['c']));
    await vi.waitFor(() => expect(answers.has('b')).toBe(true), WITHIN);
    const idle = log.idle().then(() => steps.push('idle'));
    answers.get('b')?.();
    await second;
    await vi.waitFor(() => expect(answers.has('c')).toBe(true), WITHIN);
    answers.get('a')?.();
    answers.get('c')?.();
    await Promise.all([first, third, idle]);
    expect(steps).toEqual([
      'a begins',
      'b begins',
      'b is answered',
      'c begins',
      'a is answered',
      'c is answered',
      'idle',
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

  it('fails what waits behind a store that is away, without trying it', async () => {
    const { commits, log } = make({ batchMax: 1 });
    const results = await Promise.allSettled([
      log.append('w', ['away']),
      log.append('w', ['b']),
      log.append('v', ['c']),
    ]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(commits).toEqual([]);
    await log.append('w', ['d']);
    expect(commits).toEqual([['d']]);
  });

  describe('side by side', () => {
    // Every commit waits until it is let go.
    function held(overrides: Partial<GroupCommitSettings<string>> = {}) {
      const running = new Map<string, () => void>();
      const commit = (_key: string, items: readonly string[]) =>
        new Promise<void>((resolve) => running.set(items.join(' '), resolve));
      const about = (item: string) => item.slice(0, 1);
      const { log } = make({ commit, about, lanes: 2, sideBySideFrom: 2, batchMax: 2, ...overrides });
      const turn = () => new Promise(setImmediate);
      const release = async (batch: string) => {
        running.get(batch)?.();
        running.delete(batch);
        await turn();
      };
      return { log, running, turn, release };
    }

    it('begins another batch when enough waits, and no third', async () => {
      const { log, running, turn } = held();
      void log.append('w', ['a1']);
      await turn();
      void log.append('w', ['b1']);
      await turn();
      expect([...running.keys()]).toEqual(['a1']);
      void log.append('w', ['c1']);
      await turn();
      expect([...running.keys()]).toEqual(['a1', 'b1 c1']);
      void log.append('w', ['d1']);
      void log.append('w', ['e1']);
      await turn();
      expect([...running.keys()]).toEqual(['a1', 'b1 c1']);
    });

    it('never has two batches about one thing at once', async () => {
      const { log, running, turn, release } = held();
      void log.append('w', ['a1']);
      await turn();
      void log.append('w', ['a2']);
      void log.append('w', ['b1']);
      const last = log.append('w', ['a3', 'c1']);
      await turn();
      expect([...running.keys()]).toEqual(['a1', 'b1']);
      await release('a1');
      expect([...running.keys()]).toEqual(['b1', 'a2']);
      await release('b1');
      expect([...running.keys()]).toEqual(['a2']);
      await release('a2');
      expect([...running.keys()]).toEqual(['a3 c1']);
      await release('a3 c1');
      await last;
      await log.idle();
    });
  });

  it('refuses at once what it has no room to hold', async () => {
    const { log } = make();
    const first = log.append('w', Array(9).fill('x'));
    await expect(log.append('w', ['y', 'z'])).rejects.toThrow('overloaded');
    await first;
    await log.idle();
    await log.append('w', ['y', 'z']);
  });

  it('refuses what a stuck commit holds up, at once while it lasts, and goes on when it ends', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const commits: string[][] = [];
    const commit = async (_key: string, items: readonly string[]) => {
      commits.push([...items]);
      begin();
      if (items.includes('slow')) await released;
    };
    const { log } = make({ commit, patienceMs: 5_000 });
    const slow = log.append('w', ['slow']);
    await begun;
    const behind = log.append('w', ['behind']);
    vi.advanceTimersByTime(5_000);
    await expect(slow).rejects.toThrow('stuck');
    await expect(behind).rejects.toThrow('stuck');
    await expect(log.append('w', ['later'])).rejects.toThrow('stuck');
    await log.idle();
    release();
    await vi.waitFor(() => log.append('w', ['after']), WITHIN);
    expect(commits).toEqual([['slow'], ['after']]);
  });
});
