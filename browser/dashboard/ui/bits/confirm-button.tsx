import { Button, type ButtonProps } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import type { Permission } from '../../../../wire/api/words.ts';
import { PermitButton } from './permit-button.tsx';

/** The second click of a double click is no answer. */
const DOUBLE_CLICK_MS = 500;
/** Whoever has not answered by then has forgotten the question. */
const ASKED_MS = 6_000;

interface ConfirmButtonProps extends ButtonProps {
  readonly children: ReactNode;
  /** What stands on it while it asks: `Archive for good`. */
  readonly ask: string;
  readonly onConfirm: () => void;
  /** For those who hear it, where an icon or a word alone does not say what of: `Remove Ann Lee`. */
  readonly label?: string;
  readonly needs?: Permission;
  /** As a word among others. */
  readonly plain?: boolean;
}

/**
 * A button for what cannot be undone, or not at once: the first click asks, the second does it. Escape, looking elsewhere and time take
 * the question back.
 */
export function ConfirmButton({ children, ask, onConfirm, label, needs, plain, ...look }: ConfirmButtonProps) {
  const { asked, ready, ...acts } = useQuestion(onConfirm);
  const name = label && (asked ? `${ask} ${label}` : label);
  const base = { ...acts, 'aria-disabled': asked && !ready, ...(name ? { 'aria-label': name } : {}) };
  const shown = asked ? ask : children;
  if (plain) {
    return (
      <button type="button" {...base} className={`plain link${asked ? ' asks' : ''}`}>
        {shown}
      </button>
    );
  }
  const colors = asked ? ({ variant: 'filled', color: 'ember' } as const) : {};
  if (!needs) {
    return (
      <Button variant="default" {...look} {...colors} {...base}>
        {shown}
      </Button>
    );
  }
  return (
    <PermitButton needs={needs} variant="default" {...look} {...colors} {...base}>
      {shown}
    </PermitButton>
  );
}

function useQuestion(act: () => void) {
  const [state, setState] = useState<'no' | 'asked' | 'ready'>('no');
  useEffect(() => {
    if (state === 'no') return;
    const timer =
      state === 'asked'
        ? setTimeout(() => setState('ready'), DOUBLE_CLICK_MS)
        : setTimeout(() => setState('no'), ASKED_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return {
    asked: state !== 'no',
    ready: state === 'ready',
    onClick: () => {
      if (state === 'no') setState('asked');
      if (state !== 'ready') return;
      setState('no');
      act();
    },
    onBlur: () => setState('no'),
    onKeyDown: (event: KeyboardEvent) => {
      // A key held down clicks again and again.
      if (event.repeat) event.preventDefault();
      if (event.key !== 'Escape' || state === 'no') return;
      event.stopPropagation();
      setState('no');
    },
  };
}
