import { knock } from './knock.ts';

/** The monthly/yearly switch of the pricing page. The prices themselves change by style sheet; this only tells Knock. */
export function startPeriod(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('[data-period]')) {
    input.addEventListener('change', () => {
      if (input.checked) knock()?.track('pricing_period_changed', { period: input.value });
    });
  }
}
