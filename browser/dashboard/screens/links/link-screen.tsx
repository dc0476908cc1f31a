import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import type { LinkItem } from '../../../../wire/api/links.ts';
import { useAction } from '../../api/actions.ts';
import { ApiError } from '../../api/client.ts';
import { linkQueries } from '../../api/links.ts';
import { ConfirmButton } from '../../ui/bits/confirm-button.tsx';
import { Icon } from '../../ui/bits/icon.tsx';
import { PermitButton } from '../../ui/bits/permit-button.tsx';
import { Bone, Bones, ErrorPanel } from '../../ui/bits/states.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { late } from '../../ui/code/late.tsx';
import { useKeys } from '../../ui/shell/keys.ts';
import { NotFound } from '../../ui/shell/not-found.tsx';
import { Panel, useTitle } from '../../ui/shell/page.tsx';
import { LinkAddress } from './link-address.tsx';
import { LinkConversations } from './link-conversations.tsx';
import { LinkDrawer } from './link-drawer.tsx';
import { LinkTotalsRow, Sources } from './link-totals.tsx';
import { CHANNEL_WORDS, KIND_WORDS, LinkState } from './link-words.tsx';
import { Recipients } from './recipients.tsx';
import '../record/record.css';
import './links.css';

const route = getRouteApi('/app/links/$id');
const LinkChart = late(() => import('./link-chart.tsx').then((m) => m.LinkChart));
const SPANS = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
];

/** One link: its address to take along, what came of it, and whom it was made for. */
export function LinkScreen() {
  const { id } = route.useParams();
  const navigate = useNavigate();
  const query = useQuery(linkQueries.one(id));
  const [editing, setEditing] = useState(false);
  const link = query.data;
  useTitle(link?.name ?? 'Link');
  useKeys({ u: () => void navigate({ to: '/links' }) });
  if (query.error instanceof ApiError && query.error.status === 404) return <NotFound />;
  if (query.isError) return <ErrorPanel error={query.error} retry={() => void query.refetch()} />;
  return (
    <div className="record">
      <header className="record-head">
        <Link to="/links" className="record-back dim small" aria-label="Back to Links">
          <Icon name="left" size={14} /> Links
        </Link>
        <div className="record-who">
          <div className="grow">
            <h1 className="cut">{link?.name ?? <Bone width={200} height={20} />}</h1>
            {link && (
              <p className="record-under dim">
                <LinkState link={link} />
                <span>{KIND_WORDS[link.kind][0]}</span>
                <span>{CHANNEL_WORDS[link.channel]}</span>
                <span>{link.owner ? `by ${link.owner.name}` : 'for the team'}</span>
                <span>
                  made <Ago at={link.createdAt} suffix=" ago" />
                </span>
              </p>
            )}
          </div>
          {link && <LinkActions link={link} onEdit={() => setEditing(true)} />}
        </div>
      </header>
      <div className="record-body">
        <div className="record-main">
          <Statistics id={id} />
          <Panel title="Conversations" flush>
            <LinkConversations id={id} />
          </Panel>
          {link && link.kind !== 'redirect' && <Recipients link={link} />}
        </div>
        <aside className="record-aside" aria-label="Address">
          {link ? <LinkAddress link={link} /> : <Bones lines={6} />}
        </aside>
      </div>
      {editing && link && <LinkDrawer link={link} onClose={() => setEditing(false)} />}
    </div>
  );
}

function Statistics({ id }: { id: string }) {
  const [days, setDays] = useState('30');
  const query = useQuery(linkQueries.stats(id, Number(days)));
  const stats = query.data;
  return (
    <Panel
      title="What came of it"
      action={<SegmentedControl aria-label="Span" data={SPANS} value={days} onChange={setDays} />}
    >
      {query.isError && <ErrorPanel error={query.error} retry={() => void query.refetch()} />}
      {stats ? <LinkTotalsRow totals={stats.totals} /> : <Bone width="100%" height={62} />}
      <Suspense fallback={<Bone width="100%" height={216} />}>
        {stats ? <LinkChart days={stats.byDay} /> : <Bone width="100%" height={216} />}
      </Suspense>
      {stats && <Sources sources={stats.bySource} />}
    </Panel>
  );
}

function LinkActions({ link, onEdit }: { link: LinkItem; onEdit: () => void }) {
  const navigate = useNavigate();
  const refresh = [['links'], ['link', link.id]];
  const change = useAction('PATCH /links/:id', {
    done: (done) => (done.active ? 'Works again' : 'Paused. Its page says so'),
    refresh,
  });
  const archive = useAction('DELETE /links/:id', {
    done: 'Archived. Its slug stays taken',
    refresh,
    after: () => void navigate({ to: '/links' }),
  });
  if (link.state === 'archived') return null;
  return (
    <div className="page-actions">
      <PermitButton needs="links.edit" variant="default" leftSection={<Icon name="edit" size={13} />} onClick={onEdit}>
        Edit
      </PermitButton>
      <PermitButton
        needs="links.edit"
        variant="default"
        loading={change.isPending}
        onClick={() => change.mutate({ id: link.id, body: { active: !link.active } })}
      >
        {link.active ? 'Pause' : 'Resume'}
      </PermitButton>
      <ConfirmButton
        needs="links.edit"
        ask="Archive for good"
        loading={archive.isPending}
        onConfirm={() => archive.mutate({ id: link.id })}
      >
        Archive
      </ConfirmButton>
    </div>
  );
}
