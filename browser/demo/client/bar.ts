/** The demo bar: what the tag's own calls do, one button each. */
import { knock } from './knock.ts';

const ABSENT = 'The tag is not here. Is it blocked?';

export function startBar(): void {
  const bar = document.querySelector<HTMLElement>('[data-bar]');
  if (!bar) return;
  const find = <E extends HTMLElement>(name: string): E => {
    const element = bar.querySelector<E>(`[data-bar-${name}]`);
    if (!element) throw new Error(`The demo bar has no ${name}`);
    return element;
  };
  const parts: Parts = {
    said: find('said'),
    identify: find<HTMLButtonElement>('identify'),
    form: find<HTMLFormElement>('form'),
    email: find<HTMLInputElement>('email'),
  };
  fold(bar, find<HTMLButtonElement>('toggle'));
  find('reset').addEventListener('click', () => becomeSomebodyNew(parts));
  find('event').addEventListener('click', () => sendEvent(parts));
  parts.identify.addEventListener('click', () => toggleForm(parts, parts.form.hasAttribute('hidden')));
  parts.form.addEventListener('submit', (event) => {
    event.preventDefault();
    identify(parts);
  });
  parts.form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') toggleForm(parts, false);
  });
}

interface Parts {
  readonly said: HTMLElement;
  readonly identify: HTMLButtonElement;
  readonly form: HTMLFormElement;
  readonly email: HTMLInputElement;
}

function fold(bar: HTMLElement, toggle: HTMLButtonElement): void {
  toggle.hidden = false;
  toggle.addEventListener('click', () => {
    const open = toggle.getAttribute('aria-expanded') !== 'true';
    toggle.setAttribute('aria-expanded', String(open));
    bar.classList.toggle('is-open', open);
  });
}

function becomeSomebodyNew({ said }: Parts): void {
  const tag = knock();
  tag?.reset();
  said.textContent = tag ? 'You are a new visitor from the next page on.' : ABSENT;
}

function sendEvent({ said }: Parts): void {
  const tag = knock();
  tag?.track('demo_event_sent', { page: location.pathname });
  said.textContent = tag ? 'Sent “demo_event_sent”.' : ABSENT;
}

function identify(parts: Parts): void {
  const tag = knock();
  const email = parts.email.value.trim();
  tag?.identify({ email });
  parts.said.textContent = tag ? `You are ${email} now.` : ABSENT;
  toggleForm(parts, false);
}

function toggleForm({ form, identify: button, email }: Parts, open: boolean): void {
  form.hidden = !open;
  button.setAttribute('aria-expanded', String(open));
  if (open) email.focus();
  else button.focus();
}
