import type { TeamMessage } from '../../../../wire/api/conversations.ts';

type Details = Readonly<Record<string, string>>;
type Said = Pick<TeamMessage, 'event' | 'rep' | 'name' | 'text'>;

const SENTENCES: Readonly<Record<string, (details: Details, by: string, said: Said) => string>> = {
  joined: (details, by) => `${details['name'] ?? (by || 'Somebody of the team')} joined`,
  assigned: (details, by) => {
    if (!details['name'] && !details['rep']) return `Given back to the team${byWords(by)}`;
    return details['name'] === by ? `${by} took the conversation` : `Assigned to ${details['name']}${byWords(by)}`;
  },
  status: (details, by) =>
    details['status'] === 'open'
      ? `Opened again${byWords(by)}`
      : `Status changed to ${details['status']}${byWords(by)}`,
  closed: (_, by) => `Closed${byWords(by)}`,
  type: (details, by) => `Type is ${details['type']}${by ? `, says ${by}` : ''}`,
  email_saved: (_, __, said) => (said.text ? `Left the e-mail address ${said.text}` : 'Left an e-mail address'),
};

const byWords = (by: string): string => (by ? ` by ${by}` : '');

/** What a system line says. A word this screen does not know is shown as it is, with what came with it. */
export function eventWords(said: Said): string {
  const { event } = said;
  if (!event) return said.text;
  const sentence = SENTENCES[event.word];
  if (sentence) return sentence(event.details, said.rep?.name ?? said.name ?? '', said);
  const word = event.word.replaceAll('_', ' ');
  const details = Object.values(event.details).join(', ');
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}${details ? `: ${details}` : ''}`;
}
