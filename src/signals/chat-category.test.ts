import { describe, expect, it } from 'vitest';
import type { Category } from '../../wire/signal.ts';
import { readMessage } from '../intent/type/store.ts';
import { chatCategory } from './chat-category.ts';

const of = (text: string, page: Category | null = null) => chatCategory(text, page, readMessage(text));

describe('what a chat message is about', () => {
  it.each<[string, Category]>([
    ['how much is it for 200 seats?', 'Chat'],
    ['Was kostet das für 40 Leute, wir wollen im März anfangen', 'Chat'],
    ['We want 12 more of the scanners', 'Chat'],
    ['Just exploring for next year, no project yet. Does it export to Excel?', 'Product'],
    ['the dashboard has been blank since the update', 'Support'],
    ['je n’arrive plus à me connecter', 'Support'],
    ['is the welder position still open?', 'Find a Job'],
    ['応募したいのですが、履歴書はどこに送ればよいですか', 'Find a Job'],
    ['what margin do your resellers get? we sell to 40 schools', 'Partners'],
    ["I'm a student writing my thesis, not buying anything", 'Other'],
    ['Please take me off your list, we went with another vendor', 'Other'],
    ['CLAIM YOUR PRIZE now, earn 900 a day with bitcoin, whatsapp me', 'Other'],
  ])('%s: %s', (text, category) => {
    expect(of(text)).toBe(category);
  });

  it.each([
    'Does it run on Linux?',
    'Do you have an Android app?',
    'Can it connect to Xero and QuickBooks?',
    'Do you support SAML single sign-on with Okta?',
    'Is there a free plan?',
    'does it work with SAP',
    'Gibt es eine App für Android?',
    'Kann man die Daten nach Excel exportieren?',
    'Est-ce compatible avec Mac ?',
    'Peut-on gérer plusieurs sites avec un seul compte ?',
    '¿Se integra con SAP Business One?',
    'Vocês têm integração com o Omie?',
    'Si integra con TeamSystem?',
    'Werkt het ook met Exact Online?',
    'Is er een koppeling met Twinfield?',
    'freeeと連携できますか？',
    'スマホでも使えますか？',
  ])('that asks only what the product can do is interest: %s', (text) => {
    expect(of(text)).toBe('Product');
  });

  it.each([
    'Do you support SSO? We need it for 300 people by March.',
    'can your AI notetaker join zoom calls? thats the deal breaker for us tbh',
    'do your trackers work in mozambique? need 30 for trucks',
    'Is there a minimum contract length?',
    'Do you offer a discount for charities?',
    'Can we get a demo next week?',
    'Is the connector to DATEV included, otherwise we go with the other vendor',
    'Gibt es Rabatt bei jährlicher Zahlung?',
    '¿Os integráis con Holded? Si no, no nos sirve, es lo primero que va a mirar mi socio',
    'Krijgen we korting bij een jaarcontract?',
    'Possiamo fissare una demo per mercoledì?',
  ])('that says more than that is talk of buying: %s', (text) => {
    expect(of(text)).toBe('Chat');
  });

  it.each([
    'Hebben jullie stageplekken?',
    'Bieten Sie Praktika im Marketing an?',
    'Do you have any internships for marketing students?',
    'Cherchez-vous des stagiaires cet été ?',
    'Fate stage estivi?',
  ])('that asks for an internship is for a job: %s', (text) => {
    expect(of(text)).toBe('Find a Job');
  });

  it('is not decided by a greeting, which leaves it to the page', () => {
    expect(of('hello')).toBe('Product');
    expect(of('hello', 'Support')).toBe('Support');
    expect(of('', 'Find a Job')).toBe('Find a Job');
  });

  it('does not call a lead a stranger unless the model is all but certain', () => {
    expect(chatCategory('blue', null, { type: 'Unknown', confidence: 0.89 })).toBe('Product');
    expect(chatCategory('blue', null, { type: 'Unknown', confidence: 0.95 })).toBe('Other');
  });

  it('goes by cues where the model is unsure or not there', () => {
    expect(chatCategory('I cannot log in', null, { type: 'Buying', confidence: 0.4 })).toBe('Support');
    expect(chatCategory('please send us a quote', null, null)).toBe('Chat');
  });
});
