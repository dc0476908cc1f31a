import { Button, Drawer, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LinkItem } from '../../../../wire/api/links.ts';
import { LINK_CHANNELS, LINK_KINDS } from '../../../../wire/api/words.ts';
import { useAction } from '../../api/actions.ts';
import type { ApiError } from '../../api/client.ts';
import { chats } from '../../api/conversations.ts';
import { draftOf, type LinkDraft, patchOf, putOf, UTMS } from './link-draft.ts';
import { LinkPreview } from './link-preview.tsx';
import { CHANNEL_WORDS, KIND_WORDS } from './link-words.tsx';
import { SlugField } from './slug-field.tsx';

interface LinkDrawerProps {
  /** Null: a new one. */
  readonly link: LinkItem | null;
  readonly onClose: () => void;
  readonly onDone?: (link: LinkItem) => void;
}

export interface FieldsProps {
  readonly draft: LinkDraft;
  readonly set: (change: Partial<LinkDraft>) => void;
  readonly error: ApiError | null;
}

/** Makes a link, or changes one. */
export function LinkDrawer({ link, onClose, onDone }: LinkDrawerProps) {
  const [draft, setDraft] = useState(() => draftOf(link));
  const set = (change: Partial<LinkDraft>) => setDraft((old) => ({ ...old, ...change }));
  const after = (done: LinkItem) => {
    onClose();
    onDone?.(done);
  };
  const make = useAction('POST /links', {
    quiet: true,
    done: 'Made. Copy its address and share it',
    refresh: [['links']],
    after,
  });
  const change = useAction('PATCH /links/:id', {
    quiet: true,
    done: 'Saved',
    refresh: [['links'], ['link', link?.id ?? '']],
    after,
  });
  const error = make.error ?? change.error;
  const save = () =>
    link ? change.mutate({ id: link.id, body: patchOf(draft) }) : make.mutate({ body: putOf(draft) });
  return (
    <Drawer opened onClose={onClose} position="right" size={480} title={link ? 'Edit the link' : 'New Knock Link'}>
      <form
        className="form link-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <MainFields draft={draft} set={set} error={error} isNew={link === null} linkId={link?.id ?? null} />
        {draft.kind !== 'redirect' && <PageFields draft={draft} set={set} error={error} />}
        <MoreFields draft={draft} set={set} error={error} />
        {error && !error.problem?.errors?.length && (
          <p className="form-problem" role="alert">
            {error.message}
          </p>
        )}
        <div className="form-foot">
          <Button type="submit" loading={make.isPending || change.isPending}>
            {link ? 'Save' : 'Make the link'}
          </Button>
          <Button variant="subtle" color="gray" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Drawer>
  );
}

function MainFields({ draft, set, error, isNew, linkId }: FieldsProps & { isNew: boolean; linkId: string | null }) {
  return (
    <>
      <TextInput
        label="Name"
        description="For your team; the address is made from it"
        required
        withAsterisk={false}
        maxLength={100}
        data-autofocus
        value={draft.name}
        error={error?.fieldMessage('name') ?? null}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <SlugField draft={draft} set={set} error={error} linkId={linkId} />
      {isNew && (
        <Select
          label="Kind"
          description={KIND_WORDS[draft.kind][1]}
          data={LINK_KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind][0] }))}
          value={draft.kind}
          onChange={(kind) => kind && set({ kind: kind as LinkDraft['kind'] })}
        />
      )}
      {draft.kind === 'redirect' && (
        <TextInput
          label="Leads to"
          description="Fixed: nothing in a visitor’s address can change it"
          placeholder="https://www.example.com/page"
          type="url"
          required
          withAsterisk={false}
          value={draft.target}
          error={error?.fieldMessage('target') ?? null}
          onChange={(event) => set({ target: event.currentTarget.value })}
        />
      )}
      <Select
        label="Channel"
        description="Where you will put it"
        data={LINK_CHANNELS.map((channel) => ({ value: channel, label: CHANNEL_WORDS[channel] }))}
        value={draft.channel}
        onChange={(channel) => channel && set({ channel: channel as LinkDraft['channel'] })}
      />
      <OwnerField draft={draft} set={set} error={error} />
    </>
  );
}

function OwnerField({ draft, set }: FieldsProps) {
  const reps = useQuery(chats.reps()).data?.items ?? [];
  return (
    <Select
      label="Owner"
      description="A personal link: its conversations are theirs"
      placeholder="The team"
      searchable
      clearable
      data={reps
        .filter((rep) => rep.active || rep.id === draft.ownerId)
        .map((rep) => ({ value: rep.id, label: rep.name }))}
      value={draft.ownerId}
      onChange={(ownerId) => set({ ownerId })}
    />
  );
}

function PageFields({ draft, set, error }: FieldsProps) {
  return (
    <fieldset className="link-page-fields">
      <legend>What its page says</legend>
      <TextInput
        label="Heading"
        placeholder="The built-in one, in the visitor’s language"
        maxLength={120}
        value={draft.heading}
        error={error?.fieldMessage('heading') ?? null}
        onChange={(event) => set({ heading: event.currentTarget.value })}
      />
      <Textarea
        label="Introduction"
        autosize
        minRows={2}
        maxLength={500}
        value={draft.intro}
        error={error?.fieldMessage('intro') ?? null}
        onChange={(event) => set({ intro: event.currentTarget.value })}
      />
      <Textarea
        label="Greeting"
        description="The first words in the chat. Empty: the workspace’s greeting"
        autosize
        minRows={2}
        maxLength={500}
        value={draft.greeting}
        error={error?.fieldMessage('greeting') ?? null}
        onChange={(event) => set({ greeting: event.currentTarget.value })}
      />
      <LinkPreview draft={draft} />
    </fieldset>
  );
}

function MoreFields({ draft, set, error }: FieldsProps) {
  return (
    <>
      <details className="link-utm">
        <summary>UTM defaults</summary>
        <p className="dim small">Used where the visitor’s address carries none of its own.</p>
        <div className="link-utm-grid">
          {UTMS.map((key) => (
            <TextInput
              key={key}
              label={key}
              maxLength={200}
              value={draft.utm[key]}
              error={error?.fieldMessage(`utm.${key}`) ?? null}
              onChange={(event) => set({ utm: { ...draft.utm, [key]: event.currentTarget.value } })}
            />
          ))}
        </div>
      </details>
      <TextInput
        type="date"
        label="Last day"
        description="After it the page says that the link has expired. Empty: no end"
        value={draft.lastDay}
        error={error?.fieldMessage('expiresAt') ?? null}
        onChange={(event) => set({ lastDay: event.currentTarget.value })}
      />
      <Switch
        label="Active"
        checked={draft.active}
        onChange={(event) => set({ active: event.currentTarget.checked })}
      />
    </>
  );
}
