import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useAction } from '../../api/actions.ts';
import { queries } from '../../api/queries.ts';
import { EntryFrame, EntryProblem } from './entry-frame.tsx';

/** The first visit: names the workspace and makes its first admin. */
export function SetupScreen() {
  const state = useQuery(queries.setup());
  const setup = useAction('POST /setup', { quiet: true, after: () => location.assign('/install') });
  if (state.data && !state.data.needsAdmin && !setup.isSuccess) return <Navigate to="/sign-in" />;
  const wrong = (field: string) => setup.error?.fieldMessage(field) ?? null;
  return (
    <EntryFrame title="Welcome to Knock" lead="Make the admin account. Everything stays on this server.">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const text = (name: string) => String(form.get(name) ?? '');
          setup.mutate({
            body: {
              workspaceName: text('workspaceName'),
              name: text('name'),
              email: text('email').trim(),
              password: text('password'),
            },
          });
        }}
      >
        <TextInput
          size="sm"
          label="Company or team"
          name="workspaceName"
          autoFocus
          autoComplete="organization"
          maxLength={100}
          required
          withAsterisk={false}
          error={wrong('workspaceName')}
        />
        <TextInput
          size="sm"
          label="Your name"
          name="name"
          autoComplete="name"
          maxLength={100}
          required
          withAsterisk={false}
          error={wrong('name')}
        />
        <TextInput
          size="sm"
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          error={wrong('email')}
        />
        <PasswordInput
          size="sm"
          label="Password"
          description="At least 10 characters"
          name="password"
          autoComplete="new-password"
          minLength={10}
          required
          withAsterisk={false}
          error={wrong('password')}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        />
        <EntryProblem text={setup.error && !setup.error.problem?.errors ? setup.error.message : null} />
        <Button type="submit" size="sm" loading={setup.isPending || setup.isSuccess}>
          Start
        </Button>
      </form>
    </EntryFrame>
  );
}
