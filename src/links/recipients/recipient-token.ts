import { sameSecret } from '../../foundation/sign.ts';

/** Signs a text for a use; see machinery/secrets.ts. */
export type Sign = (text: string) => string;

const ID_LENGTH = 25;
const SIGNATURE_LENGTH = 16;

/**
 * What the address of a recipient carries as `?r=`, 41 characters: which recipient, and 96 bits of a signature over link and recipient. A
 * token of one link is none of another. It says who the link was made for, never who opened it.
 */
export function recipientToken(linkId: string, recipientId: string, sign: Sign): string {
  const id = BigInt(`0x${recipientId.replaceAll('-', '')}`)
    .toString(36)
    .padStart(ID_LENGTH, '0');
  return id + signatureOf(linkId, id, sign);
}

/** The recipient's id that a token of this link names; null for a forged, cut or foreign one. */
export function readRecipientToken(linkId: string, token: unknown, sign: Sign): string | null {
  if (typeof token !== 'string' || token.length !== ID_LENGTH + SIGNATURE_LENGTH) return null;
  const id = token.slice(0, ID_LENGTH);
  if (!/^[0-9a-z]+$/.test(id) || !sameSecret(token.slice(ID_LENGTH), signatureOf(linkId, id, sign))) return null;
  const hex = [...id].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n).toString(16);
  const full = hex.padStart(32, '0');
  return `${full.slice(0, 8)}-${full.slice(8, 12)}-${full.slice(12, 16)}-${full.slice(16, 20)}-${full.slice(20)}`;
}

function signatureOf(linkId: string, id: string, sign: Sign): string {
  return sign(`${linkId} ${id}`).slice(0, SIGNATURE_LENGTH);
}
