import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { KEY_SCOPES, type KeyScope } from '../../../../wire/api/words.ts';
import type { ApiKey, ApiKeyMade } from '../../../../wire/api/workspace.ts';
import { useAction } from '../../api/actions.ts';
import { usePermit } from '../../api/me.ts';
import { queries } from '../../api/queries.ts';
import { ConfirmButton } from '../../ui/bits/confirm-button.tsx';
import { CopyButton } from '../../ui/bits/copy.tsx';
import { Icon } from '../../ui/bits/icon.tsx';
import { PermitNotice } from '../../ui/bits/permit-button.tsx';
import { Bones, Empty, ErrorPanel } from '../../ui/bits/states.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { until, useNow } from '../../ui/format.ts';
import { Panel, useTitle } from '../../ui/shell/page.tsx';

const SCOPE_WORDS: Readonly<Record<KeyScope, string>> = {
  read: 'Read contacts, accounts, timelines and scores',
  write: 'Change them: merge, un-merge, move',
  capture: 'Send signals as a trusted caller: any past time, verified identities',
  admin: 'Everything, including settings',
};
const LIVES = [
  { value: '0', label: 'Until revoked' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
];

export function KeysPage() {
  useTitle('API keys');
  const { allowed } = usePermit('keys.edit');
  if (!allowed) {
    return (
      <Panel title="API keys">
        <PermitNotice needs="keys.edit" />
      </Panel>
    );
  }
  return <Keys />;
}

function Keys() {
  const query = useQuery(queries.keys());
  const [made, setMade] = useState<ApiKeyMade | null>(null);
  return (
    <>
      {made && (
        <div className="secret" role="status">
          <strong>Copy “{made.key.name}” now. It is never shown again.</strong>
          <div className="row">
            <code className="grow">{made.secret}</code>
            <CopyButton text={made.secret} />
            <Button variant="default" size="compact-sm" onClick={() => setMade(null)}>
              Done
            </Button>
          </div>
        </div>
      )}
      <Panel
        title="API keys"
        flush
        action={
          <a href="/api/docs" target="_blank" rel="noreferrer" className="link small">
            API reference
          </a>
        }
      >
        {query.isError && <ErrorPanel error={query.error} retry={() => void query.refetch()} />}
        {query.isPending && <Bones lines={3} height={24} />}
        {query.data?.items.length === 0 && (
          <Empty icon="key" title="No keys yet">
            Servers and scripts call the API with a key. Make one below.
          </Empty>
        )}
        {query.data?.items.map((key) => (
          <KeyRow key={key.id} apiKey={key} />
        ))}
      </Panel>
      <Panel title="Make a key">
        <KeyForm onMade={setMade} />
      </Panel>
    </>
  );
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const now = useNow();
  const revoke = useAction('DELETE /keys/:id', { done: `“${apiKey.name}” no longer works`, refresh: [['keys']] });
  return (
    <div className="list-row">
      <Icon name="key" />
      <div className="grow">
        <div>
          {apiKey.name} <span className="mono dim small">{apiKey.prefix}…</span>
        </div>
        <div className="dim small">
          {apiKey.scopes.join(', ')} · by {apiKey.createdBy}, <Ago at={apiKey.createdAt} suffix=" ago" /> ·{' '}
          {apiKey.lastUsedAt ? (
            <>
              used <Ago at={apiKey.lastUsedAt} suffix=" ago" />
            </>
          ) : (
            'never used'
          )}
          {apiKey.expiresAt && ` · expires ${until(apiKey.expiresAt, now)}`}
        </div>
      </div>
      <ConfirmButton
        ask="Revoke for good"
        size="compact-sm"
        loading={revoke.isPending}
        onConfirm={() => revoke.mutate({ id: apiKey.id })}
      >
        Revoke
      </ConfirmButton>
    </div>
  );
}

function KeyForm({ onMade }: { onMade: (made: ApiKeyMade) => void }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<KeyScope[]>(['read']);
  const [days, setDays] = useState('0');
  const make = useAction('POST /keys', {
    quiet: true,
    refresh: [['keys']],
    after: (made) => {
      onMade(made);
      setName('');
      document.getElementById('main')?.scrollTo({ top: 0 });
    },
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate({ body: { name: name.trim(), scopes, expiresInDays: days === '0' ? null : Number(days) } });
      }}
    >
      <TextInput
        label="Name"
        placeholder="Warehouse export"
        required
        withAsterisk={false}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={make.error ? (make.error.fieldMessage('name') ?? make.error.message) : null}
      />
      <Checkbox.Group label="May" value={scopes} onChange={(value) => setScopes(value as KeyScope[])}>
        <div className="stack" style={{ gap: 8, marginTop: 6 }}>
          {KEY_SCOPES.map((scope) => (
            <Checkbox key={scope} value={scope} label={scope} description={SCOPE_WORDS[scope]} />
          ))}
        </div>
      </Checkbox.Group>
      <Select label="Works" w={160} data={LIVES} value={days} onChange={(value) => value && setDays(value)} />
      <div className="form-foot">
        <Button type="submit" loading={make.isPending} disabled={scopes.length === 0}>
          Make the key
        </Button>
      </div>
    </form>
  );
}
