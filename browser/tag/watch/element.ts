import { cleanUrl } from '../clean-url.ts';

/** The elements an event passed through, from the innermost, also inside open shadow roots; none if one is to be ignored. */
export function elementsOf(event: Event): Element[] {
  const elements = event.composedPath().filter((node) => (node as Node).nodeType === 1) as Element[];
  return elements.some((element) => element.hasAttribute('data-knock-ignore')) ? [] : elements;
}

/** Buttons whose label is their value. Other inputs' values are what was typed. */
export const INPUT_BUTTON = '[type=submit],[type=button],[type=image],[type=reset]';
// What was typed, what is to be ignored, and what nobody reads.
const UNREAD = '[data-knock-ignore],[contenteditable],textarea,select,style,script,noscript';
/** Characters gathered, far more than are told: whatever is larger is no label, and takes time. */
const ENOUGH = 1_000;

/** What a person would call the element, at most 120 characters. Never what was typed into it. */
export function labelOf(element: Element | null): string {
  return (element ? nameOf(element) : '').replace(/\s+/g, ' ').trim().slice(0, 120);
}

// Roughly its accessible name. Spaces stand where an element begins or ends: markup often separates words by nothing else.
function nameOf(element: Element): string {
  if (element.closest(UNREAD)) return '';
  let words = '';
  for (const node of element.childNodes) {
    if (words.length > ENOUGH) break;
    if (node.nodeType === 1) words += nameOf(node as Element);
    if (node.nodeType === 3) words += (node as Text).data.replace(/\s+/g, ' ');
  }
  const names = [
    attribute(element, 'aria-label'),
    words,
    attribute(element, 'alt'),
    attribute(element, 'title'),
    element.matches(INPUT_BUTTON) ? attribute(element, 'value') : '',
  ];
  return ` ${names.find((name) => name.trim()) || ''} `;
}

/** An attribute's text within the wire's bound. Read as attribute: a form's `id` property may be one of its fields. */
export function attribute(element: Element, name: string): string {
  return (element.getAttribute(name) || '').slice(0, 200);
}

/** Where `href` or `action` leads, absolute and cleaned; empty where it leads nowhere. */
export function leadsTo(element: Element, name: string): string {
  const raw = element.getAttribute(name) || element.getAttribute(`xlink:${name}`) || '#';
  return /^(#(?![!/])|javascript:)/i.test(raw) ? '' : cleanUrl(raw, document.baseURI);
}
