import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IntentPreview, IntentPreviewAnswer } from '../../wire/intent.ts';
import { compileRules } from '../signals/categorize.ts';
import type { Categorize } from '../signals/subject.ts';
import { preview as previewWith } from './preview.ts';
import { openTypeModel, readMessage } from './type/store.ts';

const model = await openTypeModel();
const preview = (request: IntentPreview, now: number, categorize: Categorize) =>
  previewWith(request, now, categorize, model);

const now = Date.parse('2026-07-15T08:00:00Z');
const at = '2026-07-14T10:00:00Z';

describe('the preview', () => {
  it('scores raw signals and answers in the published shape', () => {
    const request = IntentPreview.parse({
      now: '2026-07-15T08:00:00Z',
      signals: [
        { at, kind: 'page_view', path: '/preise' },
        { at: '2026-07-14T10:01:00Z', kind: 'page_view', url: 'https://www.example.de/de/preise?x=1' },
        { at: '2026-07-14T12:02:00+02:00', kind: 'form_submit', path: '/angebot-anfordern', text: 'Absenden' },
        { at: '2026-07-14T10:03:00Z', kind: 'track', event: 'page_engaged', path: '/preise' },
      ],
      messages: ['Hallo'],
    });
    const answer = preview(request, 0, compileRules([]));
    expect(IntentPreviewAnswer.parse(answer)).toEqual(answer);
    expect(answer.score.value).toBe('High');
    expect(
      answer.score.contributions.map(({ kind, category, count, firstAt, lastAt }) => [
        kind,
        category,
        count,
        firstAt,
        lastAt,
      ]),
    ).toEqual([
      ['form_submit', 'Demo', 1, '2026-07-14T10:02:00.000Z', '2026-07-14T10:02:00.000Z'],
      ['page_view', 'Pricing', 2, '2026-07-14T10:00:00.000Z', '2026-07-14T10:01:00.000Z'],
    ]);
    expect(answer.score.next?.value).toBe('Medium');
    expect(answer.type).toMatchObject({ value: 'Unknown', final: false, ask: true });
  });

  it.each(['1970-01-02', '1990-06-15', '2060-02-29', '2199-12-01'])('scores the same whatever the year: %s', (day) => {
    const on = (date: string) => {
      const stated = ['01', '02', '03'].map((hour) => `${date}T${hour}:00:00Z`);
      const signals = stated.map((hour) => ({ at: hour, kind: 'form_submit' as const, path: '/demo' }));
      const answer = preview({ now: `${date}T08:00:00Z`, signals }, 0, compileRules([]));
      expect(IntentPreviewAnswer.parse(answer)).toEqual(answer);
      const { value, points, next } = answer.score;
      return { value, points, highFor: Date.parse(next?.at ?? '') - Date.parse(date) };
    };
    expect(on(day)).toEqual(on('2026-06-15'));
    expect(on(day).value).toBe('High');
  });

  it('answers in the published shape at any time that the schema takes, and the schema names those it does not', () => {
    const time = fc.date({ min: new Date(0), max: new Date('2199-12-31T23:59:59.999Z'), noInvalidDate: true });
    const kinds = fc.constantFrom(...(['form_submit', 'page_view', 'identify', 'chat_message'] as const));
    const signals = fc.array(fc.record({ at: time.map((at) => at.toISOString()), kind: kinds }), { maxLength: 6 });
    fc.assert(
      fc.property(time, signals, (moment, happened) => {
        const request = IntentPreview.parse({ now: moment.toISOString(), signals: happened });
        const answer = preview(request, 0, compileRules([]));
        expect(IntentPreviewAnswer.parse(answer)).toEqual(answer);
      }),
    );
    for (const year of ['0001', '1969', '2200', '9999']) {
      const refused = IntentPreview.safeParse({ now: `${year}-06-01T00:00:00Z`, signals: [] });
      expect(refused.error?.issues).toMatchObject([{ path: ['now'], message: 'not in the years 1970 to 2199' }]);
    }
  });

  it('forgets what was long before', () => {
    const signals = [{ at: '1970-01-01T00:00:00Z', kind: 'form_submit' as const, path: '/demo' }];
    const { score } = preview({ now: '2199-12-31T00:00:00Z', signals }, 0, compileRules([]));
    expect([score.value, score.points, score.next]).toEqual(['Low', 0, null]);
  });

  it('reads what was said in signals and beyond them, and says why', () => {
    const answer = preview(
      {
        now: '2026-07-15T08:00:00Z',
        signals: [
          { at, kind: 'chat_message', path: '/pricing', text: 'hello' },
          { at: '2026-07-16T10:00:00Z', kind: 'chat_message', text: 'do you have any jobs?' },
        ],
        messages: ['how much would it be for 200 seats?'],
      },
      0,
      compileRules([]),
    );
    expect(IntentPreviewAnswer.parse(answer)).toEqual(answer);
    expect(answer.type).toMatchObject({ value: 'Buying', final: true, ask: false });
    expect(answer.type.evidence.map(({ kind }) => kind)).toContain('words');
  });

  it('keeps the type Unknown without a message, and shows what the pages suggest', () => {
    const { type } = preview({ signals: [{ at, kind: 'page_view', path: '/careers' }] }, now, compileRules([]));
    expect(type).toMatchObject({ value: 'Unknown', final: false, ask: false });
    expect(type.probabilities['Job seeker']).toBe(Math.max(...Object.values(type.probabilities)));
    expect(type.evidence[0]).toMatchObject({ kind: 'signals', type: 'Job seeker' });
  });

  it('answers the mix factor as the explanation of a contact does, with the shares that made it', () => {
    const signals = ['/careers', '/careers/engineer', '/pricing'].map((path) => ({
      at,
      kind: 'page_view' as const,
      path,
    }));
    const { factor } = preview({ signals }, now, compileRules([])).score;
    expect(factor.value).toBeLessThan(1);
    const shares = factor.shares.map((one) => one.share);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(preview({ signals: [] }, now, compileRules([])).score.factor).toEqual({ value: 1, shares: [] });
  });

  it('leaves out what happens after now and says how much', () => {
    const signals = [
      { at, kind: 'page_view', path: '/pricing' },
      { at: '2026-07-15T08:00:01Z', kind: 'form_submit', path: '/demo' },
    ] as const;
    const { score } = preview({ signals: [...signals] }, now, compileRules([]));
    expect(score.ignored).toBe(1);
    expect(score.contributions).toHaveLength(1);
    expect(preview({ signals: [...signals] }, now + 1000, compileRules([])).score.ignored).toBe(0);
  });

  it('obeys workspace rules', () => {
    const rule = {
      id: 'r',
      match: [{ field: 'host', op: 'is', value: 'buy.example.com' }],
      category: 'Pricing',
    } as const;
    const signals = [{ at, kind: 'page_view' as const, url: 'https://buy.example.com/xyz' }];
    expect(preview({ signals }, now, compileRules([])).score.contributions[0]?.category).toBe('Other');
    expect(preview({ signals }, now, compileRules([rule])).score.contributions[0]?.category).toBe('Pricing');
  });

  it('is Low and explains nothing without signals', () => {
    const { score } = preview({ signals: [] }, now, compileRules([]));
    expect(score).toMatchObject({ value: 'Low', points: 0, contributions: [], next: null });
  });

  it.each([
    [{ signals: [{ at: 'yesterday', kind: 'page_view' }] }, ['signals', 0, 'at']],
    [{ signals: [{ at: '2026-02-30T00:00:00Z', kind: 'page_view' }] }, ['signals', 0, 'at']],
    [{ signals: [{ at, kind: 'stare' }] }, ['signals', 0, 'kind']],
    [{ signals: [{ at, kind: 'page_view', url: '/pricing' }] }, ['signals', 0, 'url']],
    [{ now: 12, signals: [] }, ['now']],
    [{}, ['signals']],
  ])('refuses %j and names the field', (body, path) => {
    const result = IntentPreview.safeParse(body);
    expect(result.error?.issues[0]?.path).toEqual(path);
  });

  it('does not take the furniture of a pricing page, or a bare question, for a raised hand', () => {
    const score = (...signals: IntentPreview['signals']) =>
      preview(
        { now: '2026-07-15T08:00:00Z', signals, messages: [] },
        0,
        compileRules([], (text) => readMessage(text)),
      ).score;
    const form = (text: string) => ({ at, kind: 'form_submit', path: '/preise', text }) as const;
    const view = { at, kind: 'page_view', path: '/preise' } as const;
    expect(
      score(view, form('Alle akzeptieren'), form('Suche'), form('Anmelden'), form('Gutschein einlösen')).value,
    ).toBe('Medium');
    expect(score(form('Suche')).value).toBe('Low');
    expect(score(form('Anfrage senden')).value).toBe('High');
    expect(score({ at, kind: 'track', event: 'Demo No Show' }).value).toBe('Low');
    expect(score({ at: '2026-07-15T07:00:00Z', kind: 'track', event: 'Demo Requested' }).value).toBe('High');
    const said = (text: string) => score({ at, kind: 'chat_message', path: '/', text }).value;
    expect([said('¿Se integra con SAP Business One?'), said('¿Cuánto cuesta para 15 usuarios?')]).toEqual([
      'Medium',
      'High',
    ]);
  });
});
