import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { accountProblem } from '../../api/account.ts';
import { say } from '../../api/actions.ts';
import { post } from '../../api/client.ts';
import { useMe } from '../../api/me.ts';
import { Panel, useTitle } from '../../ui/shell/page.tsx';
import { Password, Problem } from './password-field.tsx';
import { TwoFactor } from './two-factor.tsx';
import './account.css';

/** What is a member's own: every role may change it. */
export function AccountPage() {
  useTitle('Your account');
  return (
    <>
      <NameForm />
      <PasswordForm />
      <TwoFactor />
    </>
  );
}

function NameForm() {
  const { user } = useMe();
  const client = useQueryClient();
  const [name, setName] = useState(user.name);
  const save = useMutation({
    mutationFn: () => post('/api/auth/update-user', { name: name.trim() }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['me'] });
      void client.invalidateQueries({ queryKey: ['members'] });
      say('Saved');
    },
  });
  return (
    <Panel title="You" note={user.email}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label="Name"
          value={name}
          maxLength={100}
          required
          withAsterisk={false}
          autoComplete="name"
          error={accountProblem(save.error)}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className="form-foot">
          <Button type="submit" loading={save.isPending} disabled={name.trim() === '' || name.trim() === user.name}>
            Save
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function PasswordForm() {
  const change = useMutation({
    mutationFn: ({ form }: { form: HTMLFormElement }) => {
      const words = new FormData(form);
      const [currentPassword, newPassword] = [String(words.get('current')), String(words.get('new'))];
      return post('/api/auth/change-password', { currentPassword, newPassword, revokeOtherSessions: true });
    },
    onSuccess: (_, { form }) => {
      form.reset();
      say('Password changed. Other browsers are signed out');
    },
  });
  return (
    <Panel title="Password">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ form: event.currentTarget });
        }}
      >
        <Password label="Present password" name="current" autoComplete="current-password" />
        <Password label="New password" name="new" autoComplete="new-password" />
        <Problem text={accountProblem(change.error)} />
        <div className="form-foot">
          <Button type="submit" loading={change.isPending}>
            Change password
          </Button>
          <span className="dim small">At least 10 characters. Signs you out everywhere else.</span>
        </div>
      </form>
    </Panel>
  );
}
