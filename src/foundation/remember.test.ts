import { describe, expect, it } from 'vitest';
import { remember } from './remember.ts';

describe('remember', () => {
  it('asks once for each text, also when the answer is null', () => {
    const asked: string[] = [];
    const length = remember<number | null>(10, (text) => {
      asked.push(text);
      return text === '' ? null : text.length;
    });
    expect([length('ab'), length(''), length('ab'), length('')]).toEqual([2, null, 2, null]);
    expect(asked).toEqual(['ab', '']);
  });

  it('holds no more than it may, and still answers right', () => {
    let asked = 0;
    const echo = remember(3, (text) => {
      asked += 1;
      return text;
    });
    for (let round = 0; round < 2; round += 1) for (const text of ['a', 'b', 'c', 'd']) expect(echo(text)).toBe(text);
    expect(asked).toBeGreaterThan(4);
  });
});
