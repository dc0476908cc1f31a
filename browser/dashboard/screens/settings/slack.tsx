import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { connections } from '../../api/links.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { PermitButton, PermitNotice } from '../../ui/bits/permit-button.tsx';
import { Bones, ErrorPanel } from '../../ui/bits/states.tsx';
import { Panel, useTitle } from '../../ui/shell/page.tsx';
import { SlackConnect } from './slack-connect.tsx';
import { SlackTeamPanel } from './slack-team.tsx';
import './slack.css';

export function SlackPage() {
  useTitle('Slack');
  const query = useQuery(connections.slack());
  const [connecting, setConnecting] = useState(false);
  if (query.isError) return <ErrorPanel error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) {
    return (
      <Panel title="Slack">
        <Bones lines={6} height={24} />
      </Panel>
    );
  }
  const { teams } = query.data;
  const first = teams.length === 0;
  return (
    <>
      <PermitNotice needs="connections.edit" />
      <CameBack />
      {first && !connecting && (
        <Panel title="Slack">
          <div className="stack">
            <p className="dim slack-intro">
              Each new conversation is posted to a channel of yours, with score, type and the reasons. A thread is a
              conversation: what your team writes in it goes to the lead, under the writer’s name. What begins with{' '}
              <code>{'//'}</code> stays inside.
            </p>
            <div className="row">
              <PermitButton
                needs="connections.edit"
                leftSection={<Icon name="plug" size={14} />}
                onClick={() => setConnecting(true)}
              >
                Connect Slack
              </PermitButton>
              <span className="dim small">Takes five minutes. The inbox works without it.</span>
            </div>
          </div>
        </Panel>
      )}
      {teams.map((team) => (
        <SlackTeamPanel key={team.id} team={team} onReconnect={() => setConnecting(true)} />
      ))}
      {connecting ? (
        <div ref={(panel) => panel?.scrollIntoView({ block: 'nearest' })}>
          <SlackConnect setup={query.data} onClose={() => setConnecting(false)} />
        </div>
      ) : (
        !first && (
          <div>
            <PermitButton
              needs="connections.edit"
              variant="default"
              leftSection={<Icon name="plus" size={14} />}
              onClick={() => setConnecting(true)}
            >
              Connect another team
            </PermitButton>
          </div>
        )
      )}
    </>
  );
}

const OUTCOMES: Readonly<Record<string, string>> = {
  connected: 'Slack is connected. Choose its channel below.',
  denied: 'Access was not given in Slack. Nothing was changed.',
  expired: 'That took too long, or began in another browser. Please begin again.',
  no_app: 'The app’s credentials are not here any more. Save them again, then add it to Slack.',
  refused: 'Slack refused the app’s credentials. Check client id and secret, and begin again.',
};

/** What became of "Add to Slack", for who has just come back from there. */
function CameBack() {
  const { install } = useSearch({ strict: false }) as { install?: string };
  const words = install && OUTCOMES[install];
  if (!words) return null;
  return (
    <p className="slack-came-back" data-bad={install !== 'connected' || undefined} role="status">
      {words}
    </p>
  );
}
