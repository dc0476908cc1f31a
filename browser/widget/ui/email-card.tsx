import { useState } from 'preact/hooks';
import { isEmail } from '../view/email.ts';
import type { Parts } from './props.ts';

/** Asks, once, where an answer may go when the lead has left. */
export function EmailCard({ conversation, state, words }: Parts) {
  const [bad, setBad] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const email = String(new FormData(event.target as HTMLFormElement).get('email')).trim();
    setBad(!isEmail(email));
    if (isEmail(email)) void conversation.leaveEmail(email);
  };
  const isWrong = bad || state.email === 'failed';
  return (
    <form class="card" noValidate onSubmit={submit}>
      <label for="card-email">{words.askEmail}</label>
      <div class="row">
        <input
          id="card-email"
          name="email"
          type="email"
          autocomplete="email"
          placeholder={words.email}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? 'card-fault' : undefined}
        />
        <button type="submit" class="main" disabled={state.email === 'saving'}>
          {words.save}
        </button>
      </div>
      {isWrong && (
        <p class="fault" id="card-fault" role="alert">
          {words.badEmail}
        </p>
      )}
      <button type="button" class="plain" onClick={() => conversation.dismissEmail()}>
        {words.noThanks}
      </button>
    </form>
  );
}
