import { Link } from '@tanstack/react-router';
import type { SignalItem } from '../../../../wire/api/timeline.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { clockTime, countryName, duration, exactTime, plural } from '../../ui/format.ts';
import { PersonName } from '../../ui/people/person.tsx';
import { CategoryChip, FilteredNote, SignalIcon, SignalLine } from '../../ui/people/signal.tsx';
import { FLAG_WORDS } from '../../ui/words.ts';
import type { Session } from './sessions.ts';

/** One visit: when, from where, on what; then what happened in it. */
export function SessionBlock({ session, withPerson }: { session: Session; withPerson: boolean }) {
  const first = session.signals.at(-1);
  if (!first) return null;
  const device = first.device;
  const source = session.signals.find((signal) => signal.source !== null)?.source;
  const seconds = session.signals.reduce((sum, signal) => sum + (signal.engagedSeconds ?? 0), 0);
  return (
    <section className="session">
      <header className="session-head dim small">
        {withPerson && (
          <Link to="/contacts/$id" params={{ id: first.contact.id }} className="link">
            <PersonName person={first.contact} />
          </Link>
        )}
        <span className="num" title={exactTime(session.from)}>
          {clockTime(session.from)}
          {clockTime(session.from) !== clockTime(session.to) && `–${clockTime(session.to)}`}
        </span>
        {source && <span>from {source}</span>}
        {device && (
          <span className="row" style={{ gap: 4 }}>
            <Icon name={device.type} size={13} />
            {[device.browser, device.os].filter(Boolean).join(', ') || device.type}
          </span>
        )}
        {first.country && <span>{countryName(first.country)}</span>}
        <span className="num">
          {plural(session.signals.length, 'signal')}
          {seconds > 0 && `, ${duration(seconds)} reading`}
        </span>
      </header>
      <ol className="session-signals">
        {session.signals.map((signal) => (
          <SignalRow key={signal.id} signal={signal} />
        ))}
      </ol>
    </section>
  );
}

function SignalRow({ signal }: { signal: SignalItem }) {
  const isChat = signal.kind === 'chat_message';
  const conversation = isChat ? signal.props?.['conversation'] : undefined;
  const props = Object.entries(signal.props ?? {}).filter(([name]) => !isChat || name !== 'conversation');
  return (
    <li className="signal" data-filtered={signal.filtered !== null || undefined}>
      <SignalIcon kind={signal.kind} />
      <div className="grow">
        {isChat ? <p className="signal-words">{signal.text}</p> : <SignalLine signal={signal} />}
        {typeof conversation === 'string' ? (
          <Link to="/inbox/$id" params={{ id: conversation }} className="link small">
            Open the conversation
          </Link>
        ) : (
          signal.page && <span className="signal-path dim small cut">{signal.page.path}</span>
        )}
        {props.length > 0 && (
          <details className="signal-props small">
            <summary className="dim">{plural(props.length, 'property', 'properties')}</summary>
            <dl>
              {props.map(([name, value]) => (
                <div key={name}>
                  <dt className="mono">{name}</dt>
                  <dd className="mono">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </div>
      {signal.flags.map((flag) => (
        <span key={flag} className="dim" title={FLAG_WORDS[flag] ?? flag}>
          <Icon name="info" size={13} />
          <span className="sr">{FLAG_WORDS[flag] ?? flag}</span>
        </span>
      ))}
      {signal.filtered && <FilteredNote reason={signal.filtered} />}
      {signal.engagedSeconds !== null && signal.engagedSeconds >= 1 && (
        <span className="signal-reading dim small num" title="Time the page was visible and in use">
          {duration(signal.engagedSeconds)}
        </span>
      )}
      <CategoryChip value={signal.category} />
      <time className="signal-time dim small num" dateTime={signal.at} title={exactTime(signal.at)}>
        {clockTime(signal.at)}
      </time>
    </li>
  );
}
