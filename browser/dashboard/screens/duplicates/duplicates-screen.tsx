import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { DuplicateItem } from '../../../../wire/api/identities.ts';
import { EVERYTHING, useAction } from '../../api/actions.ts';
import { type Contact, queries } from '../../api/queries.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { PermitButton } from '../../ui/bits/permit-button.tsx';
import { Bones, Empty, ErrorPanel } from '../../ui/bits/states.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { count, plural, points } from '../../ui/format.ts';
import { ScoreBadge } from '../../ui/people/intent.tsx';
import { Avatar, PersonName } from '../../ui/people/person.tsx';
import { Page } from '../../ui/shell/page.tsx';
import './duplicates.css';

/** Two known people never merge by themselves: here somebody decides. */
export function DuplicatesScreen() {
  const query = useInfiniteQuery(queries.duplicates());
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <Page
      title="Possible duplicates"
      note={query.data ? count(query.data.pages[0]?.total ?? 0) : ''}
      shape={items?.length === 0 ? 'wide' : 'read'}
    >
      {query.isError && <ErrorPanel error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Bones lines={8} height={40} gap={14} />}
      {items?.length === 0 && (
        <Empty icon="duplicates" title="Nothing to review">
          When two known contacts look like one person, they are listed here. Knock never merges them by itself.
        </Empty>
      )}
      <div className="stack" style={{ gap: 16 }}>
        {items?.map((item) => (
          <Pair key={item.id} item={item} />
        ))}
        {query.hasNextPage && (
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Older ones
          </Button>
        )}
      </div>
    </Page>
  );
}

function Pair({ item }: { item: DuplicateItem }) {
  const merge = useAction('POST /contacts/:id/merge', {
    done: 'Merged. Un-merge at any time on the record',
    refresh: EVERYTHING,
  });
  const dismiss = useAction('POST /duplicates/:id/dismiss', {
    done: 'Kept apart',
    refresh: [['duplicates'], ['contacts'], ['contact']],
  });
  // The one with more history keeps its place; the other joins it. Both can be taken apart again.
  const [into, other] = item.a.signalCount >= item.b.signalCount ? [item.a, item.b] : [item.b, item.a];
  return (
    <article className="pair">
      <p className="pair-because">
        {item.because}{' '}
        <span className="dim small">
          found <Ago at={item.foundAt} suffix=" ago" />
        </span>
      </p>
      <div className="pair-sides">
        <Side contact={into} />
        <Side contact={other} />
      </div>
      <table className="pair-evidence">
        <tbody>
          {item.evidence.map((one) => (
            <tr key={one.label}>
              <th scope="row" className="dim">
                {one.label}
              </th>
              <td>{into === item.a ? one.a : one.b}</td>
              <td>{into === item.a ? one.b : one.a}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row pair-actions">
        <PermitButton
          needs="identities.edit"
          variant="default"
          loading={dismiss.isPending}
          onClick={() => dismiss.mutate({ id: item.id })}
        >
          Different people
        </PermitButton>
        <PermitButton
          needs="identities.edit"
          loading={merge.isPending}
          leftSection={<Icon name="merge" size={14} />}
          onClick={() => merge.mutate({ id: into.id, body: { other: other.id } })}
        >
          Same person, merge
        </PermitButton>
      </div>
    </article>
  );
}

function Side({ contact }: { contact: Contact }) {
  return (
    <Link to="/contacts/$id" params={{ id: contact.id }} className="pair-side">
      <Avatar person={contact} size={30} />
      <span className="grow">
        <span className="cut" style={{ display: 'block' }}>
          <PersonName person={contact} />
        </span>
        <span className="dim small cut" style={{ display: 'block' }}>
          {contact.email ?? contact.account?.name ?? plural(contact.signalCount, 'signal')}
        </span>
      </span>
      <span className="num">{points(contact.points)}</span>
      <ScoreBadge value={contact.intentScore} />
    </Link>
  );
}
