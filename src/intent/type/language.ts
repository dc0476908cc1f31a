import { tokensOf } from './tokens.ts';

/** The languages of the clarifying question. */
export const QUESTION_LANGUAGES = ['en', 'es', 'de', 'fr', 'pt', 'nl', 'it', 'ja'] as const;
export type QuestionLanguage = (typeof QUESTION_LANGUAGES)[number];

// Frequent small words that few of the other languages share, and greetings, which are often all there is.
const MARKS: Readonly<Record<Exclude<QuestionLanguage, 'ja'>, string>> = {
  en: 'the and you your is are we our for with how what can do does have this that it to of my hello please thanks would need im dont not',
  es: 'el los las una y es esta para con por que como cuanto cuesta nuestro nuestra tengo necesito hola buenas gracias buenos dias puedo pueden hay mi del quiero estoy precio si se lo',
  de: 'der die das und ist sind wir ich sie nicht ein eine einen mit fur wie was kann haben hallo guten tag bitte danke brauche unser unsere bei auf zu von wieviel kostet mein gibt',
  fr: 'le les des une et est nous vous je pas pour avec comment quel quelle combien bonjour salut merci sil plait notre nos votre mon ma sur du au ne cest jai besoin coute',
  pt: 'os as um uma e voces nos nao para com como quanto custa ola oi obrigado obrigada bom dia preciso nosso nossa tenho meu minha ao do da na no quero voce esta',
  nl: 'het een en is zijn wij ik niet voor met hoe wat kan hebben hoi hallo goedemorgen bedankt graag onze ons jullie van op te dat deze mijn heb kost er bij',
  it: 'il gli una e sono noi non per con come quanto costa ciao buongiorno grazie vorrei nostro nostra ho bisogno mio mia del della di che avete siamo posso ce',
};
const SETS = Object.entries(MARKS).map(([language, words]) => ({
  language: language as QuestionLanguage,
  words: new Set(words.split(' ')),
}));
const JAPANESE = /[\u3040-\u30ff\u3400-\u9fff]/;

/** The likeliest language of a text by its small words, or `fallback` where they do not say. A cheap guess, right for most sentences. */
export function languageOf(text: string, fallback: QuestionLanguage = 'en'): QuestionLanguage {
  if (JAPANESE.test(text)) return 'ja';
  const words = tokensOf(text).map(({ word }) => word);
  let best = fallback;
  let most = 0;
  for (const { language, words: marks } of SETS) {
    const hits = words.filter((word) => marks.has(word)).length;
    if (hits > most || (hits === most && hits > 0 && language === fallback)) {
      best = language;
      most = hits;
    }
  }
  return best;
}

/** The language of the clarifying question that a locale such as `pt-BR` asks for; English for those we do not speak. */
export function questionLanguage(locale: string | null): QuestionLanguage {
  const code = (locale ?? '').slice(0, 2).toLowerCase();
  return QUESTION_LANGUAGES.find((language) => language === code) ?? 'en';
}
