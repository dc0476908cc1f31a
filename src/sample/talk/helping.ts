/** Customers who need help. */
import { act, assign, type Dialogue, lead, note, rep, tap } from './dialogue.ts';

export const HELPING: readonly Dialogue[] = [
  {
    ...{ who: 'customer', at: { page: 'helpSignIn' }, hoursAgo: [0.1, 0.16], rep: 'ines' },
    lines: [
      lead(0, 'I cannot sign in since this morning, it says my session is invalid. Single sign-on.'),
      rep(3, 'Hello {lead}, sorry about that. Is it only you, or your colleagues at {company} too?'),
      lead(1, 'all three planners'),
      rep(
        4,
        'Thank you. Your company’s certificate ran out at midnight. I have sent your admin the page where the new one goes; until then I open password log-in for you.',
      ),
    ],
  },
  {
    ...{ who: 'customer', at: { page: 'helpNotifications' }, hoursAgo: [3.1, 3.9], rep: 'ines' },
    lines: [
      lead(0, 'Two of our technicians do not get notifications on Android any more, the app is up to date'),
      act(2, 'take'),
      lead(55, 'it happened again just now, an emergency was seen 40 minutes late. please help'),
    ],
  },
  {
    ...{ who: 'customer', at: { page: 'docsImport' }, hoursAgo: [26, 33], rep: 'ines' },
    lines: [
      lead(0, 'The import of jobs stops at row 412 with "unknown depot". How do I fix that?'),
      rep(7, 'Row 412 says "Depot North " with a space at the end. Remove it, and the rest goes through.'),
      lead(4, 'That was it, thanks!'),
      rep(1, 'Glad to hear it, {lead}. I have written it down for the team: the import should forgive a space.'),
      act(1, 'close'),
    ],
  },
  {
    ...{ who: 'customer', at: { page: 'docsCalendar' }, hoursAgo: [50, 60], rep: 'ines' },
    lines: [
      lead(0, 'calendar sync shows every visit twice since we switched to the new Outlook'),
      rep(
        12,
        'Hello {lead}, the old connection is still alive. Settings, Calendars, remove the one with the grey dot.',
      ),
      lead(9, 'works again'),
      act(4, 'close'),
    ],
  },
  {
    ...{ who: 'stranger', at: { page: 'help' }, hoursAgo: [46, 52], rep: 'ines' },
    lines: [lead(0, 'the app crashes when I take a photo of the meter. iPhone 13'), lead(0.7, 'anyone??')],
  },
  {
    ...{ who: 'customer', at: { page: 'helpContact' }, hoursAgo: [122, 132], rep: 'ines' },
    lines: [
      lead(0, 'Our invoice from last month has 31 technicians on it but we only had 29. Can you correct it?'),
      rep(
        35,
        'Hello {lead}, I see two who had a single visit on the 2nd. That counts by the contract, but they were test accounts, so you get a credit note.',
      ),
      lead(6, 'That is fair, thank you.'),
      rep(2, 'It is in your billing page.'),
      act(1, 'close'),
    ],
  },
  {
    ...{ who: 'customer', at: { page: 'docsApi' }, hoursAgo: [240, 260], rep: 'ines' },
    lines: [
      lead(0, 'The webhook for finished visits comes twice since yesterday, our ERP books everything double.'),
      rep(5, 'We retry when we get no answer within ten seconds. Is your endpoint slow since yesterday?'),
      lead(11, 'yes, it was the backup job. can I tell duplicates apart?'),
      rep(3, 'By the header Ovenbird-Event-Id: the same on every retry.'),
      lead(2, 'perfect'),
      act(3, 'close'),
    ],
  },
  {
    ...{ who: 'customer', country: 'DE', language: 'de-DE', at: { page: 'help' }, hoursAgo: [520, 550], rep: 'ines' },
    lines: [
      lead(0, 'Hallo, seit dem Update fehlen bei uns die Unterschriften auf den Berichten. Woran liegt das?'),
      rep(
        9,
        'Hallo {lead}, das war unser Fehler von gestern Abend. Die Unterschriften sind da, nur der Bericht zeigt sie nicht; in einer Stunde ist es behoben.',
      ),
      lead(70, 'Jetzt sind sie wieder da, danke für die schnelle Hilfe!'),
      act(5, 'close'),
    ],
  },
  {
    ...{ who: 'customer', at: { page: 'login' }, hoursAgo: [780, 820], rep: 'ines' },
    lines: [
      lead(0, 'lost my phone yesterday, can somebody else read our customer data on it?'),
      rep(2, 'Not without your PIN. I have signed it out now, {lead}, so nothing new reaches it either.'),
      lead(1, 'thank you so much'),
      rep(1, 'Your new phone only needs the code from your planner.'),
      act(10, 'close'),
    ],
  },
  {
    ...{ who: 'customer', at: { page: 'helpContact' }, hoursAgo: [1300, 1350], rep: 'tom' },
    lines: [
      lead(0, 'hi'),
      tap(0.4, 'Support'),
      lead(0.6, 'one of our planners left, how do I delete her account without losing her jobs?'),
      rep(6, 'Hello {lead}, I hand you to Inês, who knows this best.'),
      assign(1, 'ines'),
      rep(4, 'Hello! People, her name, Hand over, then Delete. Her jobs go to whom you choose.', 'ines'),
      lead(5, 'done, thanks'),
      note(1, 'Asked for the second time this month. The button should say what it does.', 'ines'),
      act(1, 'close'),
    ],
  },
  {
    ...{
      who: 'customer',
      country: 'ES',
      language: 'es-ES',
      at: { page: 'docsStart' },
      hoursAgo: [1880, 1930],
      rep: 'ines',
    },
    lines: [
      lead(0, 'Hola, no consigo activar la sincronización del calendario, me da error 403'),
      rep(6, 'Hola {lead}: falta un permiso en Google. Le acabo de enviar el enlace para aceptarlo.'),
      lead(5, 'Ya funciona, gracias'),
      act(2, 'close'),
    ],
  },
];
