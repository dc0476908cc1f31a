import { cleanUrl } from '../clean-url.ts';

/** The elements an event passed through, from the innermost, also inside open shadow roots; none if one is to be ignored. */
export function elementsOf(event: Event): Element[] {
  const elements = event.composedPath().filter((node) => (node as Node).nodeType === 1) as Element[];
  return elements.some((element) => element.hasAttribute('data-knock-ignore')) ? [] : elements;
}

const NAMED_BY_VALUE = '[type=submit],[type=button],[type=image]';

/** What a person would call the element, at most 120 characters. Never what was typed into it. */
export function labelOf(element: Element | null): string {
  if (!element) return '';
  const image = element.querySelector('[alt]') || element;
  const words = [
    element.textContent,
    element.getAttribute('aria-label'),
    element.getAttribute('title'),
    image.getAttribute('alt'),
    element.matches(NAMED_BY_VALUE) ? element.getAttribute('value') : '',
  ];
  return (words.find((some) => some?.trim()) || '').trim().replace(/\s+/g, ' ').slice(0, 120);
}

/** An attribute's text within the wire's bound. Read as attribute: a form's `id` property may be one of its fields. */
export function attribute(element: Element, name: string): string {
  return (element.getAttribute(name) || '').slice(0, 200);
}

/** Where `href` or `action` leads, absolute and cleaned; empty where it leads nowhere. */
export function leadsTo(element: Element, name: string): string {
  const raw = element.getAttribute(name) || '#';
  return /^(#|javascript:)/i.test(raw) ? '' : cleanUrl(raw, document.baseURI);
}
