import { Button, PasswordInput, Radio, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { SlackMode, SlackSetup } from '../../../../wire/api/connections.ts';
import { useAction } from '../../api/actions.ts';
import { CodeBlock } from '../../ui/bits/copy.tsx';
import { Icon } from '../../ui/bits/icon.tsx';
import { Panel } from '../../ui/shell/page.tsx';

type Access = 'tokens' | 'oauth';

const MODES: Readonly<Record<SlackMode, readonly [string, string]>> = {
  http: [
    'Slack calls this server',
    'Needs an https address that the internet can reach. Several teams may share one app',
  ],
  socket: ['Knock calls Slack', 'A socket; works behind a firewall and on a laptop. One app for each team'],
};

/** From nothing to a connected team, in four steps that can be done from top to bottom. */
export function SlackConnect({ setup, onClose }: { setup: SlackSetup; onClose: () => void }) {
  const [mode, setMode] = useState<SlackMode>(setup.addressProblem ? 'socket' : 'http');
  const [access, setAccess] = useState<Access>('tokens');
  return (
    <Panel
      title="Connect a team"
      action={
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      <ol className="plain connect-steps">
        <Step n={1} title="Choose how they talk">
          <Radio.Group value={mode} onChange={(value) => setMode(value as SlackMode)} aria-label="How they talk">
            <div className="stack" style={{ gap: 8 }}>
              {(Object.keys(MODES) as SlackMode[]).map((one) => (
                <Radio key={one} size="xs" value={one} label={MODES[one][0]} description={MODES[one][1]} />
              ))}
            </div>
          </Radio.Group>
          {mode === 'http' && setup.addressProblem && (
            <p className="slack-problem" role="alert">
              {setup.addressProblem}
            </p>
          )}
        </Step>
        <Step n={2} title="Make the app in Slack">
          <p className="dim">
            Open{' '}
            <a href={setup.createUrl} target="_blank" rel="noreferrer" className="link">
              Slack’s app page <Icon name="external" size={12} />
            </a>
            , take “From a manifest”, choose your team, and paste this.
          </p>
          <div className="slack-manifest">
            <CodeBlock text={setup.manifests[mode]} label="Manifest, YAML" />
          </div>
        </Step>
        <Step n={3} title="Give Knock access">
          {mode === 'http' && (
            <Radio.Group value={access} onChange={(value) => setAccess(value as Access)} aria-label="Access" mb="sm">
              <div className="stack" style={{ gap: 8 }}>
                <Radio
                  size="xs"
                  value="tokens"
                  label="Paste its token"
                  description="Install the app in Slack first: “Install App”, then copy the bot token"
                />
                <Radio
                  size="xs"
                  value="oauth"
                  label="With “Add to Slack”"
                  description="Best for several teams: each gives access with one click"
                />
              </div>
            </Radio.Group>
          )}
          {mode === 'socket' || access === 'tokens' ? (
            <TokensForm mode={mode} onDone={onClose} />
          ) : (
            <OauthForm known={setup.oauth} />
          )}
        </Step>
      </ol>
    </Panel>
  );
}

function Step({ n, title, children }: { n: number; title: string; children: ReactNode }) {
  return (
    <li className="connect-step">
      <span className="connect-number" aria-hidden="true">
        {n}
      </span>
      <div className="grow stack">
        <h3>{title}</h3>
        {children}
      </div>
    </li>
  );
}

function TokensForm({ mode, onDone }: { mode: SlackMode; onDone: () => void }) {
  const [botToken, setBotToken] = useState('');
  const [appToken, setAppToken] = useState('');
  const [signingSecret, setSigningSecret] = useState('');
  const connect = useAction('POST /connections/slack', {
    quiet: true,
    done: (team) => `${team.name} is connected. Choose its channel`,
    refresh: [['connections', 'slack'], ['reps']],
    after: onDone,
  });
  const { error } = connect;
  const field = (name: string) => error?.fieldMessage(name) ?? null;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        connect.mutate({
          body: {
            mode,
            botToken: botToken.trim(),
            appToken: mode === 'socket' ? appToken.trim() : null,
            signingSecret: mode === 'http' ? signingSecret.trim() : null,
          },
        });
      }}
    >
      <Credential
        label="Bot token"
        description="Install App, “Bot User OAuth Token”. Begins with xoxb-"
        value={botToken}
        error={field('botToken')}
        onChange={setBotToken}
      />
      {mode === 'socket' ? (
        <Credential
          label="App token"
          description="Basic Information, “App-Level Tokens”, with the scope connections:write. Begins with xapp-"
          value={appToken}
          error={field('appToken')}
          onChange={setAppToken}
        />
      ) : (
        <Credential
          label="Signing secret"
          description="Basic Information, “App Credentials”. By it Knock knows that a request is Slack’s"
          value={signingSecret}
          error={field('signingSecret')}
          onChange={setSigningSecret}
        />
      )}
      {error && !error.problem?.errors?.length && (
        <p className="slack-problem" role="alert">
          {error.message}
        </p>
      )}
      <div className="form-foot">
        <Button type="submit" loading={connect.isPending}>
          Try and connect
        </Button>
      </div>
    </form>
  );
}

function OauthForm({ known }: { known: boolean }) {
  const [clientId, setClientId] = useState('');
  const [clientSecret, setClientSecret] = useState('');
  const [signingSecret, setSigningSecret] = useState('');
  const [changing, setChanging] = useState(!known);
  const install = useAction('POST /connections/slack/install', { after: ({ url }) => location.assign(url) });
  const save = useAction('PUT /connections/slack/app', {
    quiet: true,
    refresh: [['connections', 'slack']],
    after: () => install.mutate({}),
  });
  if (!changing) {
    return (
      <div className="form-foot">
        <Button loading={install.isPending} onClick={() => install.mutate({})}>
          Add to Slack
        </Button>
        <Button variant="subtle" color="gray" onClick={() => setChanging(true)}>
          Change the app’s credentials
        </Button>
      </div>
    );
  }
  const field = (name: string) => save.error?.fieldMessage(name) ?? null;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        const body = {
          clientId: clientId.trim(),
          clientSecret: clientSecret.trim(),
          signingSecret: signingSecret.trim(),
        };
        save.mutate({ body });
      }}
    >
      <p className="dim small">All three are under Basic Information, “App Credentials”.</p>
      <Credential label="Client ID" shown value={clientId} error={field('clientId')} onChange={setClientId} />
      <Credential label="Client secret" value={clientSecret} error={field('clientSecret')} onChange={setClientSecret} />
      <Credential
        label="Signing secret"
        value={signingSecret}
        error={field('signingSecret')}
        onChange={setSigningSecret}
      />
      {save.error && !save.error.problem?.errors?.length && (
        <p className="slack-problem" role="alert">
          {save.error.message}
        </p>
      )}
      <div className="form-foot">
        <Button type="submit" loading={save.isPending || install.isPending}>
          Save and add to Slack
        </Button>
      </div>
    </form>
  );
}

interface CredentialProps {
  readonly label: string;
  readonly description?: string;
  /** Not a secret: it may be seen. */
  readonly shown?: boolean;
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

function Credential({ shown = false, onChange, ...props }: CredentialProps) {
  const Input = shown ? TextInput : PasswordInput;
  return (
    <Input
      {...props}
      autoComplete="off"
      required
      withAsterisk={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
