const KEY_LENGTH_MAX = 64;
// The tag writes its id first. A body that is too large to be read to its end still shows whose it is.
const TAG_ID_FIRST = /^\s*\{\s*"tagId"\s*:\s*"([\w-]{1,64})"/;

/** The public key in a body that cannot be taken, so that its owner can be told why; null when it cannot be made out. */
export function statedKey(text: string, field: 'tagId' | 'writeKey'): string | null {
  const first = field === 'tagId' ? TAG_ID_FIRST.exec(text)?.[1] : undefined;
  if (first !== undefined) return first;
  try {
    const key: unknown = JSON.parse(text)?.[field];
    return typeof key === 'string' && key.length <= KEY_LENGTH_MAX ? key : null;
  } catch {
    return null;
  }
}
