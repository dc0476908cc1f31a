import { hmacSha256Hex, sameSecret } from '../../foundation/sign.ts';
import { MINUTE, type Millis, SECOND } from '../../foundation/time.ts';

/** What a request says of itself: the two headers, and the body exactly as it came. */
export interface SignedRequest {
  /** `X-Slack-Request-Timestamp`: seconds. */
  readonly timestamp: string | undefined;
  /** `X-Slack-Signature`: `v0=` and hex. */
  readonly signature: string | undefined;
  readonly body: string;
}

export type SignatureProblem = 'unsigned' | 'old' | 'forged';

/** A captured request is good for so long only. */
const AGE_MAX_MS = 5 * MINUTE;

/**
 * Whether Slack sent this, by the signing secret of the app. Null: it did.
 * Source: docs.slack.dev, "Verifying requests from Slack".
 */
export function signatureProblem(request: SignedRequest, secret: string, now: Millis): SignatureProblem | null {
  const { timestamp, signature, body } = request;
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return 'unsigned';
  if (Math.abs(now - Number(timestamp) * SECOND) > AGE_MAX_MS) return 'old';
  return sameSecret(signature, `v0=${hmacSha256Hex(secret, `v0:${timestamp}:${body}`)}`) ? null : 'forged';
}
