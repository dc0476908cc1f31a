import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useRef } from 'react';

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="listbox"], [role="menu"], [role="combobox"]';

/** Whether single keys act at all; some people dictate or use switch keys (WCAG 2.1.4), so it can be turned off. */
export function useSingleKeys() {
  return useLocalStorage({ key: 'knock-single-keys', defaultValue: true });
}

/** Runs an action for a single key, unless somebody is typing, a dialog is open, or single keys are off. */
export function useKeys(keys: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  const [on] = useSingleKeys();
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(TYPING) || document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      const action = latest.current[event.key];
      if (!action) return;
      action(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [on]);
}

export const MOD = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';
