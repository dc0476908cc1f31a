import { getDomain } from 'tldts';
import { FREE_MAIL_DOMAINS } from './free-mail-domains.ts';

// Local parts that a company, not a person, reads. In the languages Knock knows.
const ROLES = new Set(
  `abuse accounting accounts accueil achats acquisti admin administracion administratie administration administrativo amministrazione
  anfrage assistenza atencion atendimento bestellung bewerbung billing boekhouding bonjour booking bookings buchhaltung buero career
  careers clientes commercial commerciale comercial compliance compras compta comptabilite contabilidad contabilita contact contacto
  contato contatti correo customercare customers customerservice dataprotection datenschutz devis direccion direction direzione dpo
  einkauf eigyo empfang empleo enquiries enquiry events facturacion factures facturation faturamento fatture feedback finance
  financeiro gdpr gerencia hallo hello help helpdesk hola hostmaster hr info information informatie informazioni inkoop inquiry
  investors it jinji jobs karriere keiri klantenservice koho kontakt kundenservice legal mail mailbox marketing media newsletter
  no-reply noreply oficina office operations orders partners partnerships payable pedidos personal postmaster presse press privacy
  procurement purchasing recepcao recepcion receptie reception rechnung recruiting recruitment recrutement reservations rh root rrhh
  sales secretaria secretariat segreteria sekretariat security service servicio soporte sport soumu support suporte supporto team
  tech techsupport toiawase ufficio vendas ventas vendite verkauf verkoop vertrieb webmaster welcome work zentrale`.split(
    /\s+/,
  ),
);
// What a role is split by, beside countries and numbers: sales.emea@, support-eu@.
const REGIONS = new Set(
  `apac americas anz benelux dach emea europe global international intl latam nordics team north south`.split(' '),
);

/**
 * Whether an address is a role's (`info@`, `sales.emea@`, `vertrieb+web@`), not a person's. Such an address says which company
 * a visitor is from, never who they are. Source of the common ones: RFC 2142.
 */
export function isRoleMailbox(email: string): boolean {
  const local = email.slice(0, email.lastIndexOf('@')).split('+', 1)[0] ?? '';
  if (ROLES.has(local)) return true;
  const [role = '', ...rest] = local.split(/[._-]/);
  return ROLES.has(role.replace(/\d+$/, '')) && rest.every(narrowsARole);
}

// `it.smith` and `rob.sales` are people: something in them is no more than a part of a company.
function narrowsARole(part: string): boolean {
  return ROLES.has(part) || REGIONS.has(part) || /^([a-z]{2}|\d+)$/.test(part);
}

/**
 * The registrable domain (public suffix list, with the suffixes that companies let others have names under, as github.io) that an
 * address gives its account, or null: free-mail providers, addresses without a public domain.
 */
export function accountDomainOf(email: string): string | null {
  const host = email.slice(email.lastIndexOf('@') + 1);
  const domain = getDomain(host, { allowPrivateDomains: true });
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
