import { Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { InstallState, TagSettings } from '../../../../wire/api/tag.ts';
import { useLive } from '../../api/live.ts';
import { queries } from '../../api/queries.ts';
import { CodeBlock } from '../../ui/bits/copy.tsx';
import { Icon } from '../../ui/bits/icon.tsx';
import { LocalNotice } from '../../ui/bits/local-notice.tsx';
import { Bone, ErrorPanel } from '../../ui/bits/states.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { exactTime, plural } from '../../ui/format.ts';
import { Page, Panel } from '../../ui/shell/page.tsx';
import { GUIDES } from './guides.tsx';
import './install.css';

/** The snippet, where to put it, and whether it works. */
export function InstallScreen() {
  const tag = useQuery(queries.tag());
  const install = useQuery({
    ...queries.install(),
    refetchInterval: (query) => (query.state.data?.firstSignalAt ? false : 5000),
  });
  useLive('signal', () => {
    if (!install.data?.firstSignalAt) void install.refetch();
  });
  return (
    <Page title="Install" shape="read">
      <div className="stack" style={{ gap: 16 }}>
        <Check state={install.data} />
        <Panel title="1. Put this on every page" note="before </head>">
          {tag.isError && <ErrorPanel error={tag.error} retry={() => void tag.refetch()} />}
          {tag.data ? <CodeBlock text={tag.data.snippet} label="Snippet" /> : <Bone width="100%" height={84} />}
          {tag.data && <LocalNotice url={tag.data.scriptUrl} />}
          <p className="dim small" style={{ marginTop: 10 }}>
            It loads beside your page, never blocks it, reads no form values, and honours Do Not Track. Origins, consent
            and e-mail capture are under{' '}
            <Link to="/settings/tag" className="link">
              Tag and origins
            </Link>
            .
          </p>
        </Panel>
        <Panel title="2. Where exactly">
          {tag.data ? <Guides tag={tag.data} /> : <Bone width="100%" height={160} />}
        </Panel>
        <Panel title="3. Open your website">
          <p>
            Visit any page. The check above turns green within a second. No website at hand? The{' '}
            <a href="/demo/" target="_blank" rel="noreferrer" className="link">
              demo website
            </a>{' '}
            has the tag already.
          </p>
        </Panel>
      </div>
    </Page>
  );
}

function Check({ state }: { state: InstallState | undefined }) {
  if (!state) return <Bone width="100%" height={64} />;
  if (!state.firstSignalAt) {
    return (
      <div className="check" role="status">
        <span className="check-mark" data-waiting />
        <div>
          <strong>Waiting for the first signal</strong>
          <p className="dim">
            This page listens; there is no need to reload. Nothing after a minute? See the debugger.
          </p>
        </div>
        <span className="grow" />
        <Button component={Link} to="/debugger" variant="default">
          Debugger
        </Button>
      </div>
    );
  }
  return (
    <div className="check" data-good role="status">
      <span className="check-mark">
        <Icon name="check" />
      </span>
      <div className="grow">
        <strong>The tag works</strong>
        <p className="dim">
          First signal{' '}
          <span title={exactTime(state.firstSignalAt)}>
            <Ago at={state.firstSignalAt} suffix=" ago" />
          </span>
          {state.lastSignalAt && (
            <>
              , latest <Ago at={state.lastSignalAt} suffix=" ago" />
            </>
          )}
          {state.hosts.length > 0 &&
            `. Heard from ${state.hosts.map((one) => `${one.host} (${plural(one.signals, 'signal')})`).join(', ')}`}
        </p>
      </div>
      <Button component={Link} to="/live" variant="default">
        Watch live
      </Button>
    </div>
  );
}

function Guides({ tag }: { tag: TagSettings }) {
  return (
    <Tabs defaultValue="html" keepMounted={false} variant="pills" radius="md">
      <Tabs.List mb="sm">
        {GUIDES.map((guide) => (
          <Tabs.Tab key={guide.id} value={guide.id}>
            {guide.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {GUIDES.map((guide) => (
        <Tabs.Panel key={guide.id} value={guide.id}>
          <div className="stack guide">{guide.steps(tag)}</div>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
