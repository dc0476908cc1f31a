import type { ReactNode } from 'react';

const ADDRESS = /https?:\/\/[^\s<>"']+/g;

/** A message's words. Only web addresses become links; nothing in it is ever markup. */
export function PlainText({ text }: { text: string }) {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(/[).,;:!?]+$/, '');
    parts.push(text.slice(from, match.index));
    parts.push(
      <a key={match.index} href={address} target="_blank" rel="noreferrer noopener nofollow" className="msg-link">
        {address}
      </a>,
    );
    from = match.index + address.length;
  }
  parts.push(text.slice(from));
  return <span className="msg-text">{parts}</span>;
}
