import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import type { Overview } from '../../../../wire/api/overview.ts';
import { useMe } from '../../api/me.ts';
import { queries } from '../../api/queries.ts';
import { Bone, Bones, Empty, ErrorPanel } from '../../ui/bits/states.tsx';
import { late } from '../../ui/code/late.tsx';
import { useLinkKeys } from '../../ui/shell/link-keys.ts';
import { Page, Panel } from '../../ui/shell/page.tsx';
import { Bars } from './bars.tsx';
import { Cooling, Hot } from './hot.tsx';
import { Kpis } from './kpis.tsx';
import { Waiting } from './waiting.tsx';
import './overview.css';

const SignalsChart = late(() => import('./overview-charts.tsx').then((m) => m.SignalsChart));
const LeadsChart = late(() => import('./overview-charts.tsx').then((m) => m.LeadsChart));
const route = getRouteApi('/app/');

const SPANS = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
];

/** One screen: who is hot, who is cooling, what happens, where they come from. */
export function OverviewScreen() {
  const { days = '30' } = route.useSearch();
  const navigate = useNavigate();
  const { workspace } = useMe();
  const query = useQuery(queries.overview(days));
  const overview = query.data;
  useLinkKeys();
  return (
    <Page
      title="Overview"
      actions={
        <SegmentedControl
          aria-label="Time span"
          data={SPANS}
          value={days}
          onChange={(value) => void navigate({ to: '/', search: { days: value as typeof days }, replace: true })}
        />
      }
    >
      {query.isError ? (
        <ErrorPanel error={query.error} retry={() => void query.refetch()} />
      ) : overview && !workspace.installed && overview.kpis.signals.now === 0 ? (
        <Welcome />
      ) : (
        <Board overview={overview} days={days} />
      )}
    </Page>
  );
}

function Board({ overview, days }: { overview: Overview | undefined; days: string }) {
  return (
    <div className="overview">
      <Kpis overview={overview} days={days} />
      <Waiting />
      <Panel title="Hot now" flush className="span-7" action={<SeeAll />}>
        {overview ? <Hot hot={overview.hot} /> : <Bones lines={8} height={22} gap={18} />}
      </Panel>
      <Panel title="Cooling this week" flush className="span-5" note="act before they do">
        {overview ? <Cooling cooling={overview.cooling} /> : <Bones lines={8} height={22} gap={18} />}
      </Panel>
      <Panel title="Signals by category" note="per day, UTC" className="span-7">
        <Suspense fallback={<Bone width="100%" height={230} />}>
          {overview ? <SignalsChart days={overview.signalsByDay} /> : <Bone width="100%" height={230} />}
        </Suspense>
      </Panel>
      <Panel title="High and Medium leads" note="at the end of each day" className="span-5">
        <Suspense fallback={<Bone width="100%" height={230} />}>
          {overview ? <LeadsChart days={overview.leadsByDay} /> : <Bone width="100%" height={230} />}
        </Suspense>
      </Panel>
      <Panel title="Top pages" note="visitors" flush className="span-7">
        {overview ? (
          <Bars
            empty="No page views in this time."
            rows={overview.topPages.map((page) => ({
              key: page.path,
              label: page.title ?? page.path,
              note: page.title ? page.path : '',
              value: page.visitors,
              to: { page: page.path },
              tag: page.category,
            }))}
          />
        ) : (
          <Bones lines={8} height={20} gap={14} />
        )}
      </Panel>
      <Panel title="Channels" note="visitors, and how many are High" flush className="span-5">
        {overview ? (
          <Bars
            empty="No visitors in this time."
            rows={overview.channels.map((one) => ({
              key: one.channel,
              label: one.channel,
              note: one.high > 0 ? `${one.high} High` : '',
              value: one.visitors,
              to: { channel: one.channel },
            }))}
          />
        ) : (
          <Bones lines={8} height={20} gap={14} />
        )}
      </Panel>
    </div>
  );
}

function SeeAll() {
  return (
    <Link to="/contacts" search={{ intentScore: 'High' }} className="link small">
      All High
    </Link>
  );
}

function Welcome() {
  return (
    <Empty
      icon="overview"
      title="Waiting for the first signal"
      action={
        <>
          <Button component={Link} to="/install">
            Install the tag
          </Button>
          <Button component="a" href="/demo/" target="_blank" variant="default">
            Try the demo website
          </Button>
          <Button component={Link} to="/settings/sample" variant="default">
            Load sample data
          </Button>
        </>
      }
    >
      Put the snippet on your website, and this page fills with who is hot and why.
    </Empty>
  );
}
