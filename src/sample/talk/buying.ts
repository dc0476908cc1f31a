/** People who may buy, in the order of how long ago it was. */
import { act, assign, type Dialogue, email, lead, note, rep, retype, tap } from './dialogue.ts';

export const BUYING: readonly Dialogue[] = [
  {
    ...{ who: 'hot', at: { page: 'pricing' }, hoursAgo: [0.015, 0.03], rep: 'mara' },
    lines: [
      lead(0, 'Hi, how much would Depot be for 200 technicians if we pay yearly?'),
      lead(0.8, 'and is there a discount for a three year contract?'),
    ],
  },
  {
    ...{ who: 'buyer', at: { page: 'shiftloom' }, hoursAgo: [0.15, 0.25], rep: 'tom' },
    lines: [
      lead(0, 'We run 45 engineers on Shiftloom and the contract ends in March. What would moving to you cost us?'),
      rep(
        4,
        'Hello {lead}, good timing. For 45 engineers Depot is €1,530 a month, or €1,260 billed yearly. Moving your jobs and customers over is part of it.',
      ),
      lead(2, 'ok. who does the import, you or us?'),
      rep(
        3,
        'We do. You send an export, a planner of ours maps it with you in one call, and you run both boards side by side for a week.',
      ),
      lead(6, 'That would work. Can you send me a quote for 45 seats, yearly, with the workshop?'),
    ],
  },
  {
    ...{ who: 'hot', at: { page: 'bookDemo' }, hoursAgo: [0.6, 0.9], rep: 'mara' },
    lines: [
      lead(0, 'I would like to see a demo with our own data before the board meeting on the 28th. Is that possible?'),
      rep(
        2,
        'Yes, {lead}. Send me two weeks of jobs as a spreadsheet and I prepare your own board. 45 minutes are enough. Who will join?',
      ),
      lead(5, 'Me, our COO and two dispatchers. I can send the file tonight.'),
      note(1, 'Four people, budget is approved according to the form. Prepare the board by Thursday.'),
      rep(1, 'Perfect. I hold Thursday 10:00 and 14:00 for you. Tell me which one when you send it.'),
    ],
  },
  {
    ...{ who: 'hot', at: { link: 'signature' }, hoursAgo: [1.8, 2.4], rep: 'mara' },
    lines: [
      lead(
        0,
        'Hi Mara, your offer looks good. Legal asks if we can have the data processing agreement before we sign.',
      ),
      rep(9, 'Hi {lead}, of course. It is on its way to you; the list of sub-processors is on the last page.'),
      lead(3, 'got it, thanks. If they are happy we order this week.'),
      rep(2, 'Wonderful. I keep the start on the 1st free for {company}.'),
    ],
  },
  {
    ...{ who: 'buyer', country: 'FR', language: 'fr-FR', at: { page: 'pricing' }, hoursAgo: [4.2, 5.5], rep: 'mara' },
    lines: [
      lead(0, 'Bonjour, quel est le tarif pour 60 techniciens et est-ce que la facturation annuelle est obligatoire ?'),
      rep(
        7,
        'Bonjour {lead}, pour 60 techniciens la formule Depot revient à 2 040 € par mois, ou 1 680 € en paiement annuel. L’annuel n’est pas obligatoire.',
      ),
      lead(4, 'Merci. Nous avons un budget pour cette année, pouvez-vous m’envoyer un devis ?'),
      rep(5, 'Avec plaisir. Il part cet après-midi à votre adresse, avec la date de démarrage en option.'),
    ],
  },
  {
    ...{ who: 'buyer', at: { page: 'contact' }, hoursAgo: [13, 15], rep: 'tom' },
    lines: [
      lead(0, 'Do you support several depots on one board? We have 4 sites and about 130 people in the field.'),
      rep(
        12,
        'Hello {lead}, yes, that is what Region is for: one board, one set of customers, each depot with its own planners.',
      ),
      lead(400, 'Good. Please send me pricing for Region, we need to decide before the quarter ends.'),
    ],
  },
  {
    ...{ who: 'buyer', country: 'DE', language: 'de-DE', at: { page: 'preise' }, hoursAgo: [18, 22], rep: 'mara' },
    lines: [
      lead(0, 'Guten Tag, was kostet Ovenbird für 80 Monteure inklusive Einführung?'),
      rep(
        6,
        'Guten Tag {lead}, bei 80 Monteuren sind es 2.720 € im Monat, bei jährlicher Zahlung 2.240 €. Import und der erste Workshop sind enthalten.',
      ),
      lead(3, 'Und können wir das vor dem Kauf mit einem Standort testen?'),
      rep(4, 'Gern: 21 Tage, mit allem. Ich lege Ihnen den Standort an, Sie schicken mir nur die Liste der Monteure.'),
    ],
  },
  {
    ...{ who: 'hot', at: { page: 'pricing' }, hoursAgo: [30, 38], rep: 'tom' },
    lines: [
      lead(0, 'We want to buy 60 Depot seats. Can we pay by invoice, 30 days?'),
      rep(1, 'Hello {lead}, yes, by invoice and yearly. I can have the order form with you within the hour.'),
      lead(2, 'Great, please do. Start on the first of next month.'),
      rep(40, 'Sent. Sign when you are ready, and {company} is live the same day.'),
      lead(55, 'Signed!'),
      rep(3, 'Welcome aboard! Inês will call you tomorrow about the import.'),
      act(1, 'qualify'),
    ],
  },
  {
    ...{ who: 'buyer', at: { page: 'security' }, hoursAgo: [44, 54], rep: 'tom' },
    lines: [
      lead(0, 'Before we go on with procurement: where is the data stored, and do you have SOC 2?'),
      rep(
        18,
        'Hello {lead}, in Frankfurt and Dublin, your choice on Region. The SOC 2 Type II report is from June; I can send it under an NDA.',
      ),
      lead(5, 'Please do. Our IT needs it before we can order.'),
      rep(9, 'The NDA is in your inbox. The report follows as soon as it is signed.'),
    ],
  },
  {
    ...{ who: 'buyer', country: 'ES', language: 'es-ES', at: { page: 'precios' }, hoursAgo: [66, 78], rep: 'ines' },
    lines: [
      lead(0, 'Hola, ¿cuánto cuesta para 25 técnicos? Queremos contratar antes de fin de mes.'),
      rep(
        8,
        'Hola {lead}: con 25 técnicos, Depot son 850 € al mes, o 700 € con pago anual. La importación está incluida.',
      ),
      lead(6, 'Perfecto, ¿me puede enviar un presupuesto a nombre de {company}?'),
      rep(10, 'Enviado. Si lo aprueban esta semana, empiezan el lunes.'),
      note(1, 'They compare us with a spreadsheet, not with Shiftloom. Call on Thursday.'),
    ],
  },
  {
    ...{ who: 'newcomer', at: { link: 'linkedin' }, hoursAgo: [70, 84], rep: 'tom' },
    lines: [
      lead(0, 'I saw your ad. Does the field app work without reception, in lift shafts and cellars?'),
      lead(1, 'we need that for 30 technicians, otherwise there is no point in looking at prices'),
      email(2),
      rep(
        95,
        'Hello {lead}, it does: the day is on the phone, and what was signed in the cellar is sent when there is air again. Shall I set up a trial for two of your technicians?',
      ),
    ],
  },
  {
    ...{ who: 'buyer', at: { page: 'dispatch' }, hoursAgo: [94, 110], rep: 'mara' },
    lines: [
      lead(0, 'Can the live board show skills, so that a gas job only goes to somebody with a gas licence?'),
      rep(5, 'Yes: skills and their expiry dates are on each person, and the board only offers who may do the job.'),
      lead(3, 'That is exactly what we lack today. What is the price for 18 people?'),
      rep(
        2,
        '{lead}, for 18 people Depot is €612 a month. Crew ends at 15. Would you like to try it with your own jobs?',
      ),
      lead(8, 'I will talk to my boss and come back to you.'),
      rep(2, 'Take your time. I am here.'),
    ],
  },
  {
    ...{ who: 'stranger', at: { link: 'linkedin' }, hoursAgo: [120, 140], rep: 'tom' },
    lines: [
      lead(0, 'just looking around, thanks'),
      tap(0.5, 'Unknown'),
      rep(6, 'Of course. If a question comes up, this window stays open.'),
      act(30, 'close'),
    ],
  },
  {
    ...{ who: 'buyer', at: { page: 'planner' }, hoursAgo: [210, 235], rep: 'tom' },
    lines: [
      lead(0, 'What does the planner do when two emergencies come in at once? We had 14 last Friday.'),
      rep(
        22,
        'It moves what can be moved and shows you what each choice costs: whose visit is late, by how long. You press one button.',
      ),
      lead(4, 'And is that in the Crew plan, or do we need to pay for Depot?'),
      rep(3, 'The suggestion is in both; live dispatch to the phones is Depot.'),
    ],
  },
  {
    ...{ who: 'buyer', at: { page: 'bookDemo' }, hoursAgo: [255, 275], rep: 'mara' },
    lines: [
      lead(
        0,
        'We are replacing our dispatch software this year, 90 users, budget is approved. When can you show us the product?',
      ),
      rep(2, 'Hello {lead}, tomorrow at 9:00 or at 15:30. Which one suits {company}?'),
      lead(3, '15:30 please. Our head of IT joins.'),
      rep(1, 'Booked. You both have an invitation.'),
      act(2, 'qualify'),
    ],
  },
  {
    ...{ who: 'buyer', at: { page: 'pricing' }, hoursAgo: [590, 640], rep: 'tom' },
    lines: [
      lead(0, 'is the price per technician or per device? some of ours have a phone and a tablet'),
      rep(3, 'Per technician, with as many devices as they like.'),
      lead(2, 'Good. Then it would be 22 seats for us, we will discuss it on Monday.'),
      rep(2, 'Thank you, {lead}. The quote for 22 is in your inbox, it is good for 30 days.'),
    ],
  },
  {
    ...{ who: 'buyer', at: { link: 'pricelist' }, hoursAgo: [650, 700], rep: 'mara' },
    lines: [
      lead(
        0,
        'Hello, I have your price list in front of me. Is the volume discount from 100 seats on all seats or only on those above 100?',
      ),
      rep(
        11,
        'On all of them, {lead}. From 100 technicians it is a price of its own, and I would like to hear how you plan today first.',
      ),
      lead(
        6,
        'We have 140 in three countries. Can we get an offer by Friday? The purchase has to go through procurement.',
      ),
      rep(4, 'You can. I call you at 11:00 to ask five questions, and the offer is with you on Thursday.'),
      lead(3, 'Perfect.'),
      act(15, 'qualify'),
    ],
  },
  {
    ...{ who: 'buyer', at: { link: 'fair' }, hoursAgo: [352, 372], rep: 'mara' },
    lines: [
      lead(
        0,
        'We just talked at your stand. You wanted to send me the price for 75 people including the parts module?',
      ),
      rep(
        14,
        'Hello {lead}, good to meet you! Parts and stock are in Depot: 75 people are €2,550 a month, €2,100 yearly.',
      ),
      lead(3, 'ok that is within our budget'),
      rep(5, 'Then I send the offer today, and we talk when you are back home.'),
      act(400, 'qualify'),
    ],
  },
  {
    ...{ who: 'newcomer', at: { link: 'fair' }, hoursAgo: [362, 390], rep: 'tom' },
    lines: [
      lead(
        0,
        'Scanned your code in hall 7. Do you integrate with our ERP for invoicing? We want to buy something this year.',
      ),
      email(1),
      rep(170, 'Hello {lead}, thank you for coming by. Yes, by API and webhooks, in the Depot plan. Which ERP is it?'),
    ],
  },
  {
    ...{ who: 'stranger', at: { link: 'fair' }, hoursAgo: [368, 392], rep: 'tom' },
    lines: [
      lead(0, 'which stand are you at?'),
      rep(2, 'Hall 7, stand C14, next to the coffee. See you!'),
      act(20, 'close'),
    ],
  },
  {
    ...{ who: 'buyer', at: { link: 'webinar' }, hoursAgo: [1180, 1230], rep: 'tom' },
    lines: [
      lead(0, 'Thanks for the webinar. Could I get the template for the winter rota, and a price for 12 technicians?'),
      rep(25, 'Hello {lead}, the template is attached to the follow-up mail. 12 technicians on Crew are €228 a month.'),
      lead(10, 'thank you, will look at it with the team'),
    ],
  },
  {
    ...{ who: 'buyer', at: { page: 'northgate' }, hoursAgo: [1470, 1520], rep: 'mara' },
    lines: [
      lead(
        0,
        'Northgate says eleven more visits a day. How many people is that with? We are about 110 and would buy if it holds for us.',
      ),
      rep(6, 'They are 96. I can put you in touch with their head of service, {lead}.'),
      lead(5, 'That would be great, and an offer for 110 seats please.'),
      rep(8, 'Done, both are in your inbox.'),
      act(60, 'qualify'),
    ],
  },
  {
    ...{ who: 'buyer', at: { page: 'compare' }, hoursAgo: [1760, 1830], rep: 'tom' },
    lines: [
      lead(0, 'What do you do better than Shiftloom? Their quote is 20% lower than your list price.'),
      rep(
        16,
        'Planners are free with us, and travel time is measured, not guessed. With your 8 planners we are cheaper from the first month.',
      ),
      lead(7, 'interesting, can you put that in numbers for me?'),
      rep(30, 'Here you are, {lead}: the sheet is in your inbox.'),
      assign(5, 'mara'),
      note(3, 'Tom is on leave from tomorrow. I follow up.', 'mara'),
      rep(900, 'Hello {lead}, did the numbers help? I am Mara, and stand in for Tom.', 'mara'),
      lead(60, 'They did, but we stay with what we have for this year. Maybe next spring.'),
      rep(10, 'Thank you for telling me. I write to you in February.', 'mara'),
      act(2, 'close'),
    ],
  },
  {
    ...{ who: 'student', at: { page: 'blogTravel' }, hoursAgo: [140, 160], rep: 'ines' },
    lines: [
      lead(
        0,
        'Hello, I write my thesis about travel time models. May I cite the numbers from your blog post, and is there raw data?',
      ),
      rep(33, 'Hello {lead}, you may. The raw data belongs to customers, but I can send you the method.'),
      retype(1, 'Unknown'),
      lead(12, 'That would help a lot, thank you!'),
      rep(6, 'Sent. Good luck with the thesis!'),
      act(2, 'close'),
    ],
  },
];
