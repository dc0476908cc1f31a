import { tokensOf } from './tokens.ts';

/**
 * Whether a message says nothing about why somebody came: a greeting, thanks, a bare "help", a test of the chat, an emoji, a lone letter. A conversation
 * of such messages alone is Unknown and never final. Unknown words are not small talk.
 */
export function isSmallTalk(message: string): boolean {
  const words = tokensOf(message).map(({ word }) => word);
  if (words.length > WORDS_MAX) return false;
  return words.every((word) => EMPTY.has(word) || NOTHING.test(word) || LAUGHTER.test(word) || STRETCHED.test(word));
}

const WORDS_MAX = 12;
const NOTHING = /^(?:#1|[?!]|<emoji>|\p{L})$/u;
const LAUGHTER = /^(?:(?:ha|he|hi|ja|je|k|rs|w){2,}h?|lo+l+|x+d+|l+ol)$/;
const STRETCHED =
  /^(?:h+e+y+|h+i+|h+e+l+o+|a?l+o+|o+i+e*|y+o+|h+m+|e+h+|a+h+|o+h+|u+h+|s+u+p+|h+o+l+a+|c+i+a+o+|o+l+a+|k+|p+i+n+g+|t+e+s+t+)$/;

const EMPTY: ReadonlySet<string> = new Set(
  [
    'hi hello hey heya hiya howdy yo sup greetings morning good afternoon evening night day dear sir madam team all everyone folks guys there hallo hullo',
    'are you is anyone anybody somebody someone here around online available up how do how are things whats going well hope this finds day doing',
    'thanks thank thx ty tysm cheers many very much so a lot appreciated bye goodbye later see ya ok okay k kk cool great nice fine sure yes no yep yeah nope right then lovely perfect awesome',
    'test tests testing tester check checking just working works work mic one two three please ignore ping pong message only the chat box it does',
    'weekend have help info information question quick interested more details me',
    'hola buenas buenos dias tardes noches que tal como estas estan hay alguien ahi gracias muchas adios vale prueba probando saludos estimados oye',
    'hallo guten tag moin servus morgen abend gruss gott grusse grussezi gruezi wie gehts geht es ihnen dir ist da jemand danke schon sehr vielen tschuss hey huhu na',
    'bonjour bonsoir salut coucou ca va comment allez vous merci beaucoup bien au revoir quelquun il y a la allo essai bjr slt bonne journee',
    'ola oi oie opa bom boa dia tarde noite tudo bem tem alguem ai obrigado obrigada valeu tchau teste testando e td blz beleza',
    'hoi goedemorgen goedemiddag goedenavond goedendag dag alles goed hoe gaat het is er iemand bedankt dank je wel doei groetjes middag goeie hee',
    'ciao salve buongiorno buonasera buona giornata sera come stai va ce qualcuno grazie mille prova pronto arrivederci gentilissimi',
    'こんにちは こんばんは おはよう おはようございます ございます はじめまして もしもし どうも ありがとう ありがとうございます よろしく よろしくお お 願 願い いします します テスト すみません こんにちわ 誰かいますか',
    'test123 asdf qwerty asdfgh asd qwe',
  ].flatMap((line) => line.split(' ')),
);
