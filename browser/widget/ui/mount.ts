import type { ChatSettings } from '../../../wire/chat.ts';
import styles from './styles.css';

/** Where the chat is drawn: a tree of its own, that the page's styles do not reach and whose styles do not reach the page. */
export interface Stage {
  readonly root: ShadowRoot;
  readonly paint: (brand: ChatSettings['brand']) => void;
}

/** Puts the stage into `parent`. Adopted style sheets need no permission of the page's policy; an element is for old browsers. */
export function mount(parent: Element, mode: 'overlay' | 'page'): Stage {
  const host = document.createElement('knock-chat');
  // What happens in here is no behaviour on the page: the tag leaves it alone.
  host.setAttribute('data-knock-ignore', '');
  host.className = mode;
  const root = host.attachShadow({ mode: 'open' });
  if ('adoptedStyleSheets' in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
  } else {
    const element = document.createElement('style');
    element.textContent = styles;
    (root as ShadowRoot).append(element);
  }
  // The page's shortcuts are not meant for somebody who writes.
  for (const type of ['keydown', 'keyup', 'keypress']) host.addEventListener(type, (event) => event.stopPropagation());
  parent.append(host);
  return {
    root,
    paint: ({ color, onColor }) => {
      host.style.setProperty('--brand', color);
      host.style.setProperty('--on-brand', onColor);
    },
  };
}
