import { useState } from 'preact/hooks';

interface FaceProps {
  readonly name: string | null;
  readonly avatarUrl: string | null;
  /** Null: not said. */
  readonly online?: boolean | null;
}

/** A picture of somebody, or their initials where there is none or the page's policy forbids it. */
export function Face({ name, avatarUrl, online = null }: FaceProps) {
  const [broken, setBroken] = useState('');
  return (
    <span class="face" aria-hidden="true">
      {avatarUrl && broken !== avatarUrl ? (
        <img src={avatarUrl} alt="" referrerpolicy="no-referrer" onError={() => setBroken(avatarUrl)} />
      ) : (
        initials(name)
      )}
      {online && <i class="dot" />}
    </span>
  );
}

function initials(name: string | null): string {
  const words = (name ?? '').trim().split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => Array.from(word ?? '')[0] ?? '');
  return letters.join('').toUpperCase() || '·';
}
