import fc from 'fast-check';
import { expect, test } from 'vitest';
import { takeEvents } from './sse.ts';

const STREAM = 'event: message\ndata: {"a":1}\n\n: \n\nevent: read\ndata: {"seq":2}\n\ndata: one\ndata: two\n\n';
const EVENTS = [
  { event: 'message', data: '{"a":1}' },
  { event: 'read', data: '{"seq":2}' },
  { event: 'message', data: 'one\ntwo' },
];

test('gives the same events wherever the network cuts the stream, with either kind of line end', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(STREAM, STREAM.replaceAll('\n', '\r\n')),
      fc.array(fc.nat(STREAM.length)),
      (stream, cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), stream.length];
        let rest = '';
        const found = places.slice(1).flatMap((end, index) => {
          const taken = takeEvents(rest + stream.slice(places[index], end));
          rest = taken.rest;
          return taken.events;
        });
        expect(found).toEqual(EVENTS);
        expect(rest.trim()).toBe('');
      },
    ),
  );
});

test('keeps what is not whole for later', () => {
  expect(takeEvents('event: message\ndata: {"a"')).toEqual({ events: [], rest: 'event: message\ndata: {"a"' });
});
