import type { CannedReply, ConversationDetail } from '../../../../wire/api/conversations.ts';

/** What stands after the slash that the text begins with, or null: `/pri` asks for replies called like "pri". */
export function slashWord(text: string): string | null {
  const match = /^\/([\p{L}\p{N}_-]*)$/u.exec(text);
  return match ? (match[1] ?? '') : null;
}

export function matchingReplies(replies: readonly CannedReply[], word: string): readonly CannedReply[] {
  const wanted = word.toLowerCase();
  return replies
    .filter((one) => one.title.toLowerCase().includes(wanted))
    .sort((a, b) => Number(b.title.toLowerCase().startsWith(wanted)) - Number(a.title.toLowerCase().startsWith(wanted)))
    .slice(0, 8);
}

/** `{name}` becomes the first name, `{company}` the account; unknown ones leave no hole in the sentence. */
export function filledReply(text: string, { contact }: Pick<ConversationDetail, 'contact'>): string {
  const first = contact.name?.split(/\s+/)[0] ?? '';
  return text
    .replaceAll('{name}', first)
    .replaceAll('{company}', contact.account?.name ?? 'your company')
    .replace(/ +([,.!?])/g, '$1');
}
