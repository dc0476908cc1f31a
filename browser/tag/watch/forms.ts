import type { CollectTarget } from '../../../wire/collect.ts';
import { listen } from '../guard.ts';
import { readEmail, rememberEmail } from '../identify.ts';
import { record } from '../record.ts';
import { settings } from '../settings.ts';
import { attribute, elementsOf, labelOf, leadsTo } from './element.ts';

// Forms whose start was recorded. Resets with each view.
let started = new WeakSet<Element>();

export function forgetForms(): void {
  started = new WeakSet();
}

/** Records that a form was begun and sent. What is typed is never read, but for an e-mail field that was opted in. */
export function watchForms(): void {
  listen('focusin input', (event) => {
    const elements = elementsOf(event);
    const form = elements.find((element) => element.matches('form'));
    if (!form || started.has(form) || !elements[0]?.matches('input:not([type=submit]),select,textarea')) return;
    started.add(form);
    record('form_start', { target: describe(form, null) });
  });
  listen<SubmitEvent>('submit', (event) => {
    const form = elementsOf(event)[0];
    if (!form) return;
    const email = optedInEmail(form);
    record('form_submit', {
      target: describe(form, event.submitter || form.querySelector('[type=submit],button')),
      claim: email ? { email } : null,
    });
    rememberEmail(email);
  });
}

function describe(form: Element, button: Element | null): CollectTarget {
  return {
    text: labelOf(button),
    href: leadsTo(form, 'action'),
    id: attribute(form, 'id'),
    name: attribute(form, 'name'),
  };
}

/** The only place that reads a value. Empty when nothing was opted in or it holds no e-mail. */
function optedInEmail(form: Element): string {
  const whole = settings.formEmail || form.hasAttribute('data-knock-email');
  const field = form.querySelector<HTMLInputElement>(`input[data-knock-email]${whole ? ',input[type=email]' : ''}`);
  return field && !field.closest('[data-knock-ignore]') ? readEmail(field.value) : '';
}
