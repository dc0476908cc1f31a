import { Select, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorkspaceSettings } from '../../../../wire/api/workspace.ts';
import { useAction } from '../../api/actions.ts';
import { usePermit } from '../../api/me.ts';
import { queries } from '../../api/queries.ts';
import { PermitButton, PermitNotice } from '../../ui/bits/permit-button.tsx';
import { Bones, ErrorPanel } from '../../ui/bits/states.tsx';
import { Panel, useTitle } from '../../ui/shell/page.tsx';

export function WorkspacePage() {
  useTitle('Workspace');
  const query = useQuery(queries.workspace());
  return (
    <Panel title="Workspace">
      {query.isError && <ErrorPanel error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Bones lines={5} height={24} />}
      {query.data && <WorkspaceForm settings={query.data} />}
    </Panel>
  );
}

const FIELDS = ['name', 'timeZone', 'staffDomains'];

function WorkspaceForm({ settings }: { settings: WorkspaceSettings }) {
  const [draft, setDraft] = useState(settings);
  const { allowed } = usePermit('workspace.edit');
  const save = useAction('PUT /workspace', { quiet: true, done: 'Saved', refresh: [['workspace'], ['me']] });
  const changed = JSON.stringify(draft) !== JSON.stringify(settings);
  const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', draft.timeZone])];
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ body: draft });
      }}
    >
      <PermitNotice needs="workspace.edit" />
      <TextInput
        label="Name"
        value={draft.name}
        maxLength={100}
        required
        withAsterisk={false}
        readOnly={!allowed}
        error={save.error?.fieldMessage('name') ?? null}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
      />
      <Select
        label="Time zone"
        description="Of your team. Each reader sees times in their own zone; charts count UTC days"
        data={zones}
        searchable
        value={draft.timeZone}
        readOnly={!allowed}
        error={save.error?.fieldMessage('timeZone') ?? null}
        onChange={(timeZone) => timeZone && setDraft({ ...draft, timeZone })}
      />
      <TagsInput
        size="xs"
        label="Your own e-mail domains"
        description="Signals of people with these addresses are kept, but worth no points"
        placeholder={draft.staffDomains.length === 0 ? 'example.com' : ''}
        value={draft.staffDomains}
        readOnly={!allowed}
        error={save.error?.fieldMessage('staffDomains') ?? null}
        onChange={(staffDomains) => setDraft({ ...draft, staffDomains })}
      />
      {save.error && !FIELDS.some((field) => save.error?.fieldMessage(field)) && (
        <p className="form-problem" role="alert">
          {save.error.message}
        </p>
      )}
      <div className="form-foot">
        <PermitButton needs="workspace.edit" type="submit" loading={save.isPending} disabled={!changed}>
          Save
        </PermitButton>
      </div>
    </form>
  );
}
