import { getDomain } from 'tldts';
import { FREE_MAIL_DOMAINS } from './free-mail-domains.ts';

// Local parts that a company, not a person, reads. In the languages Knock knows.
const ROLES = new Set(
  `abuse admin administracion administration amministrazione anfrage bestellung billing booking bookings buchhaltung buero
  careers commercial comercial compras compliance contact contacto contato contatti contabilidad dataprotection datenschutz
  einkauf empfang empleo enquiries enquiry facturation faturamento feedback finance financeiro hallo hello help helpdesk
  hola hostmaster hr info information informatie informazioni inkoop inquiry it jobs karriere kontakt kundenservice legal
  mail mailbox marketing media newsletter no-reply noreply office operations orders personal postmaster presse press
  privacy procurement purchasing recruiting recruitment reception root rrhh sales security service servicio soporte
  sport support suporte supporto team tech techsupport ufficio vendas ventas vendite verkauf verkoop vertrieb webmaster
  welcome work`.split(/\s+/),
);

/**
 * Whether an address is a role's (`info@`, `sales@`, `vertrieb+web@`), not a person's. Such an address says which company
 * a visitor is from, never who they are. Source of the common ones: RFC 2142.
 */
export function isRoleMailbox(email: string): boolean {
  const local = email.slice(0, email.lastIndexOf('@')).split('+', 1)[0] ?? '';
  return ROLES.has(local);
}

/**
 * The registrable domain (public suffix list) that an address gives its account, or null: free-mail providers, addresses
 * without a public domain.
 */
export function accountDomainOf(email: string): string | null {
  const host = email.slice(email.lastIndexOf('@') + 1);
  const domain = getDomain(host, { allowPrivateDomains: false });
  return domain === null || FREE_MAIL_DOMAINS.has(domain) || FREE_MAIL_DOMAINS.has(host) ? null : domain;
}

/** A first name for an account that only its domain names: `acme-tools.co.uk` -> `Acme Tools`. */
export function nameOfDomain(domain: string): string {
  const label = domain.split('.', 1)[0] ?? domain;
  return label
    .split('-')
    .filter(Boolean)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ');
}
