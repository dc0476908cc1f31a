/** Who the website says the visitor is; empty where it does not say. Never shown, never proof: it only tells people apart. */
export interface Person {
  readonly email: string;
  readonly user: string;
}

/** What `identify` stated. A token can be read by anybody; whether it is genuine, the server decides. */
export function personOf(email: string, token: unknown): Person {
  const stated = readToken(token);
  return { email: email || text(stated.email).toLowerCase(), user: text(stated.userId) };
}

/** Whether somebody else is meant: the same sort of name, and another one. */
export function isOther(before: Person, now: Person): boolean {
  return differ(before.email, now.email) || differ(before.user, now.user);
}

/** What is known of one person, together. */
export function both(before: Person, now: Person): Person {
  return { email: now.email || before.email, user: now.user || before.user };
}

function differ(before: string, now: string): boolean {
  return before !== '' && now !== '' && before !== now;
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function readToken(token: unknown): { email?: unknown; userId?: unknown } {
  try {
    const payload = text(token).split('.')[0] ?? '';
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (letter) =>
      letter.charCodeAt(0),
    );
    return (JSON.parse(new TextDecoder().decode(bytes)) as object | null) ?? {};
  } catch {
    return {};
  }
}
