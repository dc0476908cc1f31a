import { describe, expect, it } from 'vitest';
import { accountDomainOf, isRoleMailbox, nameOfDomain } from './mailbox.ts';

describe('isRoleMailbox', () => {
  it.each([
    ...['info', 'sales', 'vertrieb', 'no-reply', 'bonjour', 'comptabilite', 'segreteria', 'eigyo', 'soumu'],
    ...['info+web', 'sales1', 'sales.emea', 'sales-us', 'support-de', 'support_2', 'ufficio.acquisti', 'hr.team'],
  ])('%s@ is read by a company', (local) => {
    expect(isRoleMailbox(`${local}@acme.com`)).toBe(true);
  });

  it.each([
    ...[
      'ann',
      'rob.sales',
      'it.smith',
      'salesman',
      'informatik.meier',
      'may.jobs',
      'sales.fischer',
      'j.direction',
      '1',
    ],
    ...['support.hero.anna', 'itsme', 'teamo'],
  ])('%s@ is a person', (local) => {
    expect(isRoleMailbox(`${local}@acme.com`)).toBe(false);
  });
});

describe('accountDomainOf', () => {
  it.each([
    ['ann@acme.com', 'acme.com'],
    ['ann@mail.eu.acme.co.uk', 'acme.co.uk'],
    ['ann@team.acme.com.br', 'acme.com.br'],
    // Everybody may have a name under these.
    ['ann@acme.github.io', 'acme.github.io'],
    ['ann@mail.acme.blogspot.com', 'acme.blogspot.com'],
    ['ann@bücher.de', 'bücher.de'],
    ['ann@gmail.com', null],
    ['12+ann@users.noreply.github.com', null],
    ['ann@zohomail.eu', null],
    ['ann@github.io', null],
    ['ann@localhost', null],
  ])('%s: %s', (email, domain) => {
    expect(accountDomainOf(email)).toBe(domain);
  });
});

describe('nameOfDomain', () => {
  it.each([
    ['acme-tools.co.uk', 'Acme Tools'],
    ['bücher.de', 'Bücher'],
  ])('%s is %s', (domain, name) => {
    expect(nameOfDomain(domain)).toBe(name);
  });
});
