const NAME_LENGTH_MAX = 120;

// Control characters, and those that turn the direction of writing: a name must be what it looks like.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNREADABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt', 'log', 'md'],
  'text/csv': ['csv', 'tsv'],
  'application/zip': ['zip'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
};

/**
 * A file's name as it is kept and downloaded: no folders, no unreadable characters, none that a system treats as special, at most 120
 * characters, and an ending that says what the bytes are, whatever the sender called them.
 */
export function fileName(written: string, mediaType: string): string {
  const bare = written
    .toWellFormed()
    .replace(UNREADABLE, '')
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[<>:"|?*;%]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const name = bare || 'file';
  const endings = ENDINGS[mediaType] ?? [];
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
  if (endings.includes(ending)) return `${cut(name.slice(0, dot), ending)}.${ending}`;
  const right = endings[0] ?? 'bin';
  return `${cut(name, right)}.${right}`;
}

function cut(stem: string, ending: string): string {
  return [...stem].slice(0, NAME_LENGTH_MAX - ending.length - 1).join('');
}

/** Whether text without a signature of its own is plain words or a table: no markup that a browser might run, nothing unreadable. */
export function textType(text: string, name: string): 'text/plain' | 'text/csv' | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)) return null;
  if (/^\s*(?:<\?xml|<!|<[a-z][\s\S]{0,200}>)/i.test(text.slice(0, 2_000))) return null;
  return isTable(text) || /\.(csv|tsv)$/i.test(name) ? 'text/csv' : 'text/plain';
}

// At least two lines whose cells are as many, by the same mark.
function isTable(text: string): boolean {
  const lines = text
    .slice(0, 10_000)
    .split(/\r?\n/)
    .slice(0, 6)
    .filter((line) => line.trim() !== '');
  if (lines.length < 2) return false;
  return [',', ';', '\t'].some((mark) => {
    const cells = lines.map((line) => line.split(mark).length);
    return (cells[0] ?? 0) > 1 && cells.every((count) => count === cells[0]);
  });
}
