import { describe, expect, it } from 'vitest';
import { inProcessLive, type LiveEvent } from './live.ts';

const listen = (live: ReturnType<typeof inProcessLive>, last: string | null) => {
  const heard: LiveEvent[] = [];
  const stop = live.subscribe('w', last, (event) => heard.push(event));
  return { heard, stop };
};

describe('inProcessLive', () => {
  it('tells listeners of their workspace only, until they stop', () => {
    const live = inProcessLive('r');
    const { heard, stop } = listen(live, null);
    live.publish('w', 'signal', { n: 1 });
    live.publish('other', 'signal', { n: 2 });
    stop();
    live.publish('w', 'signal', { n: 3 });
    expect(heard).toEqual([{ id: 'r-1', type: 'signal', data: { n: 1 } }]);
  });

  it('resumes after the last event heard, without a gap or a double', () => {
    const live = inProcessLive('r');
    for (const n of [1, 2, 3]) live.publish('w', 'signal', n);
    const { heard } = listen(live, 'r-1');
    live.publish('w', 'signal', 4);
    expect(heard.map((event) => event.data)).toEqual([2, 3, 4]);
  });

  it.each(['old-5', 'r-9', 'nonsense'])('answers a reset to %s, which it cannot resume', (last) => {
    const live = inProcessLive('r');
    live.publish('w', 'signal', 1);
    expect(listen(live, last).heard).toEqual([{ id: 'r-1', type: 'reset', data: {} }]);
  });

  it('answers a reset to who was away when something was told to nobody, and nothing to who was not', () => {
    const live = inProcessLive('r');
    live.publish('w', 'signal', 1);
    live.skip('w');
    expect(listen(live, 'r-1').heard.map((event) => event.type)).toEqual(['reset']);
    expect(listen(live, live.lastEventId('w')).heard).toEqual([]);
    live.publish('w', 'signal', 2);
    expect(listen(live, 'r-2').heard.map((event) => event.data)).toEqual([2]);
  });

  it('answers a reset when the gap is longer than the ring', () => {
    const live = inProcessLive('r');
    for (let n = 0; n < 2_100; n += 1) live.publish('w', 'signal', n);
    expect(listen(live, 'r-50').heard.map((event) => event.type)).toEqual(['reset']);
    expect(listen(live, 'r-100').heard).toHaveLength(2_000);
  });
});
