import { describe, expect, it } from 'vitest';
import { RECIPIENTS_MAX, readRecipients, writeCsv } from './recipients-csv.ts';

describe('recipients from a file', () => {
  it('are taken row by row, and bad rows answered by their number', () => {
    const read = readRecipients([
      ['Name', 'E-Mail', 'Note'],
      ['Ann Smith', ' Ann@Acme.com ', 'x'],
      ['', 'bob@bolt.com'],
      ['Nobody', 'nobody'],
      ['', '', ''],
      ['Ann again', 'ann@acme.com'],
    ]);
    expect(read?.rows).toEqual([
      { email: 'ann@acme.com', name: 'Ann Smith' },
      { email: 'bob@bolt.com', name: null },
    ]);
    expect(read?.refused).toEqual([
      { row: 4, reason: 'This is not an e-mail address.' },
      { row: 6, reason: 'This address is in an earlier row.' },
    ]);
  });

  it('may have first and last names apart', () => {
    const read = readRecipients([
      ['first_name', 'last_name', 'email'],
      ['Ann', 'Smith', 'ann@acme.com'],
    ]);
    expect(read?.rows).toEqual([{ email: 'ann@acme.com', name: 'Ann Smith' }]);
  });

  it('need a column of addresses', () => {
    expect(readRecipients([['ann@acme.com'], ['bob@bolt.com']])).toBeNull();
    expect(readRecipients([])).toBeNull();
  });

  it('are at most 5,000', () => {
    const lines = Array.from({ length: RECIPIENTS_MAX + 2 }, (_, n) => [`p${n}@acme.com`]);
    const read = readRecipients([['email'], ...lines]);
    expect([read?.rows.length, read?.refused.length]).toEqual([RECIPIENTS_MAX, 2]);
  });
});

describe('a file of recipients', () => {
  it.each([
    ['=HYPERLINK("https://evil.test")', `"'=HYPERLINK(""https://evil.test"")"`],
    ['+1', `"'+1"`],
    ['-2', `"'-2"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\tx', `"'\tx"`],
    ['Smith, Ann', '"Smith, Ann"'],
    ['Ann', 'Ann'],
  ])('holds %s as text that no spreadsheet computes', (cell, written) => {
    expect(writeCsv([[cell]])).toBe(`\ufeff${written}\r\n`);
  });
});
