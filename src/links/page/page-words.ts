import { CHAT_LANGUAGES, type ChatLanguage } from '../../../wire/chat-limits.ts';

/** What a link's page says by itself. `{name}` is the brand's name, `{time}` one of the times. */
export interface PageWords {
  readonly chat: string;
  readonly chatIntro: string;
  readonly meeting: string;
  readonly meetingSoon: string;
  readonly team: string;
  readonly online: string;
  readonly replies: string;
  readonly minutes: string;
  readonly hour: string;
  readonly hours: string;
  readonly day: string;
  readonly needsScript: string;
  readonly paused: string;
  readonly pausedText: string;
  readonly ended: string;
  readonly endedText: string;
  readonly unknown: string;
  readonly unknownText: string;
  readonly away: string;
  readonly awayText: string;
}

const LINES: Readonly<Record<keyof PageWords, readonly string[]>> = {
  chat: [
    'Chat with {name}',
    'Habla con {name}',
    'Mit {name} chatten',
    'Discutez avec {name}',
    'Fale com {name}',
    'Chat met {name}',
    'Parla con {name}',
    '{name}にチャットで相談',
  ],
  chatIntro: [
    'Write to us here. A person from our team reads along and answers.',
    'Escríbenos aquí. Alguien de nuestro equipo lee y responde.',
    'Schreiben Sie uns hier. Jemand aus unserem Team liest mit und antwortet.',
    'Écrivez-nous ici. Quelqu’un de notre équipe vous lit et vous répond.',
    'Escreva-nos aqui. Alguém da nossa equipa lê e responde.',
    'Schrijf ons hier. Iemand van ons team leest mee en antwoordt.',
    'Scrivici qui. Qualcuno del nostro team legge e risponde.',
    'こちらからメッセージをお送りください。担当者がお返事します。',
  ],
  meeting: [
    'Meet {name}',
    'Reúnete con {name}',
    '{name} treffen',
    'Rencontrez {name}',
    'Reúna-se com {name}',
    'Ontmoet {name}',
    'Incontra {name}',
    '{name}との面談',
  ],
  meetingSoon: [
    'Booking a meeting on this page is coming soon.',
    'Pronto podrás reservar una reunión en esta página.',
    'Bald können Sie auf dieser Seite einen Termin buchen.',
    'Vous pourrez bientôt réserver un rendez-vous sur cette page.',
    'Em breve poderá marcar uma reunião nesta página.',
    'Binnenkort kunt u op deze pagina een afspraak boeken.',
    'Presto potrai prenotare un incontro su questa pagina.',
    'このページでの面談予約は近日公開です。',
  ],
  team: [
    'Who answers',
    'Quién responde',
    'Wer antwortet',
    'Qui répond',
    'Quem responde',
    'Wie antwoordt',
    'Chi risponde',
    '担当者',
  ],
  online: [
    'Online now',
    'En línea ahora',
    'Jetzt online',
    'En ligne',
    'Online agora',
    'Nu online',
    'Online ora',
    'オンライン',
  ],
  replies: [
    'Usually replies within {time}',
    'Suele responder en {time}',
    'Antwortet meist innerhalb von {time}',
    'Répond généralement en {time}',
    'Costuma responder em {time}',
    'Antwoordt meestal binnen {time}',
    'Di solito risponde entro {time}',
    '通常{time}以内に返信',
  ],
  minutes: [
    '{n} minutes',
    '{n} minutos',
    '{n} Minuten',
    '{n} minutes',
    '{n} minutos',
    '{n} minuten',
    '{n} minuti',
    '{n}分',
  ],
  hour: ['an hour', 'una hora', 'einer Stunde', 'une heure', 'uma hora', 'een uur', 'un’ora', '1時間'],
  hours: ['{n} hours', '{n} horas', '{n} Stunden', '{n} heures', '{n} horas', '{n} uur', '{n} ore', '{n}時間'],
  day: ['a day', 'un día', 'einem Tag', 'une journée', 'um dia', 'een dag', 'un giorno', '1日'],
  needsScript: [
    'The chat needs JavaScript. Please switch it on to write to us.',
    'El chat necesita JavaScript. Actívalo para escribirnos.',
    'Der Chat braucht JavaScript. Bitte schalten Sie es ein, um uns zu schreiben.',
    'La messagerie a besoin de JavaScript. Activez-le pour nous écrire.',
    'O chat precisa de JavaScript. Ative-o para nos escrever.',
    'De chat heeft JavaScript nodig. Zet het aan om ons te schrijven.',
    'La chat ha bisogno di JavaScript. Attivalo per scriverci.',
    'チャットにはJavaScriptが必要です。有効にしてください。',
  ],
  paused: [
    'This link is taking a break',
    'Este enlace está en pausa',
    'Dieser Link macht gerade Pause',
    'Ce lien est en pause',
    'Este link está em pausa',
    'Deze link is even gepauzeerd',
    'Questo link è in pausa',
    'このリンクは一時停止中です',
  ],
  pausedText: [
    'Please come back later, or ask whoever sent it to you.',
    'Vuelve más tarde o pregunta a quien te lo envió.',
    'Bitte kommen Sie später wieder oder fragen Sie, wer ihn geschickt hat.',
    'Revenez plus tard, ou demandez à la personne qui vous l’a envoyé.',
    'Volte mais tarde ou pergunte a quem o enviou.',
    'Kom later terug, of vraag het aan wie hem stuurde.',
    'Torna più tardi o chiedi a chi te l’ha inviato.',
    '時間をおいて再度お試しいただくか、送信者にお問い合わせください。',
  ],
  ended: [
    'This link has ended',
    'Este enlace ha caducado',
    'Dieser Link ist abgelaufen',
    'Ce lien a expiré',
    'Este link expirou',
    'Deze link is verlopen',
    'Questo link è scaduto',
    'このリンクは終了しました',
  ],
  endedText: [
    'Ask whoever sent it to you for a new one.',
    'Pide uno nuevo a quien te lo envió.',
    'Fragen Sie, wer ihn geschickt hat, nach einem neuen.',
    'Demandez-en un nouveau à la personne qui vous l’a envoyé.',
    'Peça um novo a quem o enviou.',
    'Vraag een nieuwe aan wie hem stuurde.',
    'Chiedine uno nuovo a chi te l’ha inviato.',
    '送信者に新しいリンクをご依頼ください。',
  ],
  unknown: [
    'There is no such link',
    'Este enlace no existe',
    'Diesen Link gibt es nicht',
    'Ce lien n’existe pas',
    'Este link não existe',
    'Deze link bestaat niet',
    'Questo link non esiste',
    'このリンクは存在しません',
  ],
  unknownText: [
    'Please check the address.',
    'Comprueba la dirección.',
    'Bitte prüfen Sie die Adresse.',
    'Vérifiez l’adresse.',
    'Verifique o endereço.',
    'Controleer het adres.',
    'Controlla l’indirizzo.',
    'アドレスをご確認ください。',
  ],
  away: [
    'One moment, please',
    'Un momento, por favor',
    'Einen Moment bitte',
    'Un instant, s’il vous plaît',
    'Um momento, por favor',
    'Een ogenblik geduld',
    'Un momento, per favore',
    '少々お待ちください',
  ],
  awayText: [
    'This page is not available right now. Please try again shortly.',
    'Esta página no está disponible ahora. Vuelve a intentarlo en breve.',
    'Diese Seite ist gerade nicht verfügbar. Bitte versuchen Sie es gleich noch einmal.',
    'Cette page n’est pas disponible pour le moment. Réessayez dans un instant.',
    'Esta página não está disponível agora. Tente novamente em breve.',
    'Deze pagina is nu niet beschikbaar. Probeer het zo opnieuw.',
    'Questa pagina non è disponibile al momento. Riprova tra poco.',
    '現在このページをご利用いただけません。しばらくしてから再度お試しください。',
  ],
};

/** The words of a language. */
export function pageWords(language: ChatLanguage): PageWords {
  const at = CHAT_LANGUAGES.indexOf(language);
  return Object.fromEntries(Object.entries(LINES).map(([key, line]) => [key, line[at] ?? line[0] ?? ''])) as {
    [Key in keyof PageWords]: string;
  };
}

/** The first language of an `Accept-Language` header that pages are written in; English when there is none. Weights are left aside. */
export function languageAccepted(header: string | null): ChatLanguage {
  const asked = (header ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase());
  return asked.flatMap((code) => CHAT_LANGUAGES.find((one) => one === code) ?? [])[0] ?? 'en';
}

/** `20 minutes`, `an hour`, `3 hours`, `a day`, in the words' language. */
export function timeWords(words: PageWords, minutes: number): string {
  if (minutes < 50)
    return words.minutes.replace('{n}', String(Math.max(2, minutes < 10 ? minutes : Math.round(minutes / 5) * 5)));
  if (minutes < 90) return words.hour;
  const hours = Math.round(minutes / 60);
  return hours < 20 ? words.hours.replace('{n}', String(hours)) : words.day;
}
