interface Shown {
  readonly id: string;
  readonly contact: { readonly id: string };
}

/** The first signal of each contact in a feed that runs newest first: where how ready they are now belongs. */
export function newestOfEach(newestFirst: readonly Shown[]): ReadonlySet<string> {
  const newest = new Map<string, string>();
  for (const { id, contact } of newestFirst) if (!newest.has(contact.id)) newest.set(contact.id, id);
  return new Set(newest.values());
}
