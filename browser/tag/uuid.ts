/** A random UUID. Not `crypto.randomUUID`, which is missing on pages without https. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(36));
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit, place: number) =>
    (+digit ^ ((bytes[place] as number) & (15 >> (+digit / 4)))).toString(16),
  );
}
