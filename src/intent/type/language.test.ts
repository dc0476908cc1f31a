import { describe, expect, it } from 'vitest';
import { languageOf, QUESTION_LANGUAGES, questionLanguage } from './language.ts';
import { clarifyingQuestion } from './question.ts';

describe('the language of a text', () => {
  it.each([
    ['how much is it for our team?', 'en'],
    ['¿cuánto cuesta para nuestra empresa?', 'es'],
    ['Wie viel kostet das für unsere Firma?', 'de'],
    ['combien ça coûte pour notre équipe ?', 'fr'],
    ['quanto custa para a nossa empresa? obrigado', 'pt'],
    ['hoeveel kost het voor ons bedrijf?', 'nl'],
    ['quanto costa per la nostra azienda? grazie', 'it'],
    ['料金はいくらですか', 'ja'],
    ['bonjour', 'fr'],
    ['zzz', 'en'],
  ])('%s: %s', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });

  it('falls back to what the browser speaks', () => {
    expect(languageOf('???', 'it')).toBe('it');
    expect(questionLanguage('pt-BR')).toBe('pt');
    expect(questionLanguage('sv')).toBe('en');
    expect(questionLanguage(null)).toBe('en');
  });
});

it.each(QUESTION_LANGUAGES)('the question in %s offers every type once, in words of its own', (language) => {
  const { text, choices } = clarifyingQuestion(language);
  expect(text.length).toBeGreaterThan(10);
  expect(new Set(choices.map(({ type }) => type)).size).toBe(5);
  expect(new Set(choices.map(({ label }) => label)).size).toBe(5);
  if (language !== 'en') expect(text).not.toBe(clarifyingQuestion('en').text);
});
