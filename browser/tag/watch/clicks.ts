import { listen } from '../guard.ts';
import { decorateKnockLink } from '../knock-links.ts';
import { record } from '../record.ts';
import { settings } from '../settings.ts';
import { attribute, elementsOf, INPUT_BUTTON, labelOf, leadsTo } from './element.ts';

const LINK = 'a[*|href],area[href]';
const BUTTON = `button,summary,[role=button],[role=link],[role=tab],[role=menuitem],${INPUT_BUTTON}`;

export function watchClicks(): void {
  listen<MouseEvent>('click auxclick', (event) => {
    // 0 is the main button, 1 the middle one that opens a tab; the others open menus.
    if (event.button > 1) return;
    const elements = elementsOf(event);
    const link = elements.find((element) => element.matches(LINK));
    if (!settings.off?.includes('clicks')) recordClick(elements, link);
    if (link && !event.ctrlKey) decorateKnockLink(link);
  });
}

function recordClick(elements: readonly Element[], link: Element | undefined): void {
  const cta = elements.find((element) => element.hasAttribute('data-knock-cta'));
  const element = cta || elements.find((candidate) => candidate.matches(`${LINK},${BUTTON}`));
  if (!element) return;
  const href = leadsTo((cta && link) || element, 'href');
  record(cta ? 'cta_tap' : href ? 'link_click' : 'button_click', {
    target: {
      text: labelOf(element),
      href,
      id: attribute(element, 'id'),
      name: attribute(element, 'data-knock-cta'),
    },
  });
}
