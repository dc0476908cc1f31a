import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ROLES, type Role } from '../../../../wire/api/words.ts';
import type { Invite, Member } from '../../../../wire/api/workspace.ts';
import { useAction } from '../../api/actions.ts';
import { usePermit } from '../../api/me.ts';
import { queries } from '../../api/queries.ts';
import { ConfirmButton } from '../../ui/bits/confirm-button.tsx';
import { CopyButton } from '../../ui/bits/copy.tsx';
import { Icon } from '../../ui/bits/icon.tsx';
import { PermitButton, PermitNotice } from '../../ui/bits/permit-button.tsx';
import { Bones, ErrorPanel } from '../../ui/bits/states.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { until, useNow } from '../../ui/format.ts';
import { Avatar } from '../../ui/people/person.tsx';
import { Panel, useTitle } from '../../ui/shell/page.tsx';
import { ROLE_WORDS } from '../../ui/words.ts';

const REFRESH = [['members']];
const ROLE_CHOICES = ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role][0] }));

export function MembersPage() {
  useTitle('Members and roles');
  const query = useQuery(queries.members());
  return (
    <>
      <Panel title="Members" flush>
        {query.isError && <ErrorPanel error={query.error} retry={() => void query.refetch()} />}
        {query.isPending && <Bones lines={4} height={24} />}
        {query.data?.members.map((member) => (
          <MemberRow key={member.id} member={member} />
        ))}
      </Panel>
      <Panel title="Invite somebody">
        <InviteForm />
        {query.data?.invites.map((invite) => (
          <InviteRow key={invite.id} invite={invite} />
        ))}
      </Panel>
      <Panel title="What roles may do">
        <dl className="facts">
          {ROLES.map((role) => (
            <div key={role}>
              <dt>{ROLE_WORDS[role][0]}</dt>
              <dd>{ROLE_WORDS[role][1]}</dd>
            </div>
          ))}
        </dl>
      </Panel>
    </>
  );
}

function MemberRow({ member }: { member: Member }) {
  const { allowed } = usePermit('members.edit');
  const change = useAction('PATCH /members/:id', { done: 'Role changed', refresh: [['members'], ['me']] });
  const remove = useAction('DELETE /members/:id', { done: `${member.name} was removed`, refresh: REFRESH });
  return (
    <div className="list-row">
      <Avatar person={member} size={30} />
      <div className="grow">
        <div>
          {member.name} {member.you && <span className="dim">(you)</span>}
        </div>
        <div className="dim small cut">
          {member.email}
          {member.lastSeenAt && (
            <>
              {' '}
              · seen <Ago at={member.lastSeenAt} suffix=" ago" />
            </>
          )}
        </div>
      </div>
      {allowed ? (
        <>
          <Select
            aria-label={`Role of ${member.name}`}
            w={120}
            data={ROLE_CHOICES}
            value={member.role}
            onChange={(role) => role && change.mutate({ id: member.id, body: { role: role as Role } })}
          />
          {!member.you && (
            <ConfirmButton
              ask="Remove?"
              label={`Remove ${member.name}`}
              variant="subtle"
              color="gray"
              size="compact-sm"
              onConfirm={() => remove.mutate({ id: member.id })}
            >
              <Icon name="trash" />
            </ConfirmButton>
          )}
        </>
      ) : (
        <span className="dim">{ROLE_WORDS[member.role][0]}</span>
      )}
    </div>
  );
}

function InviteForm() {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('rep');
  const { allowed } = usePermit('members.edit');
  const invite = useAction('POST /invites', {
    quiet: true,
    done: 'Invitation made. Send them the link',
    refresh: REFRESH,
    after: () => setEmail(''),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        invite.mutate({ body: { email: email.trim(), role } });
      }}
    >
      <PermitNotice needs="members.edit" />
      <div className="row" style={{ alignItems: 'flex-end', flexWrap: 'wrap' }}>
        <TextInput
          label="E-mail"
          type="email"
          required
          withAsterisk={false}
          w={260}
          disabled={!allowed}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={invite.error ? (invite.error.fieldMessage('email') ?? invite.error.message) : null}
        />
        <Select
          label="Role"
          w={120}
          data={ROLE_CHOICES}
          disabled={!allowed}
          value={role}
          onChange={(value) => value && setRole(value as Role)}
        />
        <PermitButton needs="members.edit" type="submit" loading={invite.isPending}>
          Invite
        </PermitButton>
      </div>
    </form>
  );
}

function InviteRow({ invite }: { invite: Invite }) {
  const now = useNow();
  const { allowed } = usePermit('members.edit');
  const withdraw = useAction('DELETE /invites/:id', { done: 'Invitation withdrawn', refresh: REFRESH });
  return (
    <div className="list-row" style={{ paddingInline: 0 }}>
      <div className="grow">
        <div className="cut">{invite.email}</div>
        <div className="dim small">
          {ROLE_WORDS[invite.role][0]}, by {invite.invitedBy.replace(/ <[^>]*>$/, '')}, valid{' '}
          {until(invite.expiresAt, now).replace(/^in/, 'for')}
        </div>
      </div>
      {allowed && <CopyButton text={invite.url} label="Copy link" />}
      {allowed && (
        <ConfirmButton
          ask="Withdraw?"
          label={`Withdraw the invitation of ${invite.email}`}
          variant="subtle"
          color="gray"
          size="compact-sm"
          onConfirm={() => withdraw.mutate({ id: invite.id })}
        >
          <Icon name="trash" />
        </ConfirmButton>
      )}
    </div>
  );
}
