/** What happened to who is in the chat now. In this process only, nothing of it is kept. */
export type Presence =
  | { readonly kind: 'typing'; readonly who: 'lead' | 'rep'; readonly name: string | null; readonly typing: boolean }
  | { readonly kind: 'here'; readonly here: boolean; readonly leadReadSeq: number };
