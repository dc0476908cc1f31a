import type { IntentType } from '../../../wire/signal.ts';
import type { QuestionLanguage } from './language.ts';

/** A quick reply, and the type that tapping it settles. */
export interface Choice {
  readonly type: IntentType;
  readonly label: string;
}

export interface ClarifyingQuestion {
  readonly text: string;
  readonly choices: readonly Choice[];
}

/** The one question that is asked when a lead's words leave open why they came. Scripted: no provider is needed. */
export function clarifyingQuestion(language: QuestionLanguage): ClarifyingQuestion {
  const { text, labels } = SCRIPT[language];
  return { text, choices: CHOICES.map((type, i) => ({ type, label: labels[i] ?? type })) };
}

const CHOICES: readonly IntentType[] = ['Buying', 'Support', 'Partnership', 'Job seeker', 'Unknown'];

// Labels in the order of CHOICES.
const SCRIPT: Readonly<Record<QuestionLanguage, { readonly text: string; readonly labels: readonly string[] }>> = {
  en: {
    text: 'So that the right person answers: what brings you here?',
    labels: ['Buying or pricing', 'Help with something I use', 'Working together', 'A job', 'Something else'],
  },
  es: {
    text: 'Para que le responda la persona adecuada: ¿qué le trae por aquí?',
    labels: ['Comprar o precios', 'Ayuda con algo que ya uso', 'Colaborar', 'Un empleo', 'Otra cosa'],
  },
  de: {
    text: 'Damit gleich die richtige Person antwortet: Worum geht es?',
    labels: ['Kauf oder Preise', 'Hilfe als Kunde', 'Zusammenarbeit', 'Eine Stelle', 'Etwas anderes'],
  },
  fr: {
    text: 'Pour que la bonne personne vous réponde : qu’est-ce qui vous amène ?',
    labels: ['Achat ou tarifs', 'De l’aide en tant que client', 'Un partenariat', 'Un emploi', 'Autre chose'],
  },
  pt: {
    text: 'Para que a pessoa certa responda: o que traz você aqui?',
    labels: ['Compra ou preços', 'Ajuda com algo que já uso', 'Parceria', 'Uma vaga', 'Outra coisa'],
  },
  nl: {
    text: 'Zodat de juiste persoon antwoordt: waar gaat het over?',
    labels: ['Kopen of prijzen', 'Hulp als klant', 'Samenwerken', 'Een baan', 'Iets anders'],
  },
  it: {
    text: 'Così risponde la persona giusta: di che cosa si tratta?',
    labels: ['Acquisto o prezzi', 'Assistenza come cliente', 'Una collaborazione', 'Un lavoro', 'Altro'],
  },
  ja: {
    text: '適切な担当者がお答えします。ご用件をお選びください。',
    labels: ['購入・料金', '利用中の製品のサポート', '提携・協業', '採用・求人', 'その他'],
  },
};
