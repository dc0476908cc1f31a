import type { ChatLanguage } from '../../../wire/chat-limits.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { nl } from './nl.ts';
import { pt } from './pt.ts';

/** Every word the chat says itself. `{name}`, `{time}`, `{n}` and `{size}` are filled in. */
export interface Words {
  readonly openChat: string;
  readonly closeChat: string;
  readonly unread: string;
  readonly greeting: string;
  readonly online: string;
  readonly here: string;
  readonly away: string;
  readonly write: string;
  readonly send: string;
  readonly attach: string;
  readonly emoji: string;
  readonly sound: string;
  readonly drop: string;
  readonly typing: string;
  readonly someoneTyping: string;
  readonly sending: string;
  readonly sent: string;
  readonly seen: string;
  readonly notSent: string;
  readonly again: string;
  readonly remove: string;
  readonly edited: string;
  readonly deleted: string;
  readonly joined: string;
  readonly closed: string;
  readonly emailSaved: string;
  readonly team: string;
  readonly conversation: string;
  readonly newMessages: string;
  readonly offline: string;
  readonly unavailable: string;
  readonly loading: string;
  readonly leaveMessage: string;
  readonly name: string;
  readonly email: string;
  readonly message: string;
  readonly sendMessage: string;
  readonly askEmail: string;
  readonly save: string;
  readonly noThanks: string;
  readonly badEmail: string;
  readonly required: string;
  readonly tooLarge: string;
  readonly wrongType: string;
  readonly failed: string;
  readonly tooMany: string;
  readonly tooLong: string;
  readonly download: string;
}

const ALL: Readonly<Record<ChatLanguage, Words>> = { en, es, de, fr, pt, nl, it, ja };

export function wordsOf(language: ChatLanguage): Words {
  return ALL[language] ?? en;
}

/** `{name} joined` with the name in its place. */
export function fill(words: string, values: Readonly<Record<string, string | number>>): string {
  return words.replace(/\{(\w+)\}/g, (_whole, key: string) => String(values[key] ?? ''));
}
