type Details = Readonly<Record<string, string>>;

const by = (details: Details): string => (details['by'] && details['by'] !== 'Knock' ? ` by ${details['by']}` : '');
const name = (details: Details): string => details['name'] ?? details['rep'] ?? details['by'] ?? 'Somebody';

const SENTENCES: Readonly<Record<string, (details: Details) => string>> = {
  started: () => 'The conversation began',
  joined: (details) => `${name(details)} joined`,
  left: () => 'The lead left the page',
  taken: (details) => `${name(details)} took the conversation`,
  assigned: (details) => `Assigned to ${name(details)}${details['by'] === details['name'] ? '' : by(details)}`,
  unassigned: (details) => `Given back to the team${by(details)}`,
  status: (details) => `Status changed to ${details['status'] ?? details['to'] ?? 'another'}${by(details)}`,
  closed: (details) => `Closed${by(details)}`,
  reopened: (details) => `Opened again${by(details)}`,
  rejected: (details) => `Rejected${by(details)}`,
  spam: (details) => `Marked as spam${by(details)}`,
  qualified: (details) => `Qualified${by(details)}`,
  type: (details) => `Type is ${details['type'] ?? details['to'] ?? 'Unknown'}${typeBy(details)}`,
  email_saved: (details) => `Left the e-mail ${details['email'] ?? ''}`.trimEnd(),
};

function typeBy(details: Details): string {
  if (details['by'] === 'answer') return ', by their own answer';
  if (details['by'] === 'model' || details['by'] === 'provider') return ', by their words';
  return details['by'] ? `, says ${details['by']}` : '';
}

/** What a system line says. A word this screen does not know yet is shown as it is, with what came with it. */
export function eventWords(event: { word: string; details: Details }): string {
  const sentence = SENTENCES[event.word];
  if (sentence) return sentence(event.details);
  const word = event.word.replaceAll('_', ' ');
  const details = Object.values(event.details).join(', ');
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}${details ? `: ${details}` : ''}`;
}
