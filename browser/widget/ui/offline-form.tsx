import { useState } from 'preact/hooks';
import { CHAT_TEXT_MAX } from '../../../wire/chat-limits.ts';
import { isEmail } from '../view/email.ts';
import type { Parts } from './props.ts';

/** Nobody is there: a message and where to answer it. */
export function OfflineForm({ conversation, words, state }: Parts) {
  const [faults, setFaults] = useState<{ readonly email?: string; readonly text?: string }>({});
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const field = (name: string) => String(form.get(name) ?? '').trim();
    const email = field('email');
    const text = field('text');
    const found = {
      ...(!isEmail(email) && { email: email ? words.badEmail : words.required }),
      ...(!text && { text: words.required }),
    };
    setFaults(found);
    const first = Object.keys(found)[0];
    if (first) (event.target as HTMLFormElement).querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    else conversation.send(text, { email, name: field('name').slice(0, 200) });
  };
  return (
    <form class="offline scroll" noValidate onSubmit={submit}>
      <p class="greeting">{state.settings?.greeting ?? words.greeting}</p>
      <h3>{words.leaveMessage}</h3>
      <label for="off-name">{words.name}</label>
      <input id="off-name" name="name" autocomplete="name" maxLength={200} />
      <label for="off-email">{words.email}</label>
      <input id="off-email" name="email" type="email" autocomplete="email" {...described('off-email', faults.email)} />
      <Fault id="off-email" words={faults.email} />
      <label for="off-text">{words.message}</label>
      <textarea id="off-text" name="text" rows={4} maxLength={CHAT_TEXT_MAX} {...described('off-text', faults.text)} />
      <Fault id="off-text" words={faults.text} />
      <button type="submit" class="main">
        {words.sendMessage}
      </button>
    </form>
  );
}

function described(id: string, fault: string | undefined) {
  return fault ? ({ 'aria-invalid': true, 'aria-describedby': `${id}-fault` } as const) : {};
}

function Fault({ id, words }: { readonly id: string; readonly words: string | undefined }) {
  return words ? (
    <p class="fault" id={`${id}-fault`} role="alert">
      {words}
    </p>
  ) : null;
}
