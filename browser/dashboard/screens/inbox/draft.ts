import { useState } from 'react';

export interface Draft {
  readonly text: string;
  /** A note to the team; the lead never sees it. */
  readonly internal: boolean;
}

const EMPTY: Draft = { text: '', internal: false };
const keyOf = (conversation: string) => `knock-draft-${conversation}`;

/** What is being written in a conversation, and whether as a note: kept while one looks elsewhere, and over a reload of the tab. */
export function useDraft(conversation: string): readonly [Draft, (draft: Draft) => void] {
  const [draft, setDraft] = useState(() => stored(conversation));
  const set = (next: Draft) => {
    setDraft(next);
    try {
      if (next.text === '' && !next.internal) sessionStorage.removeItem(keyOf(conversation));
      else sessionStorage.setItem(keyOf(conversation), JSON.stringify(next));
    } catch {
      // A full or forbidden storage costs only the memory of a draft.
    }
  };
  return [draft, set];
}

function stored(conversation: string): Draft {
  try {
    const value = JSON.parse(sessionStorage.getItem(keyOf(conversation)) ?? 'null') as Partial<Draft> | null;
    return value ? { text: String(value.text ?? ''), internal: value.internal === true } : EMPTY;
  } catch {
    return EMPTY;
  }
}
