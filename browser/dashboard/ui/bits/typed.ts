import { useDebouncedCallback } from '@mantine/hooks';
import { type ChangeEvent, useEffect, useRef, useState } from 'react';

/** A box whose text is part of the address: said a moment after the last key, and follows the address when that changes by itself. */
export function useTyped(value: string | undefined, onType: (text: string | undefined) => void) {
  const [text, setText] = useState(value ?? '');
  const said = useRef(value);
  const say = useDebouncedCallback((typed: string) => {
    said.current = typed || undefined;
    onType(said.current);
  }, 200);
  useEffect(() => {
    if (value === said.current) return;
    said.current = value;
    setText(value ?? '');
  }, [value]);
  return {
    value: text,
    onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
      setText(currentTarget.value);
      say(currentTarget.value);
    },
  };
}
