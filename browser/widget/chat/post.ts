/** What came back. `status` 0: nothing did. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly status: number;
      readonly code: string;
      /** The server's sentence; empty when it said none. */
      readonly detail: string;
      readonly retryAfterMs: number;
    };

const PATIENCE_MS = 20_000;
/** UTF-16 units; together with others it stays below the 64 KiB that browsers allow. */
const KEEPALIVE_MAX = 8_000;

/** Asks `path` with JSON as text, which needs no preflight. Never throws; without any answer within 20 s the status is 0. */
export async function post<T>(url: string, body: object): Promise<Answer<T>> {
  const text = JSON.stringify(body);
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: text,
      credentials: 'omit',
      // Leaving the page does not cancel it. Browsers bound what may be under way like this.
      keepalive: text.length < KEEPALIVE_MAX,
      signal: patience.signal,
    });
    if (response.ok) return { ok: true, value: (await response.json()) as T };
    return failureOf(response.status, response.headers.get('retry-after'), await response.text());
  } catch {
    return NO_ANSWER;
  } finally {
    clearTimeout(timer);
  }
}

export const NO_ANSWER = { ok: false, status: 0, code: 'no_answer', detail: '', retryAfterMs: 0 } as const;

/** A problem document's word and how long to wait. A proxy's own page has neither. */
export function failureOf(status: number, retryAfter: string | null, body: string): Answer<never> {
  let said: { code?: string; detail?: string } = {};
  try {
    said = JSON.parse(body) as typeof said;
  } catch {
    // Not ours.
  }
  const { code = `http_${status}`, detail = '' } = said;
  return { ok: false, status, code, detail, retryAfterMs: Number(retryAfter) * 1_000 || 0 };
}
