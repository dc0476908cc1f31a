import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useAction } from '../../api/actions.ts';
import { ApiError } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { Bones } from '../../ui/bits/states.tsx';
import { ROLE_WORDS } from '../../ui/words.ts';
import { EntryFrame, EntryProblem } from './entry-frame.tsx';

const route = getRouteApi('/invite/$id');

export function InviteScreen() {
  const { id } = route.useParams();
  const offer = useQuery(queries.invite(id));
  const accept = useAction('POST /invites/:id', { quiet: true, after: () => location.assign('/') });
  if (offer.isError) {
    const gone = offer.error instanceof ApiError && offer.error.status === 404;
    return (
      <EntryFrame title={gone ? 'This invitation is no longer valid' : 'The server could not answer'}>
        <p className="dim" style={{ marginTop: 8 }}>
          {gone ? 'It was used, withdrawn or has expired. Ask for a new one, or ' : 'Try again in a moment, or '}
          <Link to="/sign-in" className="link">
            sign in
          </Link>
          .
        </p>
      </EntryFrame>
    );
  }
  if (!offer.data) {
    return (
      <EntryFrame title="Your invitation">
        <Bones lines={4} />
      </EntryFrame>
    );
  }
  const { workspaceName, invitedBy, role, email, hasUser } = offer.data;
  return (
    <EntryFrame
      title={`Join ${workspaceName}`}
      lead={`${invitedBy} invites you as ${ROLE_WORDS[role][0]}. ${ROLE_WORDS[role][1]}.`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          accept.mutate({ id, body: { name: String(form.get('name')), password: String(form.get('password')) } });
        }}
      >
        <TextInput size="sm" label="E-mail" value={email} readOnly autoComplete="username" />
        <TextInput
          size="sm"
          label="Your name"
          name="name"
          autoComplete="name"
          maxLength={100}
          required
          withAsterisk={false}
          error={accept.error?.fieldMessage('name') ?? null}
        />
        <PasswordInput
          size="sm"
          label={hasUser ? 'Your password' : 'Choose a password'}
          {...(hasUser ? {} : { description: 'At least 10 characters' })}
          name="password"
          autoComplete={hasUser ? 'current-password' : 'new-password'}
          minLength={10}
          required
          withAsterisk={false}
          error={accept.error?.fieldMessage('password') ?? null}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        />
        <EntryProblem text={accept.error && !accept.error.problem?.errors ? accept.error.message : null} />
        <Button type="submit" size="sm" loading={accept.isPending || accept.isSuccess}>
          Join
        </Button>
      </form>
    </EntryFrame>
  );
}
