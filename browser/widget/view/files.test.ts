import { expect, test } from 'vitest';
import { CHAT_FILE_BYTES_MAX } from '../../../wire/chat-limits.ts';
import { faultOf, sizeWords } from './files.ts';

test.each([
  [{ name: 'plan.pdf', type: 'application/pdf', size: 10 }, null],
  [{ name: 'list.csv', type: 'application/vnd.ms-excel', size: 10 }, null],
  [{ name: 'photo.JPG', type: '', size: 10 }, null],
  [{ name: 'a.exe', type: 'application/x-msdownload', size: 10 }, 'unsupported_type'],
  [{ name: 'a.svg', type: 'image/svg+xml', size: 10 }, 'unsupported_type'],
  [{ name: 'a.pdf.exe', type: '', size: 10 }, 'unsupported_type'],
  [{ name: 'a.pdf', type: 'application/pdf', size: 0 }, 'empty'],
  [{ name: 'a.pdf', type: 'application/pdf', size: CHAT_FILE_BYTES_MAX }, null],
  [{ name: 'a.pdf', type: 'application/pdf', size: CHAT_FILE_BYTES_MAX + 1 }, 'too_large'],
] as const)('%o: %s', (file, fault) => expect(faultOf(file)).toBe(fault));

test.each([
  [1, 'en', '1 kB'],
  [820_000, 'en', '820 kB'],
  [1_440_000, 'en', '1.4 MB'],
  [1_440_000, 'de', '1,4 MB'],
] as const)('%d bytes in %s: %s', (bytes, language, words) => expect(sizeWords(bytes, language)).toBe(words));
