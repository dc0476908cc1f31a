import type { IdentityKind } from '../../../wire/api/words.ts';

const NOUN: Readonly<Record<IdentityKind, string>> = {
  browser: 'browser',
  user: 'user id',
  email: 'e-mail address',
  link: 'link recipient',
};

/** The identity that a ledger row is about, and the member who acted, if one did. */
export interface About {
  readonly kind: IdentityKind;
  readonly actor: string | null;
}

// One sentence for each word that the ledger's rules write.
const SENTENCES: Readonly<Record<string, (what: string, who: string) => string>> = {
  first_signal: (what) => `The first signal of this ${what} began a contact of its own.`,
  founder: (what) => `This ${what} is what the contact is known by.`,
  stated_email: (what) => `Somebody using this ${what} stated the e-mail address of this contact.`,
  stated_user: (what) => `Somebody using this ${what} signed in as this contact's user.`,
  verified_token: (what) => `A signed identity token proved whose this ${what} is.`,
  recipient_link: (what) =>
    `A link made for this contact was opened with this ${what}, and nothing else says whose it is; links can be passed on.`,
  profile_switch: (what) =>
    `From then on this ${what} said it was somebody else; what came before stays with the earlier person.`,
  merged_by_hand: (_, who) => `${who} said that both are the same person.`,
  unmerged_by_hand: (what, who) => `${who} took the merge back, so the ${what} is its own contact's again.`,
  detached_by_hand: (what, who) => `${who} took this ${what} out, into a contact of its own.`,
  replayed: (what) => `A signal that arrived late changed whose this ${what} was when; its signals were grouped anew.`,
};

/** Why a ledger row was written, in one plain sentence. A word this release does not know is shown as it is. */
export function because(rule: string, about: About): string {
  const sentence = SENTENCES[rule];
  return sentence
    ? sentence(NOUN[about.kind], about.actor ?? 'A member')
    : `By the rule "${rule.replaceAll('_', ' ')}".`;
}

const DUPLICATE_SENTENCES: Readonly<Record<string, string>> = {
  same_browser: 'The same browser was used by both.',
  one_user_two_emails: 'The same user id was said to have both e-mail addresses.',
  same_name: 'Both have the same name at the same company.',
};

/** Why two contacts may be one person. */
export function becauseDuplicate(reason: string): string {
  return DUPLICATE_SENTENCES[reason] ?? `Both were connected by: ${reason.replaceAll('_', ' ')}.`;
}

const ACTED: Readonly<Record<string, string>> = {
  page_view: 'Viewed',
  form_submit: 'Submitted a form on',
  form_start: 'Started a form on',
  link_click: 'Clicked a link on',
  button_click: 'Clicked a button on',
  cta_tap: 'Tapped a call to action on',
  identify: 'Said who they are on',
  knock_link_open: 'Opened a Knock Link',
  knock_link_click: 'Clicked a Knock Link',
  chat_message: 'Wrote in the chat on',
  meeting_booked: 'Booked a meeting on',
};

/** A signal in a few words, as evidence: `Submitted a form on /contact`. */
export function evidenceWords(signal: {
  readonly kind: string;
  readonly path: string | null;
  readonly name: string | null;
}): string {
  const acted = ACTED[signal.kind] ?? (signal.name === null ? 'Sent an event' : `Sent the event ${signal.name}`);
  if (signal.path === null) return acted.replace(/ on$/, '');
  return acted.endsWith(' on') || acted === 'Viewed' ? `${acted} ${signal.path}` : `${acted} on ${signal.path}`;
}
