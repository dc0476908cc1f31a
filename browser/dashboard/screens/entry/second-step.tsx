import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { accountProblem, type CodeKind, verifyCode } from '../../api/account.ts';
import { EntryFrame, EntryProblem } from './entry-frame.tsx';

const KINDS: Readonly<Record<CodeKind, { label: string; lead: string; other: string }>> = {
  totp: {
    label: 'Code',
    lead: 'Type the six digits that your authenticator app shows.',
    other: 'Use a backup code instead',
  },
  'backup-code': {
    label: 'Backup code',
    lead: 'Type one of the codes you kept. Each works once.',
    other: 'Use the authenticator app instead',
  },
};

/** The second step of signing in, for members who have turned it on. */
export function SecondStep({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const [kind, setKind] = useState<CodeKind>('totp');
  const verify = useMutation({
    mutationFn: ({ code, trust }: { code: string; trust: boolean }) => verifyCode(kind, code, trust),
    onSuccess: onDone,
  });
  const words = KINDS[kind];
  const turn = () => {
    verify.reset();
    setKind(kind === 'totp' ? 'backup-code' : 'totp');
  };
  return (
    <EntryFrame title="Second step" lead={words.lead}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          verify.mutate({ code: String(form.get('code')), trust: form.get('trust') !== null });
        }}
      >
        <TextInput
          key={kind}
          size="sm"
          label={words.label}
          name="code"
          required
          withAsterisk={false}
          autoFocus
          autoComplete="one-time-code"
          inputMode={kind === 'totp' ? 'numeric' : 'text'}
          maxLength={kind === 'totp' ? 9 : 30}
        />
        <Checkbox name="trust" label="Do not ask again in this browser for 30 days" />
        <EntryProblem text={accountProblem(verify.error)} />
        <Button type="submit" size="sm" loading={verify.isPending}>
          Continue
        </Button>
        <p className="row small">
          <button type="button" className="plain link grow entry-turn" onClick={turn}>
            {words.other}
          </button>
          <button type="button" className="plain link" onClick={onBack}>
            Back
          </button>
        </p>
      </form>
    </EntryFrame>
  );
}
