import { useKeys } from './keys.ts';

/** j and k move the focus among the people that a screen lists, where it has no table. */
export function useLinkKeys(): void {
  const move = (step: number) => {
    const links = [...document.querySelectorAll<HTMLElement>('#main .dt-open')];
    const here = links.indexOf(document.activeElement as HTMLElement);
    links[here < 0 ? 0 : Math.max(0, Math.min(links.length - 1, here + step))]?.focus();
  };
  useKeys({ j: () => move(1), k: () => move(-1) });
}
