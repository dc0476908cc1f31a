import { domainToASCII, domainToUnicode } from 'node:url';

/**
 * The one spelling of an e-mail address: trimmed, lower case, its domain in the letters people read (`bücher.de`, not `xn--bcher-kva.de`).
 * What is no address comes back trimmed and in lower case.
 */
export function oneSpelling(address: string): string {
  const text = address.trim().toLowerCase().normalize('NFC');
  const at = text.lastIndexOf('@');
  if (at < 1 || (PLAIN.test(text) && !text.includes('xn--'))) return text;
  // An empty answer: no domain.
  const host = domainToUnicode(domainToASCII(text.slice(at + 1)));
  return host === '' ? text : `${text.slice(0, at)}@${host}`;
}

const PLAIN = /^[!-~]*$/;
