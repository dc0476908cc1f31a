/** The part of the tag's runtime that this site uses. Null while it loads, or when a blocker kept it away. */
export interface Knock {
  identify(traits: Readonly<Record<string, unknown>>): unknown;
  track(name: string, props?: Readonly<Record<string, unknown>>): unknown;
  reset(): unknown;
  readonly modal: { open(options?: { readonly magicLinkId?: string; readonly email?: string }): unknown };
}

export function knock(): Knock | null {
  return (window as { Knock?: Knock }).Knock ?? null;
}
