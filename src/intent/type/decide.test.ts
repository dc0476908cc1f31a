import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATEGORIES, INTENT_TYPES, type IntentType, SIGNAL_KINDS } from '../../../wire/signal.ts';
import { decideType } from './decide.ts';
import { openTypeModel } from './store.ts';
import type { TypeInput, TypeSignal } from './verdict.ts';

const model = await openTypeModel();
const decide = (input: Partial<TypeInput>) => decideType(model, { messages: [], signals: [], answer: null, ...input });
const saying = (...messages: string[]) => decide({ messages });
const sees = (category: TypeSignal['category'], n = 1): TypeSignal => ({ kind: 'page_view', category, path: null, n });

describe('why a lead came', () => {
  it.each<[string, IntentType]>([
    ['how much for 200 seats?', 'Buying'],
    ['¿Cuánto cuesta para 15 usuarios? Queremos contratar este mes.', 'Buying'],
    ['Bitte ein Angebot für 25 Lizenzen', 'Buying'],
    ["Pouvez-vous m'envoyer un devis pour 12 licences ?", 'Buying'],
    ['Queria um orçamento para 10 usuários', 'Buying'],
    ['Kunnen jullie een offerte sturen voor 30 gebruikers?', 'Buying'],
    ['Vorrei un preventivo per 20 postazioni', 'Buying'],
    ['50名で利用したいのですが、見積もりをお願いできますか。', 'Buying'],
    ["I can't log in, the reset email never arrives", 'Support'],
    ['La app se cierra sola desde la actualización', 'Support'],
    ['Seit dem Update fehlen alle Termine', 'Support'],
    ["J'ai été prélevé deux fois pour ma facture", 'Support'],
    ['O aplicativo não abre e preciso do relatório', 'Support'],
    ['De app werkt niet meer sinds de update', 'Support'],
    ["Non riesco ad accedere, l'app si blocca", 'Support'],
    ['ログインできません。パスワードを忘れました。', 'Support'],
    ['is the welder position still open?', 'Job seeker'],
    ['Mandé mi currículum para la vacante y no sé nada', 'Job seeker'],
    ['Ich habe mich auf die Stelle beworben und warte auf Antwort', 'Job seeker'],
    ["J'ai postulé pour le poste de comptable, des nouvelles ?", 'Job seeker'],
    ['Ainda tem vaga de motorista? Mandei meu currículo', 'Job seeker'],
    ['Is de vacature nog open? Ik wil solliciteren', 'Job seeker'],
    ['Ho inviato la mia candidatura, ci sono novità?', 'Job seeker'],
    ['面接の結果はいつ頃わかりますか', 'Job seeker'],
    ['We would like to become a reseller in Norway. What margin do you give?', 'Partnership'],
    ['Quisiéramos distribuir sus productos en Perú', 'Partnership'],
    ['Habt ihr ein Partnerprogramm mit Provision für Vermittlungen?', 'Partnership'],
    ['Nous souhaitons devenir revendeur de vos produits', 'Partnership'],
    ['Queremos revender o produto, vocês têm programa de parceria?', 'Partnership'],
    ['Wij willen jullie product verkopen, hebben jullie een partnerprogramma?', 'Partnership'],
    ['Vorremmo diventare rivenditori, avete un programma di partnership?', 'Partnership'],
    ['御社の代理店になりたいのですが、提携の条件を教えてください', 'Partnership'],
    ['tell me a joke about accountants', 'Unknown'],
    ['earn 900 a day with bitcoin, whatsapp me now', 'Unknown'],
  ])('%s: %s', (message, type) => {
    expect(saying(message).type).toBe(type);
  });

  it('is Unknown until there is a message, whatever the pages suggest', () => {
    const verdict = decide({ signals: [sees('Find a Job', 5)] });
    expect(verdict).toMatchObject({ type: 'Unknown', final: false, ask: false });
    expect(verdict.probabilities['Job seeker']).toBe(Math.max(...Object.values(verdict.probabilities)));
    expect(verdict.evidence).toMatchObject([{ kind: 'signals', text: 'Find a Job x 5', type: 'Job seeker' }]);
  });

  it('takes several messages together, however a lead cuts them up', () => {
    const cut = saying('hello', 'we have 30 clinics', 'and need a quote', 'for your scheduling tool');
    expect(cut).toMatchObject({ type: 'Buying', final: true, ask: false });
  });

  it('is tipped by pages where words say little, not where they say much', () => {
    const job = { messages: ['is it still available?'] };
    const odds = (signals: TypeSignal[]) => {
      const chance = decide({ ...job, signals }).probabilities['Job seeker'];
      return chance / (1 - chance);
    };
    expect(odds([sees('Find a Job')])).toBeGreaterThan(odds([]) * 2);
    const clear = decide({
      messages: ['how much for 200 seats, can you send a quote?'],
      signals: [sees('Find a Job', 3)],
    });
    expect(clear.type).toBe('Buying');
  });

  it('asks when words leave it open, and is settled by the answer', () => {
    const open = saying('about that email you sent');
    expect(open).toMatchObject({ final: false, ask: true });
    expect(decide({ messages: ['about that email you sent'], answer: 'Partnership' })).toMatchObject({
      ...{ type: 'Partnership', final: true, ask: false },
      evidence: [{ kind: 'answer', type: 'Partnership' }],
    });
  });

  it('shows the words that decided, as they were written', () => {
    const { evidence } = saying('Hello! Could you send me a Quote for 40 licences?');
    expect(evidence.length).toBeLessThanOrEqual(5);
    expect(evidence.map(({ text }) => text).join(' ')).toMatch(/Quote/);
    expect(evidence.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
  });

  it.each([
    ['how much for 200 seats?', 'how much for 200 seats'],
    ['hi', 'Do you have a\u00a0reseller programme?', 'reseller programme'],
    ['料金プランを教えてください', '料金プラン'],
  ])('quotes whole phrases without marks: %j', (...given) => {
    const { evidence } = saying(...given.slice(0, -1));
    const quotes = evidence.filter(({ kind }) => kind === 'words').map(({ text }) => text);
    expect(quotes.join(' | ')).toContain(given.at(-1));
    for (const quote of quotes) expect(quote).not.toMatch(/^[?!\s]|[?!\s]$|\s{2}/);
  });

  it('reads crafted text in bounded time', () => {
    const crafted = ['a.'.repeat(50_000), '-@'.repeat(50_000), 'ﷺ'.repeat(50_000), 'a-'.repeat(50_000)];
    for (const text of crafted) saying(text);
    const began = performance.now();
    for (const text of crafted) saying(text);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

const GREETINGS = [
  'hi',
  'Hello!',
  'good morning',
  '...',
  '👋',
  'test',
  'hola',
  'Guten Tag',
  'bonjour',
  'oi',
  'hoi',
  'ciao',
  'こんにちは',
  'thanks',
  '1',
];

describe('a verdict', () => {
  const signal = fc.record({
    kind: fc.constantFrom(...SIGNAL_KINDS),
    category: fc.constantFrom(...CATEGORIES),
    path: fc.constant(null),
    n: fc.integer({ min: 1, max: 50 }),
  });
  const input = fc.record({
    messages: fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...GREETINGS, 'how much is it?')), {
      maxLength: 4,
    }),
    signals: fc.array(signal, { maxLength: 8 }),
    answer: fc.option(fc.constantFrom(...INTENT_TYPES)),
  });

  it('has probabilities that sum to 1, the confidence among them, and asks only after a message', () => {
    fc.assert(
      fc.property(input, (given) => {
        const verdict = decideType(model, given);
        expect(Object.values(verdict.probabilities).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 6);
        expect(verdict.confidence).toBeCloseTo(verdict.probabilities[verdict.type], 6);
        if (given.messages.length === 0 && given.answer === null)
          expect(verdict).toMatchObject({ ask: false, final: false });
        if (given.answer !== null) expect(verdict).toMatchObject({ type: given.answer, final: true, ask: false });
        expect(verdict.final && verdict.ask).toBe(false);
      }),
    );
  });

  it('of greetings alone is Unknown and never final, whatever was looked at', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...GREETINGS), { minLength: 1, maxLength: 4 }),
        fc.array(signal, { maxLength: 8 }),
        (messages, signals) => {
          expect(decide({ messages, signals })).toMatchObject({ type: 'Unknown', final: false, ask: true });
        },
      ),
    );
  });

  it('does not depend on the order of signals, nor on how their counts are split', () => {
    fc.assert(
      fc.property(fc.array(signal, { maxLength: 8 }), fc.string(), (signals, message) => {
        const split = signals.flatMap((one) =>
          one.n > 1
            ? [
                { ...one, n: 1 },
                { ...one, n: one.n - 1 },
              ]
            : [one],
        );
        expect(decide({ messages: [message], signals: split.toReversed() })).toEqual(
          decide({ messages: [message], signals }),
        );
      }),
    );
  });
});
