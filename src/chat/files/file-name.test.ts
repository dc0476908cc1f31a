import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fileName, textType } from './file-name.ts';

describe('a file’s name', () => {
  test.each([
    ['offer.pdf', 'application/pdf', 'offer.pdf'],
    ['OFFER.PDF', 'application/pdf', 'OFFER.pdf'],
    ['photo.JPEG', 'image/jpeg', 'photo.jpeg'],
    ['evil.html', 'image/png', 'evil.html.png'],
    ['../../etc/passwd', 'text/plain', 'passwd.txt'],
    ['C:\\fakepath\\a.csv', 'text/csv', 'a.csv'],
    ['gnp.\u202eexe', 'image/png', 'gnp.exe.png'],
    ['  .hidden. ', 'text/plain', 'hidden.txt'],
    ['a"<b>:c|d?e*f;g%h.txt', 'text/plain', 'a__b__c_d_e_f_g_h.txt'],
    ['', 'image/gif', 'file.gif'],
    ['...', 'image/gif', 'file.gif'],
    ['Angebot für Müller.pdf', 'application/pdf', 'Angebot für Müller.pdf'],
    ['見積書.pdf', 'application/pdf', '見積書.pdf'],
  ])('%j, %s: %j', (written, type, name) => {
    expect(fileName(written, type)).toBe(name);
  });

  it('is short, names no folder, and ends as its bytes are, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (written) => {
        const name = fileName(written, 'image/png');
        expect([...name].length).toBeLessThanOrEqual(120);
        expect(name).toMatch(/^[^/\\<>":|?*;%\n\r\0]+\.png$/);
        expect(name.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('text without a signature', () => {
  test.each([
    ['Plain words.', 'a.txt', 'text/plain'],
    ['a < b and c > d', 'a.txt', 'text/plain'],
    ['a,b,c\n1,2,3\n4,5,6', 'a.txt', 'text/csv'],
    ['a\tb\n1\t2', 'a', 'text/csv'],
    ['one line', 'a.csv', 'text/csv'],
    ['Dear Ann,\nthank you.', 'a.txt', 'text/plain'],
    ['<!DOCTYPE html><p>', 'a.txt', null],
    ['\n\n <script>alert(1)</script>', 'a.txt', null],
    ['<?xml version="1.0"?><x/>', 'a.txt', null],
    ['<svg onload=alert(1)>', 'a.txt', null],
    ['a\u0000b', 'a.txt', null],
  ])('%j as %s: %s', (text, name, type) => {
    expect(textType(text, name)).toBe(type);
  });
});
