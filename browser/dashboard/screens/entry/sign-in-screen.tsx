import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { signInWithPassword } from '../../api/account.ts';
import { ApiError } from '../../api/client.ts';
import { EntryFrame, EntryProblem } from './entry-frame.tsx';
import { SecondStep } from './second-step.tsx';

const route = getRouteApi('/sign-in');

export function SignInScreen() {
  const { next } = route.useSearch();
  const [secondStep, setSecondStep] = useState(false);
  // A fresh page, so that nothing of a former session stays in memory.
  const enter = () => location.assign(ownPath(next));
  const signIn = useMutation({
    mutationFn: signInWithPassword,
    onSuccess: (step) => (step === 'in' ? enter() : setSecondStep(true)),
  });
  if (secondStep) return <SecondStep onDone={enter} onBack={() => setSecondStep(false)} />;
  return (
    <EntryFrame title="Sign in">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          signIn.mutate({ email: String(form.get('email')).trim(), password: String(form.get('password')) });
        }}
      >
        <TextInput
          size="sm"
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          data-autofocus
        />
        <PasswordInput
          size="sm"
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        />
        <EntryProblem text={signIn.error ? words(signIn.error) : null} />
        <Button type="submit" size="sm" loading={signIn.isPending}>
          Sign in
        </Button>
        <p className="dim small">Forgotten it? An admin can invite you again from Settings, Members.</p>
      </form>
    </EntryFrame>
  );
}

function words(error: Error): string {
  if (error instanceof ApiError && (error.status === 401 || error.status === 403))
    return 'E-mail or password is wrong.';
  if (error instanceof ApiError && error.status === 429) return 'Too many tries. Wait a minute.';
  return error.message;
}

/** Only an address of our own may be gone to, whatever the link said. */
function ownPath(next: string | undefined): string {
  if (!next?.startsWith('/') || next.startsWith('//') || next.includes('\\')) return '/';
  return next;
}
