import { describe, expect, it } from 'vitest';
import { retentionCutoff } from './retention.ts';

const on = (date: string) => Date.parse(`${date}Z`);

describe('retentionCutoff', () => {
  it.each([
    [1, '2026-07-15T12:00:00.000', '2026-06-01T00:00:00.000'],
    [1, '2026-07-01T00:00:00.000', '2026-06-01T00:00:00.000'],
    [1, '2026-06-30T23:59:59.999', '2026-05-01T00:00:00.000'],
    [12, '2026-01-31T00:00:00.000', '2025-01-01T00:00:00.000'],
    [13, '2026-03-31T00:00:00.000', '2025-02-01T00:00:00.000'],
  ])('%i months at %s: from %s on', (months, now, from) => {
    expect(retentionCutoff(months, on(now))).toBe(on(from));
  });
});
