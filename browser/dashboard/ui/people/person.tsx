import { Icon } from '../bits/icon.tsx';
import { isAnonymous, personName } from '../words.ts';
import './person.css';

interface Person {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
}

/** Initials on a quiet tile; anonymous visitors get a dotted outline instead. */
export function Avatar({ person, size = 24, online = false }: { person: Person; size?: number; online?: boolean }) {
  const anonymous = isAnonymous(person);
  return (
    <span
      className="avatar"
      data-anonymous={anonymous || undefined}
      style={{ width: size, height: size, fontSize: size * 0.42 }}
      aria-hidden="true"
    >
      {anonymous ? <Icon name="person" size={Math.round(size * 0.55)} /> : initials(person.name ?? person.email ?? '')}
      {online && <span className="avatar-dot" />}
    </span>
  );
}

export function PersonName({ person }: { person: Person }) {
  return <span className={isAnonymous(person) ? 'person-name anonymous' : 'person-name'}>{personName(person)}</span>;
}

/** A square tile with the first letter: companies are square, people round. */
export function CompanyTile({ name, size = 20 }: { name: string; size?: number }) {
  return (
    <span className="company-tile" style={{ width: size, height: size, fontSize: size * 0.52 }} aria-hidden="true">
      {name.slice(0, 1).toUpperCase()}
    </span>
  );
}

function initials(text: string): string {
  const words =
    text
      .split('@')[0]
      ?.split(/[\s._-]+/)
      .filter(Boolean) ?? [];
  return `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase();
}
