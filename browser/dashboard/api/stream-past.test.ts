import { describe, expect, it } from 'vitest';
import { type Heard, Past } from './stream-past.ts';

const event = (id: string, name: Heard['name'] = 'backlog'): Heard => ({ id, name, data: { waiting: 0 } });

describe('what a tab heard', () => {
  const past = new Past('run-7');
  for (const id of ['run-8', 'run-9', 'run-10']) past.take(event(id));

  it.each([
    ['nothing is missed where it stands', 'run-10', []],
    ['nor by who is ahead of it', 'run-12', []],
    ['what followed is told', 'run-8', ['run-9', 'run-10']],
    ['from the beginning too', 'run-7', ['run-8', 'run-9', 'run-10']],
    ['what came before it is not known', 'run-6', null],
    ['nor another run of the server', 'other-8', null],
    ['nor a place that is none', '', null],
  ])('%s', (_, id, missed) => {
    expect(past.after(id)?.map((one) => one.id) ?? null).toEqual(missed);
  });

  it('is not heard again', () => {
    expect(['run-9', 'run-10', 'run-11'].map((id) => past.take(event(id)))).toEqual([false, false, true]);
    expect(past.lastId).toBe('run-11');
  });

  it.each([
    ['a reset', event('run-9', 'reset')],
    ['another run', event('other-3')],
  ])('begins anew with %s', (_, first) => {
    const fresh = new Past('run-7');
    fresh.take(event('run-8'));
    expect(fresh.take(first)).toBe(true);
    expect([fresh.lastId, fresh.after(first.id), fresh.after('run-7')]).toEqual([first.id, [], null]);
  });

  it('is kept to an extent', () => {
    const long = new Past('run-0');
    for (let n = 1; n <= 600; n += 1) long.take(event(`run-${n}`));
    expect(long.after('run-99')).toBeNull();
    expect(long.after('run-100')).toHaveLength(500);
  });
});
