import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { DebuggerState, FilteredSignal, Refusal } from '../../../../wire/api/debugger.ts';
import { queries } from '../../api/queries.ts';
import { Bones, Empty, ErrorPanel } from '../../ui/bits/states.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { count } from '../../ui/format.ts';
import { CategoryChip } from '../../ui/people/signal.tsx';
import { Page, Panel } from '../../ui/shell/page.tsx';
import { FILTER_WORDS, KIND_NAMES } from '../../ui/words.ts';
import './debugger.css';

const route = getRouteApi('/app/debugger');

/** What did not make it into a score, and why: refused events, and traffic that was recorded but weighs nothing. */
export function DebuggerScreen() {
  const { show = 'refused' } = route.useSearch();
  const navigate = useNavigate();
  const query = useQuery({ ...queries.debugger(), refetchInterval: 15_000 });
  const [reason, setReason] = useState<string | null>(null);
  const state = query.data;
  const counts = show === 'refused' ? state?.refused : state?.filtered;
  return (
    <Page
      title="Live debugger"
      note={state ? `${count(state.accepted)} accepted in 24 hours` : ''}
      actions={
        <SegmentedControl
          aria-label="What to show"
          value={show}
          data={[
            { value: 'refused', label: `Refused${state ? ` ${count(total(state.refused))}` : ''}` },
            { value: 'filtered', label: `Filtered${state ? ` ${count(total(state.filtered))}` : ''}` },
          ]}
          onChange={(value) => {
            setReason(null);
            void navigate({ to: '/debugger', search: { show: value as typeof show }, replace: true });
          }}
        />
      }
    >
      {query.isError && <ErrorPanel error={query.error} retry={() => void query.refetch()} />}
      <p className="dim debug-lead">
        {show === 'refused'
          ? 'Requests, events and single fields that were not recorded, with what to change. One bad event never sinks its batch.'
          : 'Recorded and shown on timelines, but worth no points: bots, prefetches and your own team.'}
      </p>
      <div className="reasons">
        {counts?.map((one) => (
          <button
            type="button"
            key={one.reason}
            className="facet"
            aria-pressed={reason === one.reason}
            data-on={reason === one.reason || undefined}
            onClick={() => setReason(reason === one.reason ? null : one.reason)}
          >
            {show === 'filtered' ? FILTER_WORDS[one.reason as FilteredSignal['reason']][0] : reasonWords(one.reason)}
            <span className="num dim">{count(one.count)}</span>
          </button>
        ))}
      </div>
      <Panel title={show === 'refused' ? 'Last refusals' : 'Last filtered signals'} flush>
        {!state && !query.isError && <Bones lines={10} height={18} gap={18} />}
        {state && show === 'refused' && (
          <Refusals rows={state.refusals.filter((one) => !reason || one.reason === reason)} />
        )}
        {state && show === 'filtered' && (
          <Filtered rows={state.filteredSignals.filter((one) => !reason || one.reason === reason)} />
        )}
      </Panel>
    </Page>
  );
}

const total = (rows: DebuggerState['refused' | 'filtered']) => rows.reduce((sum, one) => sum + one.count, 0);

/** `origin_not_allowed` → `Origin not allowed`. */
function reasonWords(reason: string): string {
  const words = reason.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const LOST_WORDS: Readonly<Record<Refusal['lost'], string>> = {
  request: 'The whole request',
  event: 'The event',
  field: 'Only the field: the event was recorded without it',
};

function Refusals({ rows }: { rows: readonly Refusal[] }) {
  if (rows.length === 0) {
    return (
      <Empty icon="check" title="Nothing was refused">
        Events with a bad name, batches that are too large and pages of a foreign origin would be listed here with their
        reason.
      </Empty>
    );
  }
  return (
    <ul className="plain debug-list">
      {rows.map((one) => (
        <li key={one.id}>
          <details>
            <summary>
              <span className="debug-time dim small">
                <Ago at={one.at} />
              </span>
              <span className="debug-reason">{reasonWords(one.reason)}</span>
              <span className="debug-of">
                {one.event && <span className="cut debug-event">{one.event}</span>}
                {one.field && <code className="mono cut dim">{one.field}</code>}
              </span>
              <span className="cut grow" title={one.message}>
                {one.message} {one.lost === 'field' && <span className="dim">Event kept without it.</span>}
              </span>
              <span className="mono dim small cut debug-where">{one.endpoint}</span>
            </summary>
            <div className="debug-more">
              <dl className="facts">
                <Line name="Lost" value={LOST_WORDS[one.lost]} />
                {one.event && <Line name="Event" value={one.event} />}
                {one.field && <Line name="Field" value={one.field} />}
                {one.origin && <Line name="Origin" value={one.origin} />}
                <Line name="Sent to" value={one.endpoint} />
              </dl>
              {one.sample && <pre className="mono">{one.sample}</pre>}
              {one.reason === 'origin_not_allowed' && (
                <Button component={Link} to="/settings/tag" variant="default" size="compact-sm" w="max-content">
                  Change the allowed origins
                </Button>
              )}
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="mono">{value}</dd>
    </div>
  );
}

function Filtered({ rows }: { rows: readonly FilteredSignal[] }) {
  if (rows.length === 0) {
    return (
      <Empty icon="check" title="No filtered traffic">
        Bots and prefetches would be listed here; they never change a score.
      </Empty>
    );
  }
  return (
    <ul className="plain debug-list">
      {rows.map((one) => (
        <li key={one.id} className="debug-line">
          <span className="debug-time dim small">
            <Ago at={one.at} />
          </span>
          <span className="debug-reason" title={FILTER_WORDS[one.reason][1]}>
            {FILTER_WORDS[one.reason][0]}
          </span>
          <WhatLink signal={one} />
          <span className="mono small cut">{one.path}</span>
          <span className="dim small cut grow debug-agent" title={one.userAgent ?? undefined}>
            {one.userAgent}
          </span>
          <CategoryChip value={one.category} />
        </li>
      ))}
    </ul>
  );
}

/** Bots that never did anything countable have no contact to go to. */
function WhatLink({ signal }: { signal: FilteredSignal }) {
  if (signal.contactId === null) return <span className="debug-what">{KIND_NAMES[signal.kind]}</span>;
  return (
    <Link to="/contacts/$id" params={{ id: signal.contactId }} className="link debug-what">
      {KIND_NAMES[signal.kind]}
    </Link>
  );
}
