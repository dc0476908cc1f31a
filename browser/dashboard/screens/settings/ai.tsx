import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AiPut, AiSetup } from '../../../../wire/api/connections.ts';
import { AI_PROVIDERS } from '../../../../wire/api/words.ts';
import { useAction } from '../../api/actions.ts';
import type { AnswerOf } from '../../api/client.ts';
import { connections } from '../../api/links.ts';
import { usePermit } from '../../api/me.ts';
import { ConfirmButton } from '../../ui/bits/confirm-button.tsx';
import { Icon } from '../../ui/bits/icon.tsx';
import { PermitNotice } from '../../ui/bits/permit-button.tsx';
import { Bones, ErrorPanel } from '../../ui/bits/states.tsx';
import { Panel, useTitle } from '../../ui/shell/page.tsx';
import { ConnectionState } from './connection-state.tsx';
import './slack.css';

type Provider = AiPut['provider'];

const PROVIDERS: Readonly<Record<Provider, readonly [name: string, model: string]>> = {
  anthropic: ['Anthropic', 'Name of a model, as Anthropic calls it'],
  openai: ['OpenAI', 'Name of a model, as OpenAI calls it'],
  openai_compatible: ['OpenAI-compatible', 'Name of a model, as that server calls it'],
};
const FRESH = [['connections', 'ai']];

export function AiPage() {
  useTitle('AI provider');
  const query = useQuery(connections.ai());
  if (query.isError) return <ErrorPanel error={query.error} retry={() => void query.refetch()} />;
  const connection = query.data?.connection ?? null;
  return (
    <Panel title="AI provider" action={connection && <ConnectionState state={connection.state} />}>
      <div className="stack">
        <p className="dim slack-intro">
          Optional. Knock reads why a lead came with a model of its own, on this server, without any key. With a
          provider the provider is asked first; when it is slow or refuses, the built-in model answers. Messages of
          leads are then sent to it.
        </p>
        <PermitNotice needs="connections.edit" />
        {query.isPending ? (
          <Bones lines={4} height={24} />
        ) : (
          <AiForm key={connection?.keyHint ?? ''} connection={connection} />
        )}
      </div>
    </Panel>
  );
}

function AiForm({ connection }: AiSetup) {
  const { allowed } = usePermit('connections.edit');
  const [provider, setProvider] = useState<Provider>(connection?.provider ?? 'anthropic');
  const [model, setModel] = useState(connection?.model ?? '');
  const [baseUrl, setBaseUrl] = useState(connection?.baseUrl ?? '');
  const [apiKey, setApiKey] = useState('');
  const save = useAction('PUT /connections/ai', {
    quiet: true,
    done: 'Saved',
    refresh: FRESH,
    after: () => setApiKey(''),
  });
  const compatible = provider === 'openai_compatible';
  const { error } = save;
  const field = (name: string) => error?.fieldMessage(name) ?? null;
  if (!allowed) return null;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({
          body: {
            provider,
            model: model.trim(),
            baseUrl: compatible ? baseUrl.trim() : null,
            apiKey: apiKey.trim() || null,
          },
        });
      }}
    >
      {connection?.problem && (
        <p className="slack-problem" role="alert">
          {connection.problem}
        </p>
      )}
      <Select
        label="Provider"
        data={AI_PROVIDERS.map((one) => ({ value: one, label: PROVIDERS[one][0] }))}
        value={provider}
        onChange={(value) => value && setProvider(value as Provider)}
      />
      {compatible && (
        <TextInput
          label="Address"
          description="Of its API, up to /v1"
          placeholder="https://models.example.com/v1"
          type="url"
          required
          withAsterisk={false}
          value={baseUrl}
          error={field('baseUrl')}
          onChange={(event) => setBaseUrl(event.currentTarget.value)}
        />
      )}
      <TextInput
        label="Model"
        description={PROVIDERS[provider][1]}
        required
        withAsterisk={false}
        value={model}
        error={field('model')}
        onChange={(event) => setModel(event.currentTarget.value)}
      />
      <PasswordInput
        label="API key"
        description={
          connection
            ? `Kept encrypted. Empty: the present one, which ends in ${connection.keyHint}`
            : 'Kept encrypted, never shown again'
        }
        autoComplete="off"
        required={connection === null}
        withAsterisk={false}
        value={apiKey}
        error={field('apiKey')}
        onChange={(event) => setApiKey(event.currentTarget.value)}
      />
      {error && !error.problem?.errors?.length && (
        <p className="slack-problem" role="alert">
          {error.message}
        </p>
      )}
      <div className="form-foot">
        <Button type="submit" loading={save.isPending}>
          Save
        </Button>
        {connection && <AiActions />}
      </div>
    </form>
  );
}

function AiActions() {
  const [result, setResult] = useState<AnswerOf<'POST /connections/ai/test'> | null>(null);
  const test = useAction('POST /connections/ai/test', { refresh: FRESH, after: setResult });
  const remove = useAction('DELETE /connections/ai', { done: 'The built-in model answers alone now', refresh: FRESH });
  return (
    <>
      <Button variant="default" loading={test.isPending} onClick={() => test.mutate({})}>
        Ask it something
      </Button>
      <ConfirmButton
        needs="connections.edit"
        ask="Remove now"
        loading={remove.isPending}
        onConfirm={() => remove.mutate({})}
      >
        Remove
      </ConfirmButton>
      {result && (
        <span className="small row" role="status" style={{ color: result.ok ? 'var(--good)' : 'var(--bad)' }}>
          <Icon name={result.ok ? 'check' : 'warning'} size={13} />
          {result.ok ? `Answered in ${result.milliseconds} ms` : (result.problem ?? 'It did not answer')}
        </span>
      )}
    </>
  );
}
