import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  accountProblem,
  endSecondFactor,
  hasSecondFactor,
  renewBackupCodes,
  type SecondFactor,
  startSecondFactor,
  verifyCode,
} from '../../api/account.ts';
import { say } from '../../api/actions.ts';
import { CopyButton } from '../../ui/bits/copy.tsx';
import { Icon } from '../../ui/bits/icon.tsx';
import { Qr } from '../../ui/bits/qr.tsx';
import { Bones, ErrorPanel } from '../../ui/bits/states.tsx';
import { Panel } from '../../ui/shell/page.tsx';
import { Password, Problem } from './password-field.tsx';

/** A code of an app beside the password: turn on, turn off, new backup codes. Each asks for the password first. */
export function TwoFactor() {
  const query = useQuery(hasSecondFactor());
  return (
    <Panel title="Two-factor sign-in">
      {query.isError && <ErrorPanel error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Bones lines={3} />}
      {query.data === false && <TurnOn />}
      {query.data === true && <TurnedOn />}
    </Panel>
  );
}

function TurnOn() {
  const start = useMutation({ mutationFn: startSecondFactor });
  if (start.data) return <ProveIt factor={start.data} />;
  return (
    <PasswordStep
      lead="Signing in then asks for a code of an authenticator app too, so that a stolen password alone opens nothing."
      doing="Turn on"
      step={start}
    />
  );
}

/** Nothing is on before a code has proven that the app works. */
function ProveIt({ factor }: { factor: SecondFactor }) {
  const client = useQueryClient();
  const prove = useMutation({
    mutationFn: (code: string) => verifyCode('totp', code),
    onSuccess: () => {
      client.setQueryData(hasSecondFactor().queryKey, true);
      say('Two-factor sign-in is on');
    },
  });
  const secret = new URL(factor.totpURI).searchParams.get('secret') ?? '';
  return (
    <div className="factor">
      <Qr text={factor.totpURI} label="QR code for the authenticator app" />
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          prove.mutate(String(new FormData(event.currentTarget).get('code')));
        }}
      >
        <p>Scan it with an authenticator app, or type this key into the app:</p>
        <p className="mono factor-secret">{secret}</p>
        <p>Keep these backup codes where you keep passwords. Each lets you in once, should the app be lost:</p>
        <BackupCodes codes={factor.backupCodes} />
        <TextInput
          label="Code that the app shows now"
          name="code"
          required
          withAsterisk={false}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={9}
          w={240}
        />
        <Problem text={accountProblem(prove.error)} />
        <div className="form-foot">
          <Button type="submit" loading={prove.isPending}>
            Finish
          </Button>
        </div>
      </form>
    </div>
  );
}

type Wish = 'none' | 'off' | 'codes';

function TurnedOn() {
  const [wish, setWish] = useState<Wish>('none');
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: endSecondFactor,
    onSuccess: () => {
      client.setQueryData(hasSecondFactor().queryKey, false);
      say('Two-factor sign-in is off');
    },
  });
  const renew = useMutation({ mutationFn: renewBackupCodes });
  return (
    <div className="stack">
      <p className="verified">
        <Icon name="verified" size={14} /> On: signing in asks for a code of your app.
      </p>
      {renew.data && (
        <>
          <p>Your new backup codes. The former ones no longer work.</p>
          <BackupCodes codes={renew.data} />
        </>
      )}
      {wish === 'off' && <PasswordStep lead="" doing="Turn off" step={end} />}
      {wish === 'codes' && !renew.data && <PasswordStep lead="" doing="Make new codes" step={renew} />}
      {(wish === 'none' || renew.data) && wish !== 'off' && (
        <div className="form-foot">
          <Button variant="default" onClick={() => setWish('off')}>
            Turn off
          </Button>
          {!renew.data && (
            <Button variant="default" onClick={() => setWish('codes')}>
              New backup codes
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

interface PasswordStepProps {
  readonly lead: string;
  readonly doing: string;
  readonly step: {
    readonly mutate: (password: string) => void;
    readonly isPending: boolean;
    readonly error: Error | null;
  };
}

function PasswordStep({ lead, doing, step }: PasswordStepProps) {
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        step.mutate(String(new FormData(event.currentTarget).get('password')));
      }}
    >
      {lead && <p className="dim">{lead}</p>}
      <Password label="Your password" name="password" autoComplete="current-password" />
      <Problem text={accountProblem(step.error)} />
      <div className="form-foot">
        <Button type="submit" loading={step.isPending}>
          {doing}
        </Button>
      </div>
    </form>
  );
}

function BackupCodes({ codes }: { codes: readonly string[] }) {
  return (
    <div className="stack" style={{ gap: 8 }}>
      <ul className="factor-codes mono" aria-label="Backup codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <span>
        <CopyButton text={codes.join('\n')} label="Copy the codes" />
      </span>
    </div>
  );
}
