import { Link } from '@tanstack/react-router';
import type { LiveSignal } from '../../../../wire/api/timeline.ts';
import { Ago } from '../../ui/bits/time.tsx';
import { ScoreBadge } from '../../ui/people/intent.tsx';
import { PersonName } from '../../ui/people/person.tsx';
import { CategoryChip, FilteredNote, SignalIcon, SignalLine } from '../../ui/people/signal.tsx';
import { personName, signalWords } from '../../ui/words.ts';
import { withoutSite } from './site-name.ts';

interface FeedRowProps {
  readonly signal: LiveSignal;
  /** Names of sites, which its page's title need not repeat. */
  readonly sites: ReadonlySet<string>;
  readonly arrived: boolean;
  /** It is the latest of this contact: what is known of them now belongs here, and not to what they did before. */
  readonly newest: boolean;
}

/** One signal in the feed: when, who, what, and, on their latest, how hot they are. */
export function SignalFeedRow({ signal, sites, arrived, newest }: FeedRowProps) {
  const page = signal.page && { ...signal.page, title: withoutSite(signal.page.title, sites) };
  return (
    <li className={`feed-row${arrived ? ' arrived' : ''}`} data-filtered={signal.filtered !== null || undefined}>
      <span className="feed-time dim small">
        <Ago at={signal.at} />
      </span>
      <SignalIcon kind={signal.kind} />
      <span
        className="feed-who cut"
        title={[personName(signal.contact), signal.account?.name].filter(Boolean).join(', ')}
      >
        <Link to="/contacts/$id" params={{ id: signal.contact.id }} className="dt-open">
          <PersonName person={signal.contact} />
        </Link>
        {signal.account && <span className="dim small"> {signal.account.name}</span>}
      </span>
      <span className="feed-what cut" title={signalWords(signal)}>
        <SignalLine signal={{ ...signal, page }} />
      </span>
      {signal.filtered ? <FilteredNote reason={signal.filtered} /> : <CategoryChip value={signal.category} />}
      <span className="feed-score">{newest && <ScoreBadge value={signal.intentScore} />}</span>
    </li>
  );
}
