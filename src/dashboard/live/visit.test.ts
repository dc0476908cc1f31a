import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../foundation/time.ts';
import { visitNow } from './visit.ts';

const seen = (minute: number, path: string, more: { session?: string; source?: string; kind?: string } = {}) => ({
  at: minute * MINUTE,
  kind: more.kind ?? 'page_view',
  path,
  title: null,
  session: more.session ?? null,
  country: null,
  source: more.source ?? null,
});

describe('the present visit', () => {
  it('goes back to the first signal of the session, and says where that came from', () => {
    const visit = visitNow([
      seen(50, '/pricing', { session: 's2' }),
      seen(49, '/', { session: 's2', source: 'Google' }),
      seen(48, '/blog', { session: 's1', source: 'LinkedIn' }),
    ]);
    expect(visit).toMatchObject({ since: 49 * MINUTE, signals: 2, page: { path: '/pricing' }, source: 'Google' });
  });

  it('goes back to the first pause of 30 minutes where there is no session', () => {
    expect(visitNow([seen(60, '/c'), seen(40, '/b'), seen(9, '/a')])).toMatchObject({ since: 40 * MINUTE, signals: 2 });
  });

  it('is on the page viewed last, whatever was clicked since', () => {
    expect(visitNow([seen(2, '/elsewhere', { kind: 'link_click' }), seen(1, '/docs')])?.page?.path).toBe('/docs');
  });

  it('is nothing without signals', () => {
    expect(visitNow([])).toBeNull();
  });
});
