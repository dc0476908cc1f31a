import { Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SlackTeam } from '../../../../wire/api/connections.ts';
import { useAction } from '../../api/actions.ts';
import { connections } from '../../api/links.ts';
import { usePermit } from '../../api/me.ts';
import { ConfirmButton } from '../../ui/bits/confirm-button.tsx';
import { PermitButton } from '../../ui/bits/permit-button.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { plural } from '../../ui/format.ts';
import { Panel } from '../../ui/shell/page.tsx';
import { ConnectionState } from './connection-state.tsx';

const FRESH = [['connections', 'slack']];

/** One team: whether it works, where it hears of conversations, who in it was recognised. */
export function SlackTeamPanel({ team, onReconnect }: { team: SlackTeam; onReconnect: () => void }) {
  const { allowed } = usePermit('connections.edit');
  const change = useAction('PATCH /connections/slack/:id', { done: 'Saved', refresh: FRESH });
  const people = useAction('POST /connections/slack/:id/people', { done: 'People are up to date', refresh: FRESH });
  const remove = useAction('DELETE /connections/slack/:id', {
    done: `${team.name} is no longer connected`,
    refresh: [...FRESH, ['reps']],
  });
  return (
    <Panel title={team.name} action={<ConnectionState state={team.state} />}>
      <div className="form">
        {team.problem && (
          <div className="slack-problem" role="alert">
            <span className="grow">{team.problem}</span>
            {team.state !== 'connected' && (
              <PermitButton needs="connections.edit" variant="default" size="compact-sm" onClick={onReconnect}>
                Connect again
              </PermitButton>
            )}
          </div>
        )}
        <ChannelPicker team={team} onPick={(channelId) => change.mutate({ id: team.id, body: { channelId } })} />
        <Switch
          label="Direct messages"
          description="Whoever is assigned a conversation also hears of it directly"
          checked={team.directMessages}
          disabled={!allowed}
          onChange={(event) => change.mutate({ id: team.id, body: { directMessages: event.currentTarget.checked } })}
        />
        <div className="row slack-people">
          <span className="grow">
            {plural(team.people, 'person', 'people')} known, {team.matched} of them members here
            <span className="dim small slack-people-note">
              Matched by e-mail. The others may answer from Slack all the same.
            </span>
          </span>
          <PermitButton
            needs="connections.edit"
            variant="default"
            size="compact-sm"
            loading={people.isPending}
            onClick={() => people.mutate({ id: team.id })}
          >
            Update now
          </PermitButton>
        </div>
        <div className="row">
          <span className="dim small grow">
            {team.mode === 'socket' ? 'By a socket that Knock opens' : 'By requests to this server'} · connected by{' '}
            {team.connectedBy}, <Ago at={team.connectedAt} suffix=" ago" />
          </span>
          <ConfirmButton
            needs="connections.edit"
            ask="Disconnect now"
            size="compact-sm"
            loading={remove.isPending}
            onConfirm={() => remove.mutate({ id: team.id })}
          >
            Disconnect
          </ConfirmButton>
        </div>
      </div>
    </Panel>
  );
}

function ChannelPicker({ team, onPick }: { team: SlackTeam; onPick: (channelId: string | null) => void }) {
  const { allowed } = usePermit('connections.edit');
  const query = useQuery({ ...connections.channels(team.id), enabled: allowed && team.state === 'connected' });
  const listed = query.data?.items ?? (team.channel ? [{ ...team.channel, member: true, private: false }] : []);
  return (
    <Select
      label="Channel"
      description="New conversations are posted here. Knock joins it; a private one must invite it first"
      placeholder={query.isFetching ? 'Looking for channels…' : 'None: nothing is posted'}
      searchable
      clearable
      readOnly={!allowed || team.state !== 'connected'}
      data={listed.map((one) => ({
        value: one.id,
        label: `#${one.name}${one.private ? ' (private)' : ''}`,
        disabled: one.private && !one.member,
      }))}
      value={team.channel?.id ?? null}
      error={query.error?.message ?? null}
      onChange={onPick}
    />
  );
}
