import { emailAddress } from '../../capture/sender.ts';
import { textOrNull } from '../../capture/text.ts';

export const RECIPIENTS_MAX = 5_000;
const NAME_LENGTH_MAX = 200;

export interface RecipientRow {
  readonly email: string;
  readonly name: string | null;
}

export interface ReadRecipients {
  readonly rows: readonly RecipientRow[];
  /** `row` counts as a spreadsheet does: the header is row 1. */
  readonly refused: readonly { readonly row: number; readonly reason: string }[];
}

/**
 * The recipients in the rows of a CSV file, whose first names its columns: `email`, and maybe `name` or `first name` and `last name`.
 * Each bad row is answered by itself; of an address that comes twice the first row counts. Null: there is no column `email`.
 */
export function readRecipients(table: readonly (readonly string[])[]): ReadRecipients | null {
  const [header = [], ...lines] = table;
  const columns = header.map((title) =>
    title
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, ' '),
  );
  const column = (...names: string[]) => columns.findIndex((title) => names.includes(title));
  const emailAt = column('email', 'e mail', 'email address', 'e mail address', 'mail');
  if (emailAt < 0) return null;
  const nameAt = column('name', 'full name');
  const partsAt = [column('first name', 'firstname'), column('last name', 'lastname')];
  const rows = new Map<string, RecipientRow>();
  const refused: { row: number; reason: string }[] = [];
  for (const [index, line] of lines.entries()) {
    const row = index + 2;
    if (line.every((cell) => cell.trim() === '')) continue;
    const email = emailAddress(line[emailAt] ?? '', 'email');
    const parts = nameAt >= 0 ? [line[nameAt]] : partsAt.map((at) => line[at]);
    const name = textOrNull(parts.filter(Boolean).join(' '), NAME_LENGTH_MAX);
    if (!email.ok) refused.push({ row, reason: email.message });
    else if (rows.has(email.value)) refused.push({ row, reason: 'This address is in an earlier row.' });
    else if (rows.size >= RECIPIENTS_MAX)
      refused.push({ row, reason: `A file may hold ${RECIPIENTS_MAX} recipients.` });
    else rows.set(email.value, { email: email.value, name });
  }
  return { rows: [...rows.values()], refused };
}

/** CSV as spreadsheets read it, CRLF and a mark for UTF-8 in front. Cells that a spreadsheet would compute are made text by a quote. */
export function writeCsv(rows: readonly (readonly (string | null)[])[]): string {
  return `\ufeff${rows.map((row) => row.map((cell) => cellOf(cell ?? '')).join(',')).join('\r\n')}\r\n`;
}

// Source: OWASP, CSV injection.
function cellOf(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n;']/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
