import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { AccountRecord } from '../../../../wire/api/accounts.ts';
import { ApiError, call } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { Bone, Bones, ErrorPanel } from '../../ui/bits/states.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { Spark } from '../../ui/charts/spark.tsx';
import { count, countryName, plural, points } from '../../ui/format.ts';
import { ScoreBadge } from '../../ui/people/intent.tsx';
import { Avatar, CompanyTile, PersonName } from '../../ui/people/person.tsx';
import { NotFound } from '../../ui/shell/not-found.tsx';
import { Panel } from '../../ui/shell/page.tsx';
import { describeReason } from '../../ui/words.ts';
import { Fact } from './contact-facts.tsx';
import { RecordFrame } from './record-frame.tsx';
import { Timeline } from './timeline.tsx';
import { Why } from './why.tsx';
import './account.css';

const route = getRouteApi('/app/accounts/$id');

/** One company: the sum of its people. */
export function AccountScreen() {
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate();
  const query = useQuery(queries.account(id));
  if (query.error instanceof ApiError && query.error.status === 404) return <NotFound />;
  if (query.isError) return <ErrorPanel error={query.error} retry={() => void query.refetch()} />;
  const account = query.data;
  return (
    <RecordFrame
      back={{ to: '/accounts', label: 'Accounts' }}
      title={account?.name ?? 'Account'}
      intent={account}
      tile={account ? <CompanyTile name={account.name} size={40} /> : <Bone width={40} height={40} />}
      name={account?.name ?? <Bone width={180} height={20} />}
      under={
        account && (
          <>
            {account.domain && (
              <a className="link" href={`https://${account.domain}`} target="_blank" rel="noreferrer">
                {account.domain}
              </a>
            )}
            <span>
              {plural(account.contactCount, 'person', 'people')}, {account.highCount} High
            </span>
            <span>
              last seen <Ago at={account.lastSignalAt} suffix=" ago" />
            </span>
          </>
        )
      }
      aside={<AccountFacts account={account} />}
    >
      <Why subject="accounts" id={id} />
      <People id={id} />
      <Timeline
        subject="accounts"
        id={id}
        key={id}
        search={search}
        set={(to, replace) =>
          void navigate({ to: '/accounts/$id', params: { id }, search: to, replace, resetScroll: false })
        }
      />
    </RecordFrame>
  );
}

function AccountFacts({ account }: { account: AccountRecord | undefined }) {
  return (
    <Panel title="About" {...(account?.sample ? { note: 'sample data' } : {})}>
      {account ? (
        <dl className="facts">
          <Fact label="First touch">
            {account.source ?? 'Unknown'} {account.channel && <span className="dim">· {account.channel}</span>}
          </Fact>
          <Fact label="First seen">
            <Ago at={account.firstSeenAt} suffix=" ago" />
          </Fact>
          <Fact label="Signals">
            <span className="num">{count(account.signalCount)}</span>
          </Fact>
          <Fact label="Domains">{account.domains.join(', ') || 'None'}</Fact>
          {account.roleMailboxes.length > 0 && (
            <Fact label="Mailboxes">
              {account.roleMailboxes.map((email) => (
                <div key={email}>
                  <a className="link" href={`mailto:${email}`}>
                    {email}
                  </a>
                </div>
              ))}
            </Fact>
          )}
          {account.countries.length > 0 && (
            <Fact label="Countries">{account.countries.map(countryName).join(', ')}</Fact>
          )}
        </dl>
      ) : (
        <Bones lines={5} />
      )}
    </Panel>
  );
}

function People({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['account', id, 'people'],
    queryFn: ({ signal }) => call('GET /contacts', { query: { account: id, limit: 20 }, signal }),
  });
  const people = query.data?.items;
  return (
    <Panel
      title="People"
      flush
      action={
        query.data?.nextCursor && (
          <Link to="/contacts" search={{ account: id }} className="link small">
            All of them
          </Link>
        )
      }
    >
      {!people && <Bones lines={3} />}
      <ul className="people plain">
        {people?.map((one) => (
          <li key={one.id}>
            <Avatar person={one} online={one.online} />
            <Link to="/contacts/$id" params={{ id: one.id }} className="dt-open cut">
              <PersonName person={one} />
            </Link>
            <span className="people-why cut dim small">{one.reasons.map(describeReason).join(', ')}</span>
            <Spark days={one.activity} />
            <span className="num people-points">{points(one.points)}</span>
            <span className="score-place">
              <ScoreBadge value={one.intentScore} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
